import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { FreeSlot } from './availability.ts';
import type { Announce } from './calendar-write.ts';
import type { SlotCheck } from './claim-slot.ts';
import { createClaim } from './create-claim.ts';
import { announceFreed, type FreedTime, placeOverbooked, releaseClaims } from './release-claims.ts';

/** The slot that may be taken: a free one, or one that somebody has, where staff want it on top. */
export function takable(check: SlotCheck, by: { isOverbooked?: boolean | undefined }): FreeSlot | null {
  return check.isFree || by.isOverbooked === true ? check.slot : null;
}

/**
 * Takes the time of a slot that may be taken, under its lock: the owner's hold on it becomes the appointment's claim, without one a claim is
 * made, and whatever else they held is let go of. The constraint has the last word.
 * @returns the claim's id; null where it goes on top of what has the time.
 */
export async function takeTime(
  tenant: Tenant,
  ctx: ClinicContext,
  check: SlotCheck,
  by: { callId?: string | undefined },
  announce: Announce,
): Promise<string | null> {
  const { holds, own } = check;
  const freed = await releaseHolds(
    tenant,
    ctx,
    holds.filter((hold) => hold !== own),
    announce,
  );
  const claimId = check.isFree ? await takeClaim(tenant, check, by, announce) : null;
  await placeOverbooked(tenant, ctx, freed, announce);
  return claimId;
}

async function takeClaim(
  tenant: Tenant,
  { slot, own, buffers }: SlotCheck & { isFree: true },
  by: { callId?: string | undefined },
  announce: Announce,
): Promise<string> {
  const { tx, clinicId } = tenant;
  if (own !== undefined) {
    const data = { kind: 'appointment' as const, holdOwner: null, expiresAt: null, ...buffers };
    await tx.slotClaim.update({ where: { clinicId_id: { clinicId, id: own.id } }, data, select: { id: true } });
    announceFreed(announce, [{ ...own, callId: by.callId ?? null }]);
    return own.id;
  }
  const span = { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
  return createClaim(tenant, { doctorId: slot.doctorId, lane: slot.lane, ...span, buffers, callId: by.callId });
}

/**
 * Lets go of an owner's holds, whose days are locked.
 * @returns what came free: `placeOverbooked` is to follow, once what they take instead is taken.
 */
export async function releaseHolds(
  tenant: Tenant,
  ctx: ClinicContext,
  holds: readonly { id: string }[],
  announce: Announce,
): Promise<FreedTime[]> {
  if (holds.length === 0) return [];
  const freed = await releaseClaims(tenant, ctx, { id: { in: holds.map(({ id }) => id) }, kind: 'hold' });
  announceFreed(announce, freed);
  return freed;
}
