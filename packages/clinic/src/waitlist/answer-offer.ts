import { newId } from '@vaani/db';
import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { publishWaitlist } from '../live-events.ts';
import { authorise } from '../people/authorise.ts';
import { appointmentColumns, iso, toAppointmentView } from '../scheduling/appointment-view.ts';
import { bookAppointment, type RefusedBooking } from '../scheduling/book.ts';
import { writeCalendar } from '../scheduling/calendar-write.ts';
import type { AppointmentView } from '../scheduling/types.ts';
import { closeOffer } from './close-offer.ts';
import { findOffer, lockOffer, offerAgain } from './pass-on.ts';
import type { OfferRow, OfferStatus } from './types.ts';

export const answerOfferSchema = z.object({
  offerId: z.uuid('is not an id'),
  callId: z.uuid('is not an id').optional(),
});

export type AcceptResult =
  | { ok: true; appointment: AppointmentView }
  /** Answered before, too late, or taken back: the slot is not theirs any more. */
  | { ok: false; reason: 'closed'; status: OfferStatus }
  | RefusedBooking;

/**
 * Books what was offered, with all the checks of a booking; the offer is closed in the booking's transaction. Accepting again answers the same.
 * For the desk, the phone, and the patient's signed link.
 * @throws {ClinicError} `not-found` where there is no such offer.
 */
export async function acceptOffer(
  ctx: ClinicContext,
  request: z.input<typeof answerOfferSchema>,
): Promise<AcceptResult> {
  authorise(ctx, 'schedule.write');
  const { offerId, callId } = parseInput(answerOfferSchema, request);
  const offer = await requireOffer(ctx, offerId);
  const answered = await answeredBefore(ctx, offer);
  if (answered !== null) return answered;
  const { doctorId, serviceId, branchId, entry, claim } = offer;
  const booked = await bookAppointment(ctx, {
    slot: { doctorId, serviceId, branchId, startsAt: iso(offer.startsAt), endsAt: iso(offer.endsAt) },
    patientId: entry.patientId,
    ...(claim.holdOwner === null ? {} : { ownerToken: claim.holdOwner }),
    ...(callId === undefined ? {} : { callId }),
    // What makes it one booking is the hold: whoever comes second finds the offer accepted.
    idempotencyKey: newId(),
  });
  if (booked.ok) {
    await publishWaitlist(ctx, { entryId: offer.entryId, status: 'booked', offerId });
    return booked;
  }
  // Somebody else may have answered for them, or the time run out, between the look and the lock.
  return (await answeredBefore(ctx, await requireOffer(ctx, offerId))) ?? booked;
}

/** What an offer that cannot be accepted any more answers; null where it can. */
async function answeredBefore(ctx: ClinicContext, offer: OfferRow): Promise<AcceptResult | null> {
  if (offer.status === 'open')
    return offer.expiresAt.getTime() > ctx.clock.now() ? null : { ok: false, reason: 'closed', status: 'expired' };
  const { appointmentId } = offer.entry;
  if (offer.status !== 'accepted' || appointmentId === null)
    return { ok: false, reason: 'closed', status: offer.status };
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const where = { clinicId_id: { clinicId, id: appointmentId } };
    const row = await tx.appointment.findUniqueOrThrow({ where, select: appointmentColumns });
    return { ok: true as const, appointment: toAppointmentView(row, cipher) };
  });
}

export type DeclineResult =
  | { ok: true }
  /** It was accepted: the appointment is what is to be cancelled. */
  | { ok: false; reason: 'closed'; status: OfferStatus };

/**
 * Says no to an offer: who declines waits on, and the slot goes to the next, in one transaction. Declining again, or what has run out, changes
 * nothing.
 * @throws {ClinicError} `not-found` where there is no such offer.
 */
export async function declineOffer(
  ctx: ClinicContext,
  request: z.input<typeof answerOfferSchema>,
): Promise<DeclineResult> {
  authorise(ctx, 'schedule.write');
  const { offerId } = parseInput(answerOfferSchema, request);
  const found = await requireOffer(ctx, offerId);
  const result = await writeCalendar(ctx, [found.doctorId], async (tenant, announce) => {
    const offer = await lockOffer(tenant, found);
    if (offer.status !== 'open') return { status: offer.status, made: null };
    await closeOffer(tenant, ctx, offer, { offer: 'declined', entry: 'waiting' }, announce);
    return { status: 'open' as const, made: await offerAgain(tenant, ctx, offer, announce) };
  });
  if (result.status === 'open') await publishWaitlist(ctx, { entryId: found.entryId, status: 'waiting', offerId });
  if (result.made !== null) await publishWaitlist(ctx, { ...result.made, status: 'offered' });
  return result.status === 'accepted' ? { ok: false, reason: 'closed', status: 'accepted' } : { ok: true };
}

async function requireOffer(ctx: ClinicContext, offerId: string): Promise<OfferRow> {
  const offer = await ctx.db.withTenant(ctx.clinicId, (tenant) => findOffer(tenant, offerId));
  if (offer === null) throw new ClinicError('not-found', 'There is no such offer.', 'offerId');
  return offer;
}
