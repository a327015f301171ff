import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';
import { dispositions } from './call-query.ts';

export const callReviewSchema = z.object({
  callId: z.uuid('is not an id'),
  disposition: z.enum(dispositions).nullable(),
  notes: z.string().trim().max(2_000, 'are longer than 2000 characters'),
  /** `review.at` as it was read: what a colleague wrote since is not written over. */
  seenAt: z.iso.datetime('is not an instant').nullable(),
});

/**
 * Writes what staff made of a call. Audited with what stood there before.
 * @returns when it was written: what the next change has to name.
 * @throws {ClinicError} `not-found`, or `conflict` where a colleague wrote meanwhile.
 */
export async function reviewCall(
  ctx: ClinicContext,
  request: z.input<typeof callReviewSchema>,
): Promise<{ at: string }> {
  authorise(ctx, 'calls.write');
  const { callId, disposition, notes, seenAt } = parseInput(callReviewSchema, request);
  // To the second, as it is told: what is compared is what was told.
  const now = new Date(Math.floor(ctx.clock.now() / 1_000) * 1_000);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const before = await tx.callLog.findUnique({
      where: { clinicId_id: { clinicId, id: callId } },
      select: { disposition: true, notes: true },
    });
    if (before === null) throw new ClinicError('not-found', 'There is no such call.', 'callId');
    const { count } = await tx.callLog.updateMany({
      where: { clinicId, id: callId, reviewedAt: seenAt === null ? null : new Date(seenAt) },
      data: {
        disposition,
        notes: notes === '' ? null : cipher.seal('call_logs', 'notes', callId, notes),
        reviewedAt: now,
        reviewedByUserId: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
      },
    });
    if (count === 0) throw new ClinicError('conflict', 'A colleague has written about this call meanwhile.', 'seenAt');
    await recordAudit(tenant, ctx.actor, {
      ...{ action: 'call.review', objectKind: 'call', objectId: callId },
      old: {
        disposition: before.disposition,
        notes: before.notes === null ? null : cipher.open('call_logs', 'notes', callId, before.notes),
      },
      new: { disposition, notes },
    });
    return { at: iso(now) };
  });
}
