import type { ClinicContext } from '../context.ts';
import { publishHold } from '../live-events.ts';
import { isoOf } from './civil-time.ts';

/** A hold is looked at this long after it lapses. */
export const SWEEP_DELAY_MS = 1_000;

/**
 * The job of a hold: once it has lapsed, lets go of it and tells the desk. Renewed meanwhile, it is looked at again later. (A lapsed hold keeps
 * nobody from the slot even before: availability does not count it.)
 */
export async function sweepHold(ctx: ClinicContext, holdId: string): Promise<void> {
  const now = ctx.clock.now();
  const lapsed = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const still = { clinicId, id: holdId, kind: 'hold' as const, releasedAt: null };
    const hold = await tx.slotClaim.findFirst({
      where: still,
      select: { resourceId: true, startsAt: true, endsAt: true, expiresAt: true, callId: true },
    });
    if (hold === null || hold.expiresAt === null) return null;
    if (hold.expiresAt.getTime() > now) {
      const startAfter = new Date(hold.expiresAt.getTime() + SWEEP_DELAY_MS);
      await ctx.jobs.enqueue(tenant, 'hold.sweep', { clinicId, holdId }, { startAfter });
      return null;
    }
    // Renewed or booked between the look and now: then the row no longer matches.
    const { count } = await tx.slotClaim.updateMany({
      where: { ...still, expiresAt: { lte: new Date(now) } },
      data: { releasedAt: new Date(now) },
    });
    return count === 0 ? null : hold;
  });
  if (lapsed === null) return;
  const span = {
    doctorId: lapsed.resourceId,
    startsAt: isoOf(lapsed.startsAt.getTime()),
    endsAt: isoOf(lapsed.endsAt.getTime()),
  };
  await publishHold(ctx, span, false, lapsed.callId ?? undefined);
}
