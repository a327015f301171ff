import type { RoomAnswer } from '../../room.ts';
import { TwilioError } from '../errors.ts';
import { type SandboxMessage, toResource } from './message.ts';

const filters = new Set(['To', 'From', 'DateSent', 'DateSent<', 'DateSent>', 'PageSize', 'Page', 'PageToken']);

/**
 * A page of the account's messages, newest first. A filter by the time of sending leaves out what is still queued, because it has none.
 * @throws {TwilioError} with Twilio's code.
 */
export function listMessages(all: readonly SandboxMessage[], query: URLSearchParams, accountSid: string): RoomAnswer {
  for (const name of query.keys()) if (!filters.has(name)) throw new TwilioError(20001);
  const size = numberOf(query.get('PageSize'), 50);
  const page = numberOf(query.get('Page'), 0);
  if (size < 1 || size > 1_000 || page < 0) throw new TwilioError(20001);
  const found = all
    .filter((message) => matches(message, query))
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.sid < b.sid ? 1 : -1));
  const shown = found.slice(page * size, (page + 1) * size);
  const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
  const uriOf = (index: number) => {
    const next = new URLSearchParams(query);
    next.set('PageSize', String(size));
    next.set('Page', String(index));
    next.set('PageToken', `PA${shown.at(-1)?.sid ?? ''}`);
    return `${path}?${next}`;
  };
  return {
    status: 200,
    body: {
      end: page * size + shown.length - 1,
      first_page_uri: uriOf(0),
      messages: shown.map((message) => toResource(message, accountSid)),
      next_page_uri: (page + 1) * size < found.length ? uriOf(page + 1) : null,
      page,
      page_size: size,
      previous_page_uri: page > 0 ? uriOf(page - 1) : null,
      start: page * size,
      uri: uriOf(page),
    },
  };
}

function matches(message: SandboxMessage, query: URLSearchParams): boolean {
  const is = (name: string, value: string | null) => !query.has(name) || query.get(name) === value;
  if (!is('To', message.to) || !is('From', message.from)) return false;
  const sentAt = message.sentAt;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const [on, before, after] = ['DateSent', 'DateSent<', 'DateSent>'].map((name) => instantOf(query.get(name)));
  if ((on ?? before ?? after) === undefined) return true;
  if (sentAt === null) return false;
  if (on !== undefined && day(sentAt) !== day(on)) return false;
  return (before === undefined || sentAt <= before) && (after === undefined || sentAt >= after);
}

function instantOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const at = Date.parse(text.replace(/^=/, ''));
  if (Number.isNaN(at)) throw new TwilioError(20001);
  return at;
}

function numberOf(text: string | null, otherwise: number): number {
  const value = text === null ? otherwise : Number(text);
  if (!Number.isInteger(value)) throw new TwilioError(20001);
  return value;
}
