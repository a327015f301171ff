import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { requireCall } from '../calls/require-call.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { publishAppointment, publishHold } from '../live-events.ts';
import { authorise } from '../people/authorise.ts';
import { nearestFree } from './alternatives.ts';
import { appointmentColumns, iso, toAppointmentView } from './appointment-view.ts';
import { limitOf, phoneToken } from './booking-limits.ts';
import { isoOf } from './civil-time.ts';
import { checkSlot, type SlotCheck } from './claim-slot.ts';
import { queueConsequences } from './consequences.ts';
import { lockPeople } from './doctor-day-lock.ts';
import { refusable } from './hold.ts';
import { ownerTokenSchema, slotSchema } from './slot-schema.ts';
import type { AppointmentView, Refused } from './types.ts';

export const bookingSchema = z.object({
  slot: slotSchema,
  patientId: z.uuid('is not an id'),
  /** The owner of a hold on this slot, if there is one. */
  ownerToken: ownerTokenSchema.optional(),
  callId: z.uuid('is not an id').optional(),
  reason: z.string().max(500, 'is longer than 500 characters').optional(),
  idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long'),
  /** The phone that books where nobody was verified: it may have so many future bookings. */
  unverifiedPhone: z.string().max(40, 'is too long').optional(),
  /** Staff were asked and want it although the patient has another then. */
  isDespiteOwn: z.boolean().optional(),
});
export type BookingRequest = z.input<typeof bookingSchema>;

export type RefusedBooking = Refused<'taken' | 'busy' | 'outside' | 'too-many' | 'same-time' | 'same-day'>;
export type BookingResult = { ok: true; appointment: AppointmentView } | RefusedBooking;

/**
 * Books: lock of the doctor's day, claim, appointment, audit row and message job in one transaction. A conflict comes back with the nearest
 * free slots.
 * @throws {ClinicError} for bad input, an unknown patient, or a role that may not.
 */
export async function bookAppointment(ctx: ClinicContext, request: BookingRequest): Promise<BookingResult> {
  authorise(ctx, 'schedule.write');
  const booking = parseInput(bookingSchema, request);
  const { idempotencyKey: key, ...body } = booking;
  let isRepeat = false;
  let released: HeldSpan[] = [];
  const result = await refusable(ctx, booking.slot, () =>
    ctx.db.withTenant(ctx.clinicId, async (tenant) => {
      released = [];
      const outcome = await once(tenant, { key, operation: 'appointment.book', body }, () =>
        write(tenant, ctx, booking, released),
      );
      isRepeat = outcome.isRepeat;
      return outcome.response;
    }),
  );
  if (result.ok && !isRepeat) {
    await publishAppointment(ctx, result.appointment, 'booked');
    for (const span of released) await publishHold(ctx, span, false, booking.callId);
  }
  return result;
}

/** A hold that the booking ended, for those who see it on the schedule. */
interface HeldSpan {
  doctorId: string;
  startsAt: string;
  endsAt: string;
}

async function write(
  tenant: Tenant,
  ctx: ClinicContext,
  booking: z.output<typeof bookingSchema>,
  released: HeldSpan[],
): Promise<BookingResult> {
  const { tx, clinicId } = tenant;
  const patient = await tx.patient.findUnique({
    where: { clinicId_id: { clinicId, id: booking.patientId } },
    select: { id: true },
  });
  if (patient === null) throw new ClinicError('not-found', 'There is no such patient.', 'patientId');
  if (booking.callId !== undefined) await requireCall(tenant, booking.callId);
  const phone = phoneToken(tenant, booking.unverifiedPhone);
  await lockPeople(tenant, { ownerToken: booking.ownerToken, patientId: booking.patientId, phone });
  const check = await checkSlot(tenant, ctx, booking.slot, booking.ownerToken);
  const limit = check.isFree ? await limitOf(tenant, ctx, { ...booking, phone }, check.slot) : check.reason;
  if (!check.isFree || limit !== null) return refuse(tenant, ctx, booking, check, limit ?? 'taken');

  const appointmentId = newId();
  const claimId = await claim(tenant, ctx, booking, check, released);
  const now = new Date(ctx.clock.now());
  const sealed =
    booking.reason === undefined ? null : tenant.cipher.seal('appointments', 'reason', appointmentId, booking.reason);
  const row = await tx.appointment.create({
    data: {
      id: appointmentId,
      clinicId,
      patientId: booking.patientId,
      doctorId: booking.slot.doctorId,
      serviceId: booking.slot.serviceId,
      branchId: check.slot.branchId,
      startsAt: new Date(check.slot.startsAt),
      endsAt: new Date(check.slot.endsAt),
      source: sourceOf(ctx),
      reason: sealed,
      callId: booking.callId ?? null,
      claimId,
      createdAt: now,
    },
    select: appointmentColumns,
  });
  const view = toAppointmentView(row, tenant.cipher);
  await recordAudit(tenant, ctx.actor, {
    action: 'appointment.book',
    objectKind: 'appointment',
    objectId: appointmentId,
    new: {
      doctorId: view.doctorId,
      serviceId: view.serviceId,
      patientId: view.patientId,
      startsAt: view.startsAt,
      endsAt: view.endsAt,
    },
  });
  await queueConsequences(tenant, ctx, { kind: 'booked', appointment: view, isTold: true });
  return { ok: true, appointment: view };
}

