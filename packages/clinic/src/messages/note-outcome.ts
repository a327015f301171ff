import type { Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { refusalsBy } from './candidates.ts';
import type { SendOutcome } from './channel.ts';
import { isForward } from './delivery-order.ts';
import { attemptsOf, lockMessage, type MessageRow } from './message-row.ts';
import { optOut } from './opt-outs.ts';
import { comeBack, type Patience } from './plan-send.ts';
import { waitMs } from './retry-policy.ts';

/** What is to be done once an outcome stands: look again at once (another channel), or leave it to a later job. */
export type After = 'again' | 'later' | 'done';

/** Notes what came of an attempt, and sees to it that somebody comes back where it is not over. In one transaction. */
export async function noteOutcome(
  tenant: Tenant,
  ctx: ClinicContext,
  ids: { messageId: string; deliveryId: string },
  outcome: SendOutcome,
  { settleMs }: Patience,
): Promise<After> {
  const { tx, clinicId } = tenant;
  const row = await lockMessage(tenant, ids.messageId);
  const delivery = row?.messageDeliveryByMessage.find(({ id }) => id === ids.deliveryId);
  if (row === null || delivery === undefined) return 'done';
  const where = { clinicId_id: { clinicId, id: ids.deliveryId } };

  if (outcome.kind === 'accepted') {
    const { providerMessageId } = outcome;
    const status = delivery.channel === 'local' ? ('delivered' as const) : ('accepted' as const);
    // The provider's own report may have been faster than its answer.
    const data = { providerMessageId, errorCode: null, ...(isForward(delivery.status, status) ? { status } : {}) };
    await tx.messageDelivery.update({ where, data, select: { id: true } });
    await noteSent(tenant, ctx, row, delivery.channel);
    return 'done';
  }
  // A report was faster, and knows better.
  if (!isForward(delivery.status, 'accepted')) return 'done';

  if (outcome.kind === 'unknown') {
    await tx.messageDelivery.update({
      where,
      data: { status: 'unknown', errorCode: outcome.code },
      select: { id: true },
    });
    await comeBack(tenant, ctx, row.id, new Date(delivery.createdAt.getTime() + settleMs));
    return 'later';
  }

  const { code, isFinal, isOptOut = false, retryAfterMs } = outcome;
  await tx.messageDelivery.update({
    where,
    data: { status: 'failed', errorCode: code, isFinal },
    select: { id: true },
  });
  if (isOptOut && delivery.recipient !== null) {
    const recipient = tenant.cipher.open('message_deliveries', 'recipient', delivery.id, delivery.recipient);
    await optOut(tenant, ctx, { channel: delivery.channel, recipient, source: 'provider' });
  }
  const isMoved = isFinal || code === NOT_TAKEN;
  const wait = isMoved ? 0 : waitMs(refusalsBy(attemptsOf(row), delivery.channel) + 1, retryAfterMs);
  const sendAfter = new Date(ctx.clock.now() + wait);
  await tx.messageJob.update({
    where: { clinicId_id: { clinicId, id: row.id } },
    data: { status: 'waiting', ...(wait === 0 ? {} : { sendAfter }) },
    select: { id: true },
  });
  if (wait === 0) return 'again';
  await comeBack(tenant, ctx, row.id, sendAfter);
  return 'later';
}

/** Our own code for an attempt that the provider turned out not to have. */
export const NOT_TAKEN = 'not-taken';

/** It has left: the message is done, whatever was planned for it. */
export async function noteSent(
  tenant: Tenant,
  ctx: ClinicContext,
  row: Pick<MessageRow, 'id' | 'kind' | 'status'>,
  channel: string,
): Promise<void> {
  if (row.status === 'done') return;
  const { tx, clinicId } = tenant;
  await tx.messageJob.update({
    where: { clinicId_id: { clinicId, id: row.id } },
    data: { status: 'done', reason: null, sentAt: new Date(ctx.clock.now()) },
    select: { id: true },
  });
  await recordAudit(tenant, ctx.actor, {
    action: 'message.send',
    objectKind: 'message',
    objectId: row.id,
    new: { kind: row.kind, channel },
  });
}
