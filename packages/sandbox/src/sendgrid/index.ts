import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { type Room, type RoomAnswer, type RoomOptions, type RoomRequest, startRoom } from '../room.ts';
import { checkMail, type SandboxMail } from './check-mail.ts';

export type { SandboxMail } from './check-mail.ts';

export interface SendgridOptions extends RoomOptions {
  apiKey: string;
}

export type MailEvent = 'processed' | 'deferred' | 'delivered' | 'bounce' | 'dropped' | 'spamreport' | 'unsubscribe';

/** SendGrid on loopback: send, and signed events. It lists nothing, as the real one does not without an extra plan. */
export interface Sendgrid extends Room {
  /** What it took, oldest first, by its own name of each. */
  mails(): readonly { id: string; mail: SandboxMail }[];
  /** The key that verifies its events: base64, as its settings page shows it. */
  eventKey: string;
  /** Posts events about mails to the webhook, signed. Answers the status of the answer. */
  report(
    webhook: string,
    events: readonly { id: string; event: MailEvent; reason?: string }[],
    over?: { atS?: number; signature?: string; change?: (body: string) => string },
  ): Promise<number>;
}

const REPORT_DEADLINE_MS = 15_000;

export async function startSendgrid(options: SendgridOptions): Promise<Sendgrid> {
  const { clock } = options;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const taken: { id: string; mail: SandboxMail }[] = [];

  const refuse = (status: number, message: string, headers: Record<string, string> = {}): RoomAnswer => ({
    status,
    headers,
    body: { errors: [{ message, field: null, help: null }] },
  });

  function handle(request: RoomRequest): RoomAnswer {
    if (request.headers.authorization !== `Bearer ${options.apiKey}`)
      return refuse(401, 'The provided authorization grant is invalid, expired, or revoked');
    if (request.path !== '/v3/mail/send' || request.method !== 'POST') return refuse(404, 'not found');
    if (!request.headers['content-type']?.startsWith('application/json')) return refuse(415, 'unsupported media type');
    const checked = checkMail(request.body);
    if (!checked.ok) return { status: 400, body: { errors: checked.errors } };
    const id = randomBytes(11).toString('base64url');
    taken.push({ id, mail: checked.mail });
    return { status: 202, headers: { 'x-message-id': id }, body: '' };
  }

  const room = await startRoom(
    {
      operationOf: () => 'mail.send',
      handle,
      refuse: (status, _code, headers) =>
        refuse(status, status === 429 ? 'too many requests' : 'internal error', {
          ...headers,
          // SendGrid says when the count begins anew, in epoch seconds, instead of how long to wait.
          ...(headers?.['retry-after'] === undefined
            ? {}
            : { 'x-ratelimit-reset': String(Math.ceil(clock.now() / 1_000) + Number(headers['retry-after'])) }),
        }),
    },
    options,
  );
  return {
    ...room,
    mails: () => taken,
    eventKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    async report(webhook, events, over = {}) {
      const timestamp = String(over.atS ?? Math.floor(clock.now() / 1_000));
      const body = JSON.stringify(
        events.map(({ id, event, reason }, index) => {
          const mail = taken.find((one) => one.id === id)?.mail;
          return {
            email: mail?.personalizations[0]?.to[0]?.email,
            event,
            sg_event_id: randomBytes(12).toString('base64url'),
            sg_message_id: `${id}.recvd-0-${index}`,
            timestamp: Math.floor(clock.now() / 1_000),
            ...(reason === undefined ? {} : { reason }),
            ...mail?.custom_args,
            ...mail?.personalizations[0]?.custom_args,
          };
        }),
      );
      const signature = over.signature ?? sign('sha256', Buffer.from(timestamp + body), privateKey).toString('base64');
      const response = await fetch(webhook, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-twilio-email-event-webhook-signature': signature,
          'x-twilio-email-event-webhook-timestamp': timestamp,
        },
        body: over.change === undefined ? body : over.change(body),
        signal: AbortSignal.timeout(REPORT_DEADLINE_MS),
      });
      return response.status;
    },
  };
}
