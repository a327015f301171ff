import { newId, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { publishTrouble } from '../live-events.ts';
import type { Outside, OutsideAnswer } from '../outside/outside.ts';
import { eventBody } from './event-body.ts';
import { isGivenUp, waitAfter } from './retry.ts';
import { signatureHeaders } from './sign.ts';

const TIMEOUT_MS = 10_000;
const EXCERPT_BYTES = 500;

/** One try, ready to go. */
interface Due {
  deliveryId: string;
  attemptId: string;
  endpointId: string;
  attempt: number;
  url: string;
  secrets: string[];
  body: string;
}

/**
 * The job that tells another system of one event: makes its body at the first try, notes the try, sends, and notes what came of it. After a
 * failure the next try is put into the queue in the transaction that notes it. At least once: where a worker died between sending and noting, the
 * same try is made again under the same `webhook-id`.
 * @param attempt which try this job is for: one that was overtaken does nothing.
 */
export async function deliverWebhook(
  ctx: ClinicContext,
  { deliveryId, attempt }: { deliveryId: string; attempt: number },
  outside: Outside,
  signal?: AbortSignal,
): Promise<void> {
  const due = await ctx.db.withTenant(ctx.clinicId, (tenant) => prepare(tenant, ctx, deliveryId, attempt));
  if (due === null) return;
  const began = ctx.clock.monotonic();
  const answer = await outside.request(
    {
      url: due.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Vaani-Webhooks/1',
        ...signatureHeaders({ id: deliveryId, atMs: ctx.clock.now(), body: due.body }, due.secrets),
      },
      body: due.body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: EXCERPT_BYTES,
      isCut: true,
    },
    signal,
  );
  const durationMs = Math.round(ctx.clock.monotonic() - began);
  const isOff = await ctx.db.withTenant(ctx.clinicId, (tenant) => note(tenant, ctx, due, answer, durationMs));
  if (isOff) await publishTrouble(ctx, { kind: 'webhook', objectId: due.endpointId });
}

async function prepare(tenant: Tenant, ctx: ClinicContext, deliveryId: string, attempt: number): Promise<Due | null> {
  const { tx, clinicId, cipher } = tenant;
  const where = { clinicId_id: { clinicId, id: deliveryId } };
  await tx.$executeRaw`SELECT 1 FROM webhook_deliveries WHERE clinic_id = ${clinicId}::uuid AND id = ${deliveryId}::uuid FOR UPDATE`;
  const delivery = await tx.webhookDelivery.findUnique({
    where,
    select: {
      status: true,
      attempts: true,
      body: true,
      event: true,
      occurredAt: true,
      appointmentId: true,
      callId: true,
      endpoint: {
        select: { id: true, url: true, secret: true, previousSecret: true, previousUntil: true, disabledAt: true },
      },
    },
  });
  if (delivery === null || delivery.status !== 'waiting') return null;
  const { endpoint } = delivery;
  if (endpoint.disabledAt !== null) {
    await tx.webhookDelivery.update({ where, data: { status: 'dead', nextAttemptAt: null }, select: { id: true } });
    return null;
  }
  const open = await openAttempt(tenant, deliveryId, attempt);
  const isMine = delivery.attempts === attempt - 1 || (delivery.attempts === attempt && open !== null);
  if (!isMine) return null;
  const body =
    delivery.body === null
      ? await eventBody(tenant, delivery)
      : cipher.open('webhook_deliveries', 'body', deliveryId, delivery.body);
  if (body === null) {
    await tx.webhookDelivery.update({ where, data: { status: 'dead', nextAttemptAt: null }, select: { id: true } });
    return null;
  }
  await tx.webhookDelivery.update({
    where,
    data: { attempts: attempt, body: cipher.seal('webhook_deliveries', 'body', deliveryId, body) },
    select: { id: true },
  });
  const attemptId = open ?? newId();
  if (open === null)
    await tx.webhookAttempt.create({
      data: { id: attemptId, clinicId, deliveryId, index: attempt, startedAt: new Date(ctx.clock.now()) },
      select: { id: true },
    });
  const unseal = (column: string, value: string) => cipher.open('webhook_endpoints', column, endpoint.id, value);
  const isOverlap = endpoint.previousUntil !== null && endpoint.previousUntil.getTime() > ctx.clock.now();
  return {
    deliveryId,
    attemptId,
    endpointId: endpoint.id,
    attempt,
    body,
    url: unseal('url', endpoint.url),
    secrets: [
      unseal('secret', endpoint.secret),
      ...(isOverlap && endpoint.previousSecret !== null ? [unseal('previous_secret', endpoint.previousSecret)] : []),
    ],
  };
}