/** The hold becomes the appointment's claim; without one a claim is made. The constraint has the last word on both. */
async function claim(
  tenant: Tenant,
  ctx: ClinicContext,
  booking: z.output<typeof bookingSchema>,
  check: SlotCheck & { isFree: true },
  released: HeldSpan[],
): Promise<string> {
  const { tx, clinicId } = tenant;
  const span = { startsAt: new Date(check.slot.startsAt), endsAt: new Date(check.slot.endsAt) };
  const { bufferBeforeMin, bufferAfterMin } = check.calendar.service;
  const confirmed = { kind: 'appointment' as const, holdOwner: null, expiresAt: null, bufferBeforeMin, bufferAfterMin };
  if (booking.ownerToken !== undefined) {
    const where = { clinicId, holdOwner: booking.ownerToken, kind: 'hold' as const, releasedAt: null };
    const holds = await tx.slotClaim.findMany({
      where,
      select: { id: true, resourceId: true, startsAt: true, endsAt: true },
    });
    for (const hold of holds)
      released.push({ doctorId: hold.resourceId, startsAt: iso(hold.startsAt), endsAt: iso(hold.endsAt) });
    const held = holds.find(
      (hold) =>
        hold.resourceId === booking.slot.doctorId &&
        hold.startsAt.getTime() === check.slot.startsAt &&
        hold.endsAt.getTime() === check.slot.endsAt,
    );
    // On condition: a sweep may let go of a lapsed hold at this moment, and a claim is then made as if there had been none.
    const confirming =
      held === undefined
        ? { count: 0 }
        : await tx.slotClaim.updateMany({ where: { ...where, id: held.id }, data: confirmed });
    await tx.slotClaim.updateMany({ where, data: { releasedAt: new Date(ctx.clock.now()) } });
    if (held !== undefined && confirming.count === 1) return held.id;
  }
  const id = newId();
  const data = {
    ...confirmed,
    ...span,
    id,
    clinicId,
    resourceId: booking.slot.doctorId,
    lane: check.slot.lane,
    callId: booking.callId ?? null,
  };
  await tx.slotClaim.create({ data, select: { id: true } });
  return id;
}

async function refuse(
  tenant: Tenant,
  ctx: ClinicContext,
  booking: z.output<typeof bookingSchema>,
  check: SlotCheck,
  reason: RefusedBooking['reason'],
): Promise<RefusedBooking> {
  const startsAt = check.isFree ? check.slot.startsAt : check.startsAt;
  const options = { zone: check.calendar.zone, now: ctx.clock.now(), isStaff: ctx.actor.kind === 'staff' };
  const alternatives = reason === 'too-many' ? [] : await nearestFree(tenant, { ...booking.slot, startsAt }, options);
  return { ok: false, reason, alternatives: alternatives.filter((slot) => slot.startsAt !== isoOf(startsAt)) };
}

function sourceOf(ctx: ClinicContext): AppointmentView['source'] {
  switch (ctx.actor.kind) {
    case 'agent':
      return 'call';
    case 'api-key':
      return 'api';
    case 'patient':
      return 'link';
    default:
      return 'desk';
  }
}
