import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { WebhookEvent } from './events.ts';

/**
 * Writes what other systems are to be told, and the jobs that tell them, in the transaction of what happened. What is said of it is made when it
 * is sent.
 */
export async function queueWebhooks(
  tenant: Tenant,
  ctx: ClinicContext,
  what: { event: WebhookEvent; appointmentId?: string; callId?: string },
): Promise<void> {
  const { tx, clinicId } = tenant;
  // Locked against being removed just now: the reference would fail, and the change with it.
  const endpoints = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM webhook_endpoints
    WHERE clinic_id = ${clinicId}::uuid AND disabled_at IS NULL AND ${what.event} = ANY(events)
    ORDER BY id FOR KEY SHARE`;
  const now = new Date(ctx.clock.now());
  for (const endpoint of endpoints) {
    const deliveryId = newId();
    await tx.webhookDelivery.create({
      data: {
        id: deliveryId,
        clinicId,
        endpointId: endpoint.id,
        event: what.event,
        appointmentId: what.appointmentId ?? null,
        callId: what.callId ?? null,
        nextAttemptAt: now,
        occurredAt: now,
      },
      select: { id: true },
    });
    await ctx.jobs.enqueue(tenant, 'webhook.deliver', { clinicId, deliveryId, attempt: 1 });
  }
}
