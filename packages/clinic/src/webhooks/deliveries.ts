import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { cursorOf, parseCursor } from '../cursor.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { requireWebhook } from './endpoints.ts';

export interface DeliveryView {
  id: string;
  event: string;
  appointmentId: string | null;
  callId: string | null;
  status: 'waiting' | 'delivered' | 'dead';
  attempts: number;
  occurredAt: string;
  nextAttemptAt: string | null;
}

export interface DeliveryDetail extends DeliveryView {
  /** What was sent; null before the first try. */
  body: string | null;
  tries: {
    index: number;
    startedAt: string;
    durationMs: number | null;
    statusCode: number | null;
    failure: string | null;
    response: string | null;
  }[];
}

export const deliveryQuerySchema = z.object({
  webhookId: z.uuid('is not an id'),
  status: z.enum(['waiting', 'delivered', 'dead']).optional(),
  cursor: z.string().max(200, 'is too long').optional(),
  limit: z.int().min(1).max(200).optional(),
});
export const deliveryIdSchema = z.object({ deliveryId: z.uuid('is not an id') });

const columns = {
  id: true,
  event: true,
  appointmentId: true,
  callId: true,
  status: true,
  attempts: true,
  occurredAt: true,
  nextAttemptAt: true,
} as const;

/** What was and is to be delivered to a webhook, the newest first, a page at a time. Kept for 30 days. */
export async function listDeliveries(
  ctx: ClinicContext,
  query: z.input<typeof deliveryQuerySchema>,
): Promise<{ deliveries: DeliveryView[]; next: string | null }> {
  authorise(ctx, 'webhooks.write');
  const q = parseInput(deliveryQuerySchema, query);
  const limit = q.limit ?? 50;
  const after = q.cursor === undefined ? null : parseCursor(q.cursor);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await requireWebhook(tenant, q.webhookId);
    const rows = await tx.webhookDelivery.findMany({
      where: {
        clinicId,
        endpointId: q.webhookId,
        ...(q.status === undefined ? {} : { status: q.status }),
        ...(after === null
          ? {}
          : {
              occurredAt: { lte: after.at },
              OR: [{ occurredAt: { lt: after.at } }, { occurredAt: after.at, id: { lt: after.id } }],
            }),
      },
      select: columns,
      orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      deliveries: rows.slice(0, limit).map(toView),
      next: last === undefined ? null : cursorOf(last.occurredAt, last.id),
    };
  });
}

/** One delivery with what was sent and every try. @throws {ClinicError} `not-found` */
export async function getDelivery(ctx: ClinicContext, deliveryId: string): Promise<DeliveryDetail> {
  authorise(ctx, 'webhooks.write');
  const { deliveryId: id } = parseInput(deliveryIdSchema, { deliveryId });
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const row = await tx.webhookDelivery.findUnique({
      where: { clinicId_id: { clinicId, id } },
      select: {
        ...columns,
        body: true,
        webhookAttemptByDelivery: {
          select: {
            id: true,
            index: true,
            startedAt: true,
            durationMs: true,
            statusCode: true,
            failure: true,
            response: true,
          },
          orderBy: { index: 'asc' },
        },
      },
    });
    if (row === null) throw noSuchDelivery();
    return {
      ...toView(row),
      body: row.body === null ? null : cipher.open('webhook_deliveries', 'body', id, row.body),
      tries: row.webhookAttemptByDelivery.map(({ id: attemptId, startedAt, response, ...attempt }) => ({
        ...attempt,
        startedAt: startedAt.toISOString(),
        response: response === null ? null : cipher.open('webhook_attempts', 'response', attemptId, response),
      })),
    };
  });
}

/**
 * Sends what was delivered or given up once more, the same body under the same id.
 * @throws {ClinicError} `conflict` where it still waits or the webhook is off.
 */
export async function resendDelivery(ctx: ClinicContext, deliveryId: string): Promise<DeliveryView> {
  authorise(ctx, 'webhooks.write');
  const { deliveryId: id } = parseInput(deliveryIdSchema, { deliveryId });
  const now = new Date(ctx.clock.now());
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id } };
    const select = { ...columns, endpoint: { select: { disabledAt: true } } };
    const before = await tx.webhookDelivery.findUnique({ where, select });
    if (before === null) throw noSuchDelivery();
    if (before.endpoint.disabledAt !== null)
      throw new ClinicError('conflict', 'The webhook is off. Turn it on first.', 'deliveryId');
    // Of two who ask at once one finds it waiting.
    const { count } = await tx.webhookDelivery.updateMany({
      where: { clinicId, id, status: { not: 'waiting' } },
      data: { status: 'waiting', nextAttemptAt: now },
    });
    if (count === 0) throw new ClinicError('conflict', 'It is being delivered already.', 'deliveryId');
    await ctx.jobs.enqueue(tenant, 'webhook.deliver', { clinicId, deliveryId: id, attempt: before.attempts + 1 });
    await recordAudit(tenant, ctx.actor, { action: 'webhook.resend', objectKind: 'webhook-delivery', objectId: id });
    return toView(await tx.webhookDelivery.findUniqueOrThrow({ where, select: columns }));
  });
}

const noSuchDelivery = () => new ClinicError('not-found', 'There is no such delivery.', 'deliveryId');

interface DeliveryRow {
  id: string;
  event: string;
  appointmentId: string | null;
  callId: string | null;
  status: DeliveryView['status'];
  attempts: number;
  occurredAt: Date;
  nextAttemptAt: Date | null;
}

function toView({ id, event, appointmentId, callId, status, attempts, ...at }: DeliveryRow): DeliveryView {
  return {
    ...{ id, event, appointmentId, callId, status, attempts },
    occurredAt: at.occurredAt.toISOString(),
    nextAttemptAt: at.nextAttemptAt?.toISOString() ?? null,
  };
}
