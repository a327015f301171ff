import { createPublicKey, verify } from 'node:crypto';
import { type DeliveryReport, recordDelivery } from '@vaani/clinic';
import { z } from 'zod';
import { type DoorDeps, readRaw, refuse } from './door.ts';

/** SendGrid sends up to a thousand events at once. */
const MOST_BYTES = 1024 * 1024;
const MOST_EVENTS = 1_000;
/** It tries for a day; a repeated event changes nothing, because what stands only goes forward. */
const OLDEST_MS = 24 * 3_600_000;
const CLOCKS_APART_MS = 5 * 60_000;

/** Events that say where a mail is; all others (deferred, opened, clicked) are none of our business. */
const statuses: Record<string, DeliveryReport['status']> = {
  processed: 'accepted',
  delivered: 'delivered',
  bounce: 'failed',
  dropped: 'failed',
  // It arrived, and was not wanted.
  spamreport: 'delivered',
  unsubscribe: 'delivered',
  group_unsubscribe: 'delivered',
};
const unwanted = new Set(['spamreport', 'unsubscribe', 'group_unsubscribe']);

const eventSchema = z.object({
  event: z.string(),
  clinic: z.uuid(),
  delivery: z.uuid(),
  /** The mail's own id, then where it was taken. */
  sg_message_id: z.string().min(1),
  reason: z.string().optional(),
});

/** POST /api/v1/messages/sendgrid/events: signed reports on mails, many at once. Those that are none of ours are passed over. */
export async function sendgridEvents(deps: DoorDeps, request: Request): Promise<Response> {
  const body = await readRaw(request, MOST_BYTES);
  if (body === null) return new Response(null, { status: 413 });
  const signature = request.headers.get('x-twilio-email-event-webhook-signature');
  const timestamp = request.headers.get('x-twilio-email-event-webhook-timestamp');
  if (signature === null || timestamp === null) return refuse(deps, request, 'no signature');
  const eventKey = (await deps.credentials.ofSendgrid())?.eventKey ?? null;
  if (eventKey === null) return refuse(deps, request, 'a stranger’s account');
  if (!isSigned(eventKey, timestamp + body, signature)) return refuse(deps, request, 'wrong signature');
  const age = deps.clock.now() - Number(timestamp) * 1_000;
  if (!(age <= OLDEST_MS && age >= -CLOCKS_APART_MS)) return refuse(deps, request, 'too old');
  const events = parse(body);
  if (events === null) return new Response(null, { status: 400 });
  for (const event of events) {
    const report = toReport(event);
    if (report !== null) await recordDelivery(deps, report);
  }
  return new Response(null, { status: 204 });
}

/** ECDSA over timestamp and body, under the key that SendGrid's settings page shows. */
function isSigned(eventKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(eventKey, 'base64'), format: 'der', type: 'spki' });
  return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
}

function parse(body: string): unknown[] | null {
  try {
    const events: unknown = JSON.parse(body);
    return Array.isArray(events) && events.length <= MOST_EVENTS ? events : null;
  } catch {
    return null;
  }
}

function toReport(event: unknown): DeliveryReport | null {
  const told = eventSchema.safeParse(event);
  if (!told.success) return null;
  const { event: name, clinic: clinicId, delivery: deliveryId, sg_message_id, reason = '' } = told.data;
  const status = statuses[name];
  if (status === undefined) return null;
  const isOptOut = unwanted.has(name) || (name === 'dropped' && /unsubscribed|spam/i.test(reason));
  return {
    clinicId,
    deliveryId,
    providerMessageId: sg_message_id.split('.')[0] ?? sg_message_id,
    status,
    ...(status === 'failed' ? { errorCode: name } : {}),
    ...(isOptOut ? { isOptOut } : {}),
  };
}
