import { conflictOf, newId } from '@vaani/db';
import { z } from 'zod';
import { requireCall } from '../calls/require-call.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { publishHold } from '../live-events.ts';
import { authorise } from '../people/authorise.ts';
import { nearestFree, nearestFreeApart } from './alternatives.ts';
import { isoOf } from './civil-time.ts';
import { checkSlot } from './claim-slot.ts';
import { lockPeople } from './doctor-day-lock.ts';
import { inTurn } from './in-turn.ts';
import { ownerTokenSchema, slotSchema } from './slot-schema.ts';
import { SWEEP_DELAY_MS } from './sweep-hold.ts';
import type { Refused, Slot } from './types.ts';

export const holdSchema = z.object({
  slot: slotSchema,
  ownerToken: ownerTokenSchema,
  callId: z.uuid('is not an id').optional(),
});

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
  const now = ctx.clock.now();
  let released: { doctorId: string; startsAt: Date; endsAt: Date }[] = [];
  const result = await refusable(ctx, slot, () =>
    ctx.db.withTenant(ctx.clinicId, async (tenant): Promise<HoldResult> => {
      const { tx, clinicId } = tenant;
      released = [];
      if (callId !== undefined) await requireCall(tenant, callId);
      await lockPeople(tenant, { ownerToken });
      const check = await checkSlot(tenant, ctx, slot, ownerToken);
      if (!check.isFree) {
        const options = { zone: check.calendar.zone, now, isStaff: ctx.actor.kind === 'staff' };
        return {
          ok: false,
          reason: check.reason,
          alternatives: await nearestFree(tenant, { ...slot, startsAt: check.startsAt }, options),
        };
      }
      const mine = await tx.slotClaim.findMany({
        where: { clinicId, holdOwner: ownerToken, kind: 'hold', releasedAt: null },
        select: { id: true, resourceId: true, startsAt: true, endsAt: true, createdAt: true },
      });
      const same = mine.find(
        (claim) => claim.resourceId === slot.doctorId && claim.startsAt.getTime() === check.slot.startsAt,
      );
      const others = mine.filter((claim) => claim !== same);
      await tx.slotClaim.updateMany({
        where: { clinicId, id: { in: others.map((claim) => claim.id) } },
        data: { releasedAt: new Date(now) },
      });
      released = others.map((claim) => ({
        doctorId: claim.resourceId,
        startsAt: claim.startsAt,
        endsAt: claim.endsAt,
      }));
      const expiresAt = new Date(
        Math.min(now + check.calendar.holdSeconds * 1_000, (same?.createdAt.getTime() ?? now) + LONGEST_HOLD_MS),
      );
      // On condition: a sweep may let go of a hold that lapses at this moment, and a new one is then made.
      const renewed =
        same === undefined
          ? { count: 0 }
          : await tx.slotClaim.updateMany({ where: { clinicId, id: same.id, releasedAt: null }, data: { expiresAt } });
      const holdId = same !== undefined && renewed.count === 1 ? same.id : newId();
      if (renewed.count === 0) {
        await tx.slotClaim.create({
          data: {
            id: holdId,
            clinicId,
            resourceId: slot.doctorId,
            lane: check.slot.lane,
            startsAt: new Date(check.slot.startsAt),
            endsAt: new Date(check.slot.endsAt),
            kind: 'hold',
            holdOwner: ownerToken,
            expiresAt,
            callId: callId ?? null,
            bufferBeforeMin: check.calendar.service.bufferBeforeMin,
            bufferAfterMin: check.calendar.service.bufferAfterMin,
            createdAt: new Date(now),
          },
          select: { id: true },
        });
        const startAfter = new Date(expiresAt.getTime() + SWEEP_DELAY_MS);
        await ctx.jobs.enqueue(tenant, 'hold.sweep', { clinicId, holdId }, { startAfter });
      }
      const held = {
        ...slot,
        branchId: check.slot.branchId,
        startsAt: isoOf(check.slot.startsAt),
        endsAt: isoOf(check.slot.endsAt),
      };
      return { ok: true, holdId, slot: held, expiresAt: isoOf(expiresAt.getTime()) };
    }),
  );
  for (const claim of released) {
    const gone = {
      doctorId: claim.doctorId,
      startsAt: isoOf(claim.startsAt.getTime()),
      endsAt: isoOf(claim.endsAt.getTime()),
    };
    await publishHold(ctx, gone, false, callId);
  }
  if (result.ok) await publishHold(ctx, result.slot, true, callId);
  return result;
}

/** Lets go of whatever an owner holds. Nothing happens where that is nothing. */
export async function releaseHold(ctx: ClinicContext, request: { ownerToken: string; callId?: string }): Promise<void> {
  authorise(ctx, 'schedule.write');
  const released = await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const where = { clinicId, holdOwner: request.ownerToken, kind: 'hold' as const, releasedAt: null };
    const claims = await tx.slotClaim.findMany({ where, select: { resourceId: true, startsAt: true, endsAt: true } });
    if (claims.length > 0) await tx.slotClaim.updateMany({ where, data: { releasedAt: new Date(ctx.clock.now()) } });
    return claims;
  });
  for (const claim of released) {
    const span = {
      doctorId: claim.resourceId,
      startsAt: isoOf(claim.startsAt.getTime()),
      endsAt: isoOf(claim.endsAt.getTime()),
    };
    await publishHold(ctx, span, false, request.callId);
  }
}

/** Turns "the lock was not had" and a conflict that only the constraint saw into a refusal with alternatives. */
export async function refusable<R>(
  ctx: ClinicContext,
  slot: Slot,
  write: () => Promise<R>,
): Promise<R | Refused<'taken' | 'busy'>> {
  try {
    return await inTurn(ctx, slot.doctorId, write);
  } catch (error) {
    const conflict = conflictOf(error);
    const isBusy =
      (error instanceof ClinicError && error.code === 'busy') ||
      conflict === 'deadlock' ||
      conflict === 'serialization';
    if (!isBusy && conflict !== 'overlap') throw error;
    const alternatives = await nearestFreeApart(ctx, slot);
    return { ok: false, reason: isBusy ? 'busy' : 'taken', alternatives };
  }
}
