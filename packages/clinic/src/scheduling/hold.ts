import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { requireCall } from '../calls/require-call.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { alternativesIfGone, nearestFree } from './alternatives.ts';
import { iso } from './appointment-view.ts';
import { type Announce, writeCalendar } from './calendar-write.ts';
import { checkSlot, holdsOf, spanOf } from './claim-slot.ts';
import { lockCalendars, lockPeople } from './doctor-day-lock.ts';
import { refusable } from './refusable.ts';
import { placeOverbooked } from './release-claims.ts';
import { ownerTokenSchema, slotSchema } from './slot-schema.ts';
import { SWEEP_DELAY_MS } from './sweep-hold.ts';
import { releaseHolds } from './take-claim.ts';
import type { Refused, Slot } from './types.ts';

export const holdSchema = z.object({
  slot: slotSchema,
  ownerToken: ownerTokenSchema,
  callId: z.uuid('is not an id').optional(),
});

export const releaseSchema = holdSchema.pick({ ownerToken: true });

/** A hold is renewed while it is discussed, but never beyond this. */
const LONGEST_HOLD_MS = 5 * 60_000;

export type HoldResult =
  | { ok: true; holdId: string; slot: Slot; expiresAt: string }
  | Refused<'taken' | 'busy' | 'outside'>;

/**
 * Keeps a chosen slot for an owner (a call, a page) for the clinic's 90 seconds. Holding the same slot again renews it; one owner has one
 * hold, so another slot lets go of the first.
 * @throws {ClinicError} for bad input, or an unknown doctor, service or call.
 */
export async function holdSlot(ctx: ClinicContext, request: z.input<typeof holdSchema>): Promise<HoldResult> {
  authorise(ctx, 'schedule.write');
  const { slot, ownerToken, callId } = parseInput(holdSchema, request);
  const write = async (tenant: Tenant, announce: Announce): Promise<HoldResult> => {
    const { tx, clinicId } = tenant;
    const now = ctx.clock.now();
    if (callId !== undefined) await requireCall(tenant, callId);
    await lockPeople(tenant, { ownerToken });
    const check = await checkSlot(tenant, ctx, slot, announce, { ownerToken });
    const { calendar, holds, own } = check;
    if (!check.isFree) {
      const options = { zone: calendar.zone, now, isStaff: ctx.actor.kind === 'staff' };
      const alternatives = await nearestFree(tenant, { ...slot, startsAt: check.startsAt }, options);
      return { ok: false, reason: check.reason, alternatives };
    }
    const freed = await releaseHolds(
      tenant,
      ctx,
      holds.filter((hold) => hold !== own),
      announce,
    );
    const holdId = own?.id ?? newId();
    const longest = (own?.createdAt.getTime() ?? now) + LONGEST_HOLD_MS;
    const expiresAt = new Date(Math.min(now + calendar.holdSeconds * 1_000, longest));
    const span = { startsAt: new Date(check.slot.startsAt), endsAt: new Date(check.slot.endsAt) };
    if (own !== undefined) {
      const where = { clinicId_id: { clinicId, id: own.id } };
      await tx.slotClaim.update({ where, data: { expiresAt }, select: { id: true } });
    } else {
      await tx.slotClaim.create({
        data: {
          id: holdId,
          clinicId,
          resourceId: slot.doctorId,
          lane: check.slot.lane,
          ...span,
          kind: 'hold',
          holdOwner: ownerToken,
          expiresAt,
          callId: callId ?? null,
          ...check.buffers,
          createdAt: new Date(now),
        },
        select: { id: true },
      });
      const startAfter = new Date(expiresAt.getTime() + SWEEP_DELAY_MS);
      await ctx.jobs.enqueue(tenant, 'hold.sweep', { clinicId, holdId }, { startAfter });
    }
    await placeOverbooked(tenant, ctx, freed, announce);
    const held = {
      ...slot,
      branchId: check.slot.branchId,
      startsAt: iso(span.startsAt),
      endsAt: iso(span.endsAt),
    };
    announce.hold(held, true, callId);
    return { ok: true, holdId, slot: held, expiresAt: iso(expiresAt) };
  };
  const instead = () => lookWhileWaiting(ctx, slot, ownerToken);
  return refusable(ctx, slot, () => writeCalendar(ctx, [slot.doctorId], write, { instead }));
}

/** As for a booking: whoever waits in vain is told by a look. Null where the turn is worth waiting for, and where the time may be gone by their own hold. */
async function lookWhileWaiting(ctx: ClinicContext, slot: Slot, ownerToken: string): Promise<HoldResult | null> {
  const alternatives = await alternativesIfGone(ctx, slot);
  if (alternatives === null) return null;
  const own = await ctx.db.withTenant(ctx.clinicId, (tenant) => holdsOf(tenant, ownerToken));
  return own.length > 0 ? null : { ok: false, reason: 'taken', alternatives };
}

/** Lets go of whatever an owner holds. Nothing happens where that is nothing. */
export async function releaseHold(ctx: ClinicContext, request: z.input<typeof releaseSchema>): Promise<void> {
  authorise(ctx, 'schedule.write');
  const { ownerToken } = parseInput(releaseSchema, request);
  await writeCalendar(ctx, [], async (tenant, announce) => {
    await lockPeople(tenant, { ownerToken });
    const holds = await holdsOf(tenant, ownerToken);
    if (holds.length === 0) return;
    const { zone } = await settingsOf(tenant);
    const spans = holds.map((hold) => ({ doctorId: hold.doctorId, ...spanOf(hold) }));
    await lockCalendars(tenant, spans, zone);
    const freed = await releaseHolds(tenant, ctx, holds, announce);
    await placeOverbooked(tenant, ctx, freed, announce);
  });
}
