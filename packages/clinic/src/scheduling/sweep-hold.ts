import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { writeCalendar } from './calendar-write.ts';
import { spanOf } from './claim-slot.ts';
import { lockDoctorDays } from './doctor-day-lock.ts';
import { announceFreed, placeOverbooked, releaseClaims } from './release-claims.ts';

/** A hold is looked at this long after it lapses. */
export const SWEEP_DELAY_MS = 1_000;

/**
 * The job of a hold: once it has lapsed, lets go of it and tells the desk. Renewed meanwhile, it is looked at again later. (A lapsed hold keeps
 * nobody from the slot even before: availability does not count it.)
 */
export async function sweepHold(ctx: ClinicContext, holdId: string): Promise<void> {
  await writeCalendar(ctx, [], async (tenant, announce) => {
    const { tx, clinicId } = tenant;
    const find = () =>
      tx.slotClaim.findFirst({
        where: { clinicId, id: holdId, kind: 'hold', releasedAt: null },
        select: { resourceId: true, startsAt: true, endsAt: true, expiresAt: true },
      });
    const found = await find();
    if (found === null) return;
    const { zone } = await settingsOf(tenant);
    await lockDoctorDays(tenant, found.resourceId, [spanOf(found)], zone);
    // Renewed, booked or let go of while the lock was waited for?
    const expiresAt = (await find())?.expiresAt ?? null;
    if (expiresAt === null) return;
    if (expiresAt.getTime() > ctx.clock.now()) {
      const startAfter = new Date(expiresAt.getTime() + SWEEP_DELAY_MS);
      await ctx.jobs.enqueue(tenant, 'hold.sweep', { clinicId, holdId }, { startAfter });
      return;
    }
    const freed = await releaseClaims(tenant, ctx, { id: holdId, kind: 'hold' });
    announceFreed(announce, freed);
    await placeOverbooked(tenant, ctx, freed, announce);
  });
}
