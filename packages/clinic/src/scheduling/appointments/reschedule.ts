import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../../audit/record.ts';
import { requireCall } from '../../calls/require-call.ts';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { idempotencyKeySchema, once } from '../../idempotency.ts';
import { parseInput } from '../../input.ts';
import { authorise } from '../../people/authorise.ts';
import { appointmentColumns, iso, toAppointmentView } from '../appointment-view.ts';
import { refuse } from '../book.ts';
import { limitOf, type OwnLimit } from '../booking-limits.ts';
import { type Announce, writeCalendar } from '../calendar-write.ts';
import { bySchema } from '../cancel.ts';
import { checkSlot } from '../claim-slot.ts';
import { queueConsequences } from '../consequences.ts';
import { type DoctorSpan, lockPeople } from '../doctor-day-lock.ts';
import { auditedOf, insertAppointment } from '../insert-appointment.ts';
import { instantOf } from '../instant.ts';
import { authoriseOverbooking } from '../overbooking.ts';
import { refusable } from '../refusable.ts';
import { placeOverbooked, releaseClaims } from '../release-claims.ts';
import { ownerTokenSchema, slotSchema } from '../slot-schema.ts';
import { mayMove } from '../statuses.ts';
import { takable, takeTime } from '../take-claim.ts';
import type { AppointmentView, Refused, Slot } from '../types.ts';
import { readLocked, whereIs } from './change-appointment.ts';

export const rescheduleSchema = z.object({
  appointmentId: z.uuid('is not an id'),
  /** Where it goes: another time, doctor or service. */
  slot: slotSchema,
  by: bySchema,
  /** The owner of a hold on the new slot, if there is one. */
  ownerToken: ownerTokenSchema.optional(),
  callId: z.uuid('is not an id').optional(),
  reason: z.string().max(500, 'is longer than 500 characters').optional(),
  idempotencyKey: idempotencyKeySchema,
  /** Staff were asked and want it although the patient has another then. */
  isDespiteOwn: z.boolean().optional(),
  /** Staff want it on top of whatever has the time, if it is taken. */
  isOverbooked: z.boolean().optional(),
  /** Staff grant a free follow-up that the patient is not entitled to. */
  isFollowUpGranted: z.boolean().optional(),
});
export type RescheduleRequest = z.input<typeof rescheduleSchema>;

export type RescheduleResult =
  | { ok: true; appointment: AppointmentView; previousId: string }
  /** `not-allowed`: it is over, under way, or not on any more. */
  | Refused<'not-found' | 'not-allowed' | 'taken' | 'busy' | 'outside' | Exclude<OwnLimit, 'too-many'>>;

/**
 * Moves an appointment: in one transaction, under the locks of all days concerned, its time is let go of and the new one taken, so that it may
 * also go half an hour later into its own time. Either it has moved or nothing has changed. What was moved stays, with its successor.
 * @throws {ClinicError} for bad input (a slot that it has already), or a role that may not.
 */
export async function rescheduleAppointment(ctx: ClinicContext, request: RescheduleRequest): Promise<RescheduleResult> {
  authorise(ctx, 'schedule.write');
  const move = parseInput(rescheduleSchema, request);
  authoriseOverbooking(ctx, move);
  const { idempotencyKey: key, ...body } = move;
  const place = await whereIs(ctx, move.appointmentId);
  if (place === null) return { ok: false, reason: 'not-found', alternatives: [] };
  return refusable(ctx, move.slot, () =>
    writeCalendar(ctx, [place.doctorId, move.slot.doctorId], async (tenant, announce) => {
      const request = { key, operation: 'appointment.move', body };
      return (await once(tenant, request, () => write(tenant, ctx, move, place, announce))).response;
    }),
  );
}

