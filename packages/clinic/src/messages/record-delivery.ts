import { type Tenant, UnknownClinicError } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext, ClinicDeps } from '../context.ts';
import { parseInput } from '../input.ts';
import { isForward } from './delivery-order.ts';
import { attemptsOf, type DeliveryRow, lockMessage, type MessageRow } from './message-row.ts';
import { noteSent } from './note-outcome.ts';
import { optOut } from './opt-outs.ts';
import { comeBack } from './plan-send.ts';
import { publishMessage } from './publish-message.ts';

export const deliveryReportSchema = z.object({
  clinicId: z.uuid('is not an id'),
  deliveryId: z.uuid('is not an id'),
  /** The provider's name of the message. */
  providerMessageId: z.string().min(1, 'is empty').max(100, 'is too long'),
  status: z.enum(['accepted', 'sent', 'failed', 'delivered', 'read']),
  errorCode: z.string().max(40, 'is too long').optional(),
  /** It failed, or was answered, because the recipient wants none by this channel. */
  isOptOut: z.boolean().optional(),
});
export type DeliveryReport = z.input<typeof deliveryReportSchema>;

/**
 * Takes a provider's report on an attempt, whose signature was checked. Reports come twice and out of order: only what is further along than what stands
 * counts. A message that could not be delivered after all goes by the next channel, or is listed for the desk.
 * @returns `unknown` where it is about nothing of ours.
 */
export async function recordDelivery(deps: ClinicDeps, report: DeliveryReport): Promise<'noted' | 'known' | 'unknown'> {
  const known = parseInput(deliveryReportSchema, report);
  const ctx: ClinicContext = { ...deps, clinicId: known.clinicId, actor: { kind: 'system' } };
  try {
    const noted = await ctx.db.withTenant(ctx.clinicId, (tenant) => note(tenant, ctx, known));
    if (noted === null) return 'unknown';
    if (noted.isNews) await publishMessage(ctx, noted.messageId);
    return noted.isNews ? 'noted' : 'known';
  } catch (error) {
    if (error instanceof UnknownClinicError) return 'unknown';
    throw error;
  }
}

async function note(
  tenant: Tenant,
  ctx: ClinicContext,
  report: z.output<typeof deliveryReportSchema>,
): Promise<{ messageId: string; isNews: boolean } | null> {
  const { tx, clinicId, cipher } = tenant;
  const where = { clinicId_id: { clinicId, id: report.deliveryId } };
  const found = await tx.messageDelivery.findUnique({ where, select: { messageId: true } });
  const row = found === null ? null : await lockMessage(tenant, found.messageId);
  const delivery = row?.messageDeliveryByMessage.find(({ id }) => id === report.deliveryId);
  if (row === null || delivery === undefined) return null;
  // Somebody else's message under our attempt: a report that was put together from two.
  if ((delivery.providerMessageId ?? report.providerMessageId) !== report.providerMessageId) return null;
  if (report.isOptOut === true && delivery.recipient !== null) {
    const recipient = cipher.open('message_deliveries', 'recipient', delivery.id, delivery.recipient);
    await optOut(tenant, ctx, { channel: delivery.channel, recipient, source: 'provider' });
  }
  if (!isForward(delivery.status, report.status)) return { messageId: row.id, isNews: false };
  const { status, providerMessageId } = report;
  const hasFailed = status === 'failed';
  await tx.messageDelivery.update({
    where,
    data: { status, providerMessageId, errorCode: report.errorCode ?? null, isFinal: hasFailed },
    select: { id: true },
  });
  if (!hasFailed) await noteSent(tenant, ctx, row, delivery.channel);
  else if (isLost(row, delivery)) await tryNext(tenant, ctx, row, report.errorCode);
  return { messageId: row.id, isNews: true };
}

/** No other attempt of it has got anywhere, and nobody has stopped it. */
function isLost(row: MessageRow, failed: DeliveryRow): boolean {
  const others = attemptsOf(row).filter(({ id }) => id !== failed.id);
  const isElsewhere = others.some(({ status }) => status !== 'failed');
  return !isElsewhere && (row.status === 'done' || row.status === 'sending');
}

async function tryNext(
  tenant: Tenant,
  ctx: ClinicContext,
  row: MessageRow,
  errorCode: string | undefined,
): Promise<void> {
  const { tx, clinicId } = tenant;
  await tx.messageJob.update({
    where: { clinicId_id: { clinicId, id: row.id } },
    data: { status: 'waiting', sentAt: null },
    select: { id: true },
  });
  await recordAudit(tenant, ctx.actor, {
    action: 'message.undelivered',
    objectKind: 'message',
    objectId: row.id,
    new: { errorCode },
  });
  await comeBack(tenant, ctx, row.id, new Date(ctx.clock.now()));
}
