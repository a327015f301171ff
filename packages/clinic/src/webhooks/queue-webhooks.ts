import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { WebhookEvent } from './events.ts';

/** Something that happened, of an appointment or of a call. */
export interface WebhookOccasion {
  event: WebhookEvent;
  appointmentId?: string;
  callId?: string;
}

/**
 * Writes what other systems are to be told, and the jobs that tell them, in the transaction of what happened. What is said of it is made when it
 * is sent.
 */
export async function queueWebhooks(
  tenant: Tenant,
  ctx: ClinicContext,
  occasions: readonly WebhookOccasion[],
): Promise<void> {
  const { tx, clinicId } = tenant;
  const told = [...new Set(occasions.map(({ event }) => event))];
  // Locked against being removed just now: the reference would fail, and the change with it.
  const endpoints = await tx.$queryRaw<{ id: string; events: string[] }[]>`
    SELECT id, events FROM webhook_endpoints
    WHERE clinic_id = ${clinicId}::uuid AND disabled_at IS NULL AND events && ${told}::text[]
    ORDER BY id FOR KEY SHARE`;
  const now = new Date(ctx.clock.now());
  const deliveries = occasions.flatMap(({ event, appointmentId = null, callId = null }) =>
    endpoints
      .filter(({ events }) => events.includes(event))
      .map(({ id: endpointId }) => ({ id: newId(), clinicId, endpointId, event, appointmentId, callId })),
  );
  if (deliveries.length === 0) return;
  await tx.webhookDelivery.createMany({
    data: deliveries.map((delivery) => ({ ...delivery, nextAttemptAt: now, occurredAt: now })),
  });
  const jobs = deliveries.map(({ id: deliveryId }) => ({ data: { clinicId, deliveryId, attempt: 1 } }));
  await ctx.jobs.enqueueAll(tenant, 'webhook.deliver', jobs);
}