/** This very try, where a worker began it and did not note its end. */
async function openAttempt({ tx, clinicId }: Tenant, deliveryId: string, index: number): Promise<string | null> {
  const row = await tx.webhookAttempt.findFirst({
    where: { clinicId, deliveryId, index, durationMs: null },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** @returns true where the endpoint was turned off by this. */
async function note(
  tenant: Tenant,
  ctx: ClinicContext,
  due: Due,
  answer: OutsideAnswer,
  durationMs: number,
): Promise<boolean> {
  const { tx, clinicId, cipher } = tenant;
  const isGood = answer.ok && answer.status >= 200 && answer.status < 300;
  const isRedirect = answer.ok && answer.status >= 300 && answer.status < 400;
  const noted = await tx.webhookAttempt.updateMany({
    where: { clinicId, id: due.attemptId },
    data: {
      durationMs,
      statusCode: answer.ok ? answer.status : null,
      failure: answer.ok ? (isGood ? null : isRedirect ? 'redirect' : 'status') : answer.failure,
      response:
        answer.ok && answer.body !== ''
          ? cipher.seal('webhook_attempts', 'response', due.attemptId, answer.body)
          : null,
    },
  });
  // Removed meanwhile, with its endpoint.
  if (noted.count === 0) return false;
  const now = ctx.clock.now();
  const wait = isGood ? null : waitAfter(due.attempt);
  await tx.webhookDelivery.update({
    where: { clinicId_id: { clinicId, id: due.deliveryId } },
    data: isGood
      ? { status: 'delivered', nextAttemptAt: null }
      : wait === null
        ? { status: 'dead', nextAttemptAt: null }
        : { nextAttemptAt: new Date(now + wait) },
    select: { id: true },
  });
  if (wait !== null) {
    const job = { clinicId, deliveryId: due.deliveryId, attempt: due.attempt + 1 };
    await ctx.jobs.enqueue(tenant, 'webhook.deliver', job, { startAfter: new Date(now + wait) });
  }
  const where = { clinicId_id: { clinicId, id: due.endpointId } };
  if (isGood) {
    const data = { failingSince: null, lastDeliveredAt: new Date(now) };
    await tx.webhookEndpoint.update({ where, data, select: { id: true } });
    return false;
  }
  return noteFailure(tenant, ctx, due.endpointId, answer.ok && answer.status === 410);
}

/** @param isGone the other side said that it is there no more. */
async function noteFailure(tenant: Tenant, ctx: ClinicContext, endpointId: string, isGone: boolean): Promise<boolean> {
  const { tx, clinicId } = tenant;
  const now = ctx.clock.now();
  const where = { clinicId_id: { clinicId, id: endpointId } };
  const endpoint = await tx.webhookEndpoint.findUniqueOrThrow({
    where,
    select: { failingSince: true, disabledAt: true },
  });
  const failingSince = endpoint.failingSince ?? new Date(now);
  const isOff = endpoint.disabledAt === null && (isGone || isGivenUp(failingSince.getTime(), now));
  await tx.webhookEndpoint.update({
    where,
    data: { failingSince, ...(isOff ? { disabledAt: new Date(now), disabledBy: 'failing' } : {}) },
    select: { id: true },
  });
  if (isOff)
    await recordAudit(tenant, ctx.actor, {
      action: 'webhook.disable',
      objectKind: 'webhook',
      objectId: endpointId,
      new: { failingSince: failingSince.toISOString(), why: isGone ? 'gone' : 'failing' },
    });
  return isOff;
}
