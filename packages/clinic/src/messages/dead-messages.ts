import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { lockMessage, type MessageRow } from './message-row.ts';
import { comeBack } from './plan-send.ts';
import { publishMessage } from './publish-message.ts';

export const messageIdSchema = z.object({ messageId: z.uuid('is not an id') });

/**
 * Lets a dead message go round all its channels anew. Also one of which nobody knows whether it arrived: the desk wants it sent all the same.
 * @throws {ClinicError} `not-found`; `conflict` where it is not dead, or its time is over.
 */
export async function retryMessage(ctx: ClinicContext, request: z.input<typeof messageIdSchema>): Promise<void> {
  await changeDead(ctx, request, 'retry', async (tenant, row) => {
    const { tx, clinicId } = tenant;
    const now = new Date(ctx.clock.now());
    if (row.notAfter <= now)
      throw new ClinicError('conflict', 'Its time is over: sent now, it would only confuse.', 'messageId');
    await tx.messageJob.update({
      where: { clinicId_id: { clinicId, id: row.id } },
      data: { status: 'waiting', reason: null, sendAfter: now, dismissedAt: null, dismissedById: null },
      select: { id: true },
    });
    await tx.messageDelivery.updateMany({ where: { clinicId, messageId: row.id }, data: { isPast: true } });
    await comeBack(tenant, ctx, row.id, now);
  });
}

/** Puts a dead message aside: somebody rang, or it does not matter. Putting it aside again changes nothing. @throws {ClinicError} */
export async function dismissMessage(ctx: ClinicContext, request: z.input<typeof messageIdSchema>): Promise<void> {
  await changeDead(ctx, request, 'dismiss', async ({ tx, clinicId }, row) => {
    await tx.messageJob.updateMany({
      where: { clinicId, id: row.id, dismissedAt: null },
      data: {
        dismissedAt: new Date(ctx.clock.now()),
        dismissedById: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
      },
    });
  });
}

async function changeDead(
  ctx: ClinicContext,
  request: z.input<typeof messageIdSchema>,
  action: 'retry' | 'dismiss',
  change: (tenant: Tenant, row: MessageRow) => Promise<void>,
): Promise<void> {
  authorise(ctx, 'messages.write');
  const { messageId } = parseInput(messageIdSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const row = await lockMessage(tenant, messageId);
    if (row === null) throw new ClinicError('not-found', 'There is no such message.', 'messageId');
    if (row.status !== 'dead') throw new ClinicError('conflict', 'The message was not given up.', 'messageId');
    await change(tenant, row);
    await recordAudit(tenant, ctx.actor, {
      action: `message.${action}`,
      objectKind: 'message',
      objectId: messageId,
    });
  });
  await publishMessage(ctx, messageId);
}
