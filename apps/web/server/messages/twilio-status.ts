import { type DeliveryReport, recordDelivery } from '@vaani/clinic';
import { z } from 'zod';
import type { DoorDeps } from './door.ts';
import { readTwilioRequest } from './twilio-request.ts';

/** Twilio's words for where a message is, in ours. */
const statuses: Record<string, DeliveryReport['status']> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

const OPTED_OUT = '21610';

const shape = z.object({
  clinic: z.uuid(),
  delivery: z.uuid(),
  MessageSid: z.string().min(1).max(100),
  MessageStatus: z.string(),
  ErrorCode: z.string().max(40).optional(),
});

/** POST /api/v1/messages/twilio/status: what became of a message. Which attempt it is about stands in the signed address. */
export async function twilioStatus(deps: DoorDeps, request: Request): Promise<Response> {
  const read = await readTwilioRequest(deps, request);
  if (read instanceof Response) return read;
  const told = shape.safeParse({ ...Object.fromEntries(read.query), ...read.params });
  if (!told.success) return new Response(null, { status: 400 });
  const { clinic: clinicId, delivery: deliveryId, MessageSid, MessageStatus, ErrorCode } = told.data;
  const status = statuses[MessageStatus];
  // A word that is new to us is no failure of Twilio's.
  if (status === undefined) return new Response(null, { status: 204 });
  await recordDelivery(deps, {
    clinicId,
    deliveryId,
    providerMessageId: MessageSid,
    status,
    ...(ErrorCode === undefined ? {} : { errorCode: ErrorCode, isOptOut: ErrorCode === OPTED_OUT }),
  });
  return new Response(null, { status: 204 });
}
