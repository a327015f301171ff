import { randomBytes } from 'node:crypto';
import {
  type Provider,
  type Room,
  type RoomAnswer,
  type RoomOptions,
  type RoomRequest,
  startRoom,
} from '../../room.ts';
import { TwilioError, twilioError } from '../errors.ts';
import { postSigned } from '../post-signed.ts';
import { type Contents, checkMessage } from './check-message.ts';
import { listMessages } from './list-messages.ts';
import { type MessageStatus, type SandboxMessage, toResource } from './message.ts';

export type { SandboxMessage } from './message.ts';

export interface TwilioMessagesOptions extends RoomOptions {
  accountSid: string;
  authToken: string;
  /** What the account may send from: numbers, headers, messaging services, and `whatsapp:+…`. */
  senders: readonly string[];
  contents?: Contents;
  /** After this, what was taken is sent, and after it again delivered, with a report of each. Without it only `report` says anything. */
  deliverAfterMs?: number;
}

/** Twilio's Messages on loopback: send, list, reports of delivery, answers. */
export interface TwilioMessages extends Room {
  /** All the account holds, oldest first. */
  messages(): readonly SandboxMessage[];
  /** Moves a message on, and reports it to where it was asked to. Answers the status of the report's answer, 0 where nobody listened. */
  report(sid: string, status: MessageStatus, errorCode?: number): Promise<number>;
  /** Somebody answers: posts it to the webhook, signed. */
  answer(o: {
    webhook: string;
    from: string;
    to: string;
    body: string;
    sid?: string;
  }): Promise<{ status: number; text: string }>;
  /** From now on this recipient is unsubscribed from this sender. */
  unsubscribe(from: string, to: string): void;
}

const SESSION_MS = 24 * 3_600_000;

/** What of it does not depend on where it is served. */
export type TwilioMessagesDesk = Omit<TwilioMessages, keyof Room>;

export async function startTwilioMessages(options: TwilioMessagesOptions): Promise<TwilioMessages> {
  const { provider, ...desk } = createTwilioMessages(options);
  return { ...(await startRoom(provider, options)), ...desk };
}

export function createTwilioMessages(options: TwilioMessagesOptions): TwilioMessagesDesk & { provider: Provider } {
  const { accountSid, authToken, clock } = options;
  const senders = new Set(options.senders);
  const contents = options.contents ?? new Map<string, string>();
  const optedOut = new Set<string>();
  const held = new Map<string, SandboxMessage>();
  const base = `/2010-04-01/Accounts/${accountSid}/Messages`;

  function create(form: URLSearchParams): RoomAnswer {
    const { isTemplate, ...checked } = checkMessage(form, { senders, contents, optedOut });
    const sid = `SM${randomBytes(16).toString('hex')}`;
    const message: SandboxMessage = {
      ...checked,
      sid,
      direction: 'outbound-api',
      status: 'queued',
      errorCode: null,
      createdAt: clock.now(),
      sentAt: null,
    };
    held.set(sid, message);
    const answer = { status: 201, body: toResource(message, accountSid) };
    const isOutsideSession = checked.to.startsWith('whatsapp:') && !isTemplate && !hasWritten(checked.to);
    if (options.deliverAfterMs !== undefined) {
      const later = options.deliverAfterMs;
      clock.after(
        later,
        () => void report(sid, isOutsideSession ? 'failed' : 'sent', isOutsideSession ? 63016 : undefined),
      );
      if (!isOutsideSession) clock.after(2 * later, () => void report(sid, 'delivered'));
    }
    return answer;
  }

  /** WhatsApp takes free text within a day after the recipient wrote. */
  const hasWritten = (to: string) =>
    [...held.values()].some(
      ({ direction, from, createdAt }) =>
        direction === 'inbound' && from === to && clock.now() - createdAt < SESSION_MS,
    );

  async function report(sid: string, status: MessageStatus, errorCode?: number): Promise<number> {
    const message = held.get(sid);
    if (message === undefined) throw new Error('the account has no such message');
    message.status = status;
    message.errorCode = errorCode ?? null;
    message.sentAt ??= status === 'queued' || status === 'sending' ? null : clock.now();
    if (message.statusCallback === null) return 0;
    const params: Record<string, string> = {
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      From: message.from ?? '',
      MessageSid: sid,
      MessageStatus: status,
      SmsSid: sid,
      SmsStatus: status,
      To: message.to,
      ...(errorCode === undefined ? {} : { ErrorCode: String(errorCode) }),
    };
    return (await postSigned(authToken, message.statusCallback, params)).status;
  }

  function handle(request: RoomRequest): RoomAnswer {
    const [user, password] = Buffer.from(request.headers.authorization?.replace(/^Basic /, '') ?? '', 'base64')
      .toString()
      .split(':');
    if (user !== accountSid || password !== authToken) return twilioError(20003);
    const sid = new RegExp(`^${base}/(SM[0-9a-f]{32})\\.json$`).exec(request.path)?.[1];
    const one = sid === undefined ? undefined : held.get(sid);
    try {
      if (request.path === `${base}.json` && request.method === 'POST')
        return create(new URLSearchParams(request.body));
      if (request.path === `${base}.json` && request.method === 'GET')
        return listMessages([...held.values()], request.query, accountSid);
      if (one !== undefined && request.method === 'GET') return { status: 200, body: toResource(one, accountSid) };
    } catch (error) {
      if (error instanceof TwilioError) return twilioError(error.code);
      throw error;
    }
    return twilioError(20404);
  }

  return {
    provider: {
      operationOf: ({ method }) => (method === 'POST' ? 'messages.create' : 'messages.list'),
      handle,
      refuse: (status, code, headers) => twilioError(code, status, headers),
    },
    messages: () => [...held.values()],
    report,
    unsubscribe: (from, to) => void optedOut.add(`${from}|${to}`),
    async answer({ webhook, from, to, body, sid = `SM${randomBytes(16).toString('hex')}` }) {
      const message = { sid, direction: 'inbound' as const, to, from, body, status: 'received' as const };
      const none = { messagingServiceSid: null, errorCode: null, statusCallback: null };
      held.set(sid, { ...message, ...none, createdAt: clock.now(), sentAt: clock.now() });
      return postSigned(authToken, webhook, {
        AccountSid: accountSid,
        ApiVersion: '2010-04-01',
        Body: body,
        From: from,
        MessageSid: sid,
        NumMedia: '0',
        NumSegments: '1',
        SmsMessageSid: sid,
        SmsSid: sid,
        SmsStatus: 'received',
        To: to,
        ...(from.startsWith('whatsapp:') ? { ProfileName: 'Somebody', WaId: from.replace(/\D/g, '') } : {}),
      });
    },
  };
}