async function write(
  tenant: Tenant,
  ctx: ClinicContext,
  move: z.output<typeof rescheduleSchema>,
  place: DoctorSpan,
  announce: Announce,
): Promise<RescheduleResult> {
  const { tx, clinicId, cipher } = tenant;
  const { appointmentId, slot, ownerToken, callId, by, reason } = move;
  const where = { clinicId_id: { clinicId, id: appointmentId } };
  if (callId !== undefined) await requireCall(tenant, callId);
  const { patientId } = await tx.appointment.findUniqueOrThrow({ where, select: { patientId: true } });
  await lockPeople(tenant, { ownerToken, patientId });
  const question = { ownerToken, exceptAppointmentId: appointmentId, also: [place] };
  const check = await checkSlot(tenant, ctx, slot, announce, question);
  const before = await readLocked(tenant, appointmentId);
  if (!mayMove(before.status, 'rescheduled')) return { ok: false, reason: 'not-allowed', alternatives: [] };
  if (
    before.doctorId === slot.doctorId &&
    before.serviceId === slot.serviceId &&
    before.startsAt.getTime() === instantOf(slot.startsAt)
  )
    throw new ClinicError('bad-input', 'The appointment is at that time already.', 'slot.startsAt');
  const refused = async (reason: 'taken' | 'outside' | Exclude<OwnLimit, 'too-many'>): Promise<RescheduleResult> => {
    const except = { exceptAppointmentId: appointmentId };
    const refusal = await refuse(tenant, ctx, slot, check, reason, except);
    // Its own time is free for it, and no alternative.
    const own = { doctorId: before.doctorId, startsAt: iso(before.startsAt) };
    const isOther = (other: Slot) => other.doctorId !== own.doctorId || other.startsAt !== own.startsAt;
    return { ...refusal, alternatives: refusal.alternatives.filter(isOther) };
  };
  const taken = takable(check, move);
  if (taken === null) return refused(check.isFree ? 'taken' : check.reason);
  const limit = await limitOf(tenant, ctx, { ...move, patientId }, taken, check.calendar, appointmentId);
  if (limit !== null && limit !== 'too-many') return refused(limit);

  // The old time first: the new one may lie in it.
  const leaving = { status: 'rescheduled' as const, claimId: null };
  await tx.appointment.update({ where, data: leaving, select: { id: true } });
  const freed = before.claimId === null ? [] : await releaseClaims(tenant, ctx, { id: before.claimId });
  const claimId = await takeTime(tenant, ctx, check, move, announce);
  const open = (column: 'reason' | 'notes') => {
    const sealed = before[column];
    return sealed === null ? undefined : cipher.open('appointments', column, appointmentId, sealed);
  };
  const said = { reason: open('reason'), notes: open('notes') };
  const row = { patientId, serviceId: slot.serviceId, slot: taken, claimId, callId, ...said };
  const appointment = await insertAppointment(tenant, ctx, row);
  const data = { rescheduledToId: appointment.id };
  const moved = await tx.appointment.update({ where, data, select: appointmentColumns });
  const old = toAppointmentView(moved, cipher);
  // Each of the two rows has its line: whoever asks about either finds the other.
  await recordAudit(tenant, ctx.actor, {
    action: 'appointment.move',
    objectKind: 'appointment',
    objectId: appointmentId,
    old: { ...auditedOf(old), status: before.status },
    new: { status: 'rescheduled', appointmentId: appointment.id, by, ...(reason === undefined ? {} : { reason }) },
  });
  await recordAudit(tenant, ctx.actor, {
    action: 'appointment.book',
    objectKind: 'appointment',
    objectId: appointment.id,
    new: { ...auditedOf(appointment), movedFrom: appointmentId },
  });
  const { startsAt } = old;
  await queueConsequences(tenant, ctx, {
    kind: 'moved',
    appointment,
    before: { appointmentId, startsAt },
    isTold: true,
  });
  await placeOverbooked(tenant, ctx, freed, announce);
  announce.appointment(old, 'moved');
  announce.appointment(appointment, 'moved');
  return { ok: true, appointment, previousId: appointmentId };
}
