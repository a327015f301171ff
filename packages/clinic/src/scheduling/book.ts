import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { requireCall } from '../calls/require-call.ts';
import type { ClinicContext } from '../context.ts';
import { idempotencyKeySchema, isDone, once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { liveOfLocked } from '../patients/live-patient.ts';
import { authorise } from '../people/authorise.ts';
import { alternativesIfGone, nearestFree } from './alternatives.ts';
import { limitOf, type OwnLimit, phoneToken } from './booking-limits.ts';
import { type Announce, writeCalendar } from './calendar-write.ts';
import { isoOf } from './civil-time.ts';
import { checkSlot, type SlotCheck } from './claim-slot.ts';
import { queueConsequences } from './consequences.ts';
import { lockPeople } from './doctor-day-lock.ts';
import { auditedOf, insertAppointment } from './insert-appointment.ts';
import { authoriseOverbooking } from './overbooking.ts';
import { refusable } from './refusable.ts';
import { ownerTokenSchema, slotSchema } from './slot-schema.ts';
import { takable, takeTime } from './take-claim.ts';
import type { AppointmentView, Refused, Slot } from './types.ts';

export const bookingSchema = z.object({
  slot: slotSchema,
  patientId: z.uuid('is not an id'),
  /** The owner of a hold on this slot, if there is one. */
  ownerToken: ownerTokenSchema.optional(),
  callId: z.uuid('is not an id').optional(),
  reason: z.string().max(500, 'is longer than 500 characters').optional(),
  idempotencyKey: idempotencyKeySchema,
  /** The phone that books where nobody was verified: it may have so many future bookings. */
  unverifiedPhone: z.string().max(40, 'is too long').optional(),
  /** Staff were asked and want it although the patient has another then. */
  isDespiteOwn: z.boolean().optional(),
  /** Staff want it on top of whatever has the time, if it is taken. */
  isOverbooked: z.boolean().optional(),
  /** Staff grant a free follow-up that the patient is not entitled to. */
  isFollowUpGranted: z.boolean().optional(),
});
export type BookingRequest = z.input<typeof bookingSchema>;

export type RefusedBooking = Refused<'taken' | 'busy' | 'outside' | OwnLimit>;
export type BookingResult = { ok: true; appointment: AppointmentView } | RefusedBooking;

/**
 * Books: lock of the doctor's day, claim, appointment, audit row and message job in one transaction. A conflict comes back with the nearest
 * free slots.
 * @throws {ClinicError} for bad input, an unknown patient, or a role that may not.
 */
export async function bookAppointment(ctx: ClinicContext, request: BookingRequest): Promise<BookingResult> {
  authorise(ctx, 'schedule.write');
  const booking = parseInput(bookingSchema, request);
  authoriseOverbooking(ctx, booking);
  const { idempotencyKey: key, ...body } = booking;
  const write = async (tenant: Tenant, announce: Announce): Promise<BookingResult> => {
    const request = { key, operation: 'appointment.book', body };
    return (await once(tenant, request, () => writeBooking(tenant, ctx, booking, announce))).response;
  };
  return refusable(ctx, booking.slot, () =>
    writeCalendar(ctx, [booking.slot.doctorId], write, { instead: () => lookWhileWaiting(ctx, booking) }),
  );
}

/**
 * Many want one doctor's day, and most lose it: they are told by a look that all who wait share, and need neither a turn nor a lock. Null where the turn
 * is worth waiting for: the time may still be had, or it is their own by a hold or by this very request, sent before.
 */
async function lookWhileWaiting(
  ctx: ClinicContext,
  booking: z.output<typeof bookingSchema>,
): Promise<RefusedBooking | null> {
  const { slot, ownerToken, isOverbooked, idempotencyKey } = booking;
  if (ownerToken !== undefined || isOverbooked === true) return null;
  const alternatives = await alternativesIfGone(ctx, slot);
  if (alternatives === null || (await isDone(ctx, idempotencyKey))) return null;
  return { ok: false, reason: 'taken', alternatives };
}

async function writeBooking(
  tenant: Tenant,
  ctx: ClinicContext,
  request: z.output<typeof bookingSchema>,
  announce: Announce,
): Promise<BookingResult> {
  const { callId, ownerToken, slot, reason } = request;
  if (callId !== undefined) await requireCall(tenant, callId);
  const phone = phoneToken(tenant, request.unverifiedPhone);
  await lockPeople(tenant, { ownerToken, patientId: request.patientId, phone });
  const patientId = await liveOfLocked(tenant, request.patientId);
  const booking = { ...request, patientId };
  const check = await checkSlot(tenant, ctx, slot, announce, { ownerToken });
  const taken = takable(check, booking);
  if (taken === null) return refuse(tenant, ctx, slot, check, check.isFree ? 'taken' : check.reason);
  const limit = await limitOf(tenant, ctx, { ...booking, phone }, taken, check.calendar);
  if (limit !== null) return refuse(tenant, ctx, slot, check, limit);
  const claimId = await takeTime(tenant, ctx, check, booking, announce);
  const { serviceId } = slot;
  const row = { patientId, serviceId, slot: taken, claimId, callId, reason };
  const appointment = await insertAppointment(tenant, ctx, row);
  await recordAudit(tenant, ctx.actor, {
    action: 'appointment.book',
    objectKind: 'appointment',
    objectId: appointment.id,
    new: auditedOf(appointment),
  });
  await queueConsequences(tenant, ctx, { kind: 'booked', appointment, isTold: true });
  announce.appointment(appointment, 'booked');
  return { ok: true, appointment };
}

/** A refusal with the nearest free slots, where other slots would help. */
export async function refuse<Reason extends RefusedBooking['reason']>(
  tenant: Tenant,
  ctx: ClinicContext,
  slot: Slot,
  check: SlotCheck,
  reason: Reason,
  question: { exceptAppointmentId?: string } = {},
): Promise<Refused<Reason>> {
  if (reason === 'too-many' || reason === 'not-entitled') return { ok: false, reason, alternatives: [] };
  const options = {
    ...question,
    zone: check.calendar.zone,
    now: ctx.clock.now(),
    isStaff: ctx.actor.kind === 'staff',
  };
  const alternatives = await nearestFree(tenant, { ...slot, startsAt: check.startsAt }, options);
  return { ok: false, reason, alternatives: alternatives.filter(({ startsAt }) => startsAt !== isoOf(check.startsAt)) };
}
