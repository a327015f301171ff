import { z } from 'zod';
import { type LiveEvent, type LiveEventId, type LiveEventType, liveEventShapes } from './events.ts';

/** Seals what is personal under the clinic's key; `ClinicCipher` of packages/db is one. */
export interface LiveCipher {
  sealText(context: string, plain: string): string;
  openText(context: string, envelope: string): string;
}

/** An event as it lies in Redis. */
const wireSchema = z.object({
  type: z.string(),
  at: z.string(),
  data: z.unknown(),
  /** Sealed JSON; missing where there is nothing personal. */
  sealed: z.string().optional(),
});

const contextOf = (type: string) => `live|${type}`;

export function encodeEvent(event: LiveEvent, cipher: LiveCipher): string {
  const sealed =
    Object.keys(event.personal).length === 0
      ? {}
      : { sealed: cipher.sealText(contextOf(event.type), JSON.stringify(event.personal)) };
  return JSON.stringify({ type: event.type, at: event.at, data: event.data, ...sealed });
}

/** @throws where the text is no event of ours, or was sealed by another clinic. */
export function decodeEvent(text: string, cipher: LiveCipher): LiveEvent {
  const wire = wireSchema.parse(JSON.parse(text));
  const shape = liveEventShapes[wire.type as LiveEventType];
  if (shape === undefined) throw new Error('an event of a type that is not known here');
  const personal = wire.sealed === undefined ? {} : JSON.parse(cipher.openText(contextOf(wire.type), wire.sealed));
  // Type, data and personal were checked against one entry of the table.
  return {
    type: wire.type,
    at: wire.at,
    data: shape.data.parse(wire.data),
    personal: shape.personal.parse(personal),
  } as LiveEvent;
}

/** One line of the log: `epoch.number time body`. */
export interface LogEntry {
  id: LiveEventId;
  epoch: string;
  number: number;
  publishedAt: number;
  body: string;
}

/** @throws where the line is none. */
export function parseEntry(line: string): LogEntry {
  const match = /^([^ .]+)\.(\d+) (\d+) (.*)$/s.exec(line);
  if (match === null) throw new Error('not a line of the log');
  const [, epoch = '', number = '', at = '', body = ''] = match;
  return { id: `${epoch}.${Number(number)}`, epoch, number: Number(number), publishedAt: Number(at), body };
}

/** Reads an id that a browser brought; null where it is none. */
export function parseEventId(id: string): { epoch: string; number: number } | null {
  const match = /^([\w-]+)\.(\d{1,15})$/.exec(id);
  return match?.[1] === undefined || match[2] === undefined ? null : { epoch: match[1], number: Number(match[2]) };
}
