import { newId, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { notePatientsSeen } from '../patients/last-seen.ts';
import { lockLivePatient } from '../patients/live-patient.ts';
import { appointmentColumns, toAppointmentView } from '../scheduling/appointment-view.ts';
import type { Announce } from '../scheduling/calendar-write.ts';
import { addDays, localDate, startOfDay } from '../scheduling/civil-time.ts';
import { queueConsequences } from '../scheduling/consequences.ts';
import { createClaim } from '../scheduling/create-claim.ts';
import { lockDoctorDays } from '../scheduling/doctor-day-lock.ts';
import { laneAt } from '../scheduling/lane-at.ts';
import { loadCalendar } from '../scheduling/load-calendar.ts';
import { releaseExpiredHolds } from '../scheduling/release-claims.ts';
import { isActive } from '../scheduling/statuses.ts';
import type { ImportedAppointment } from './appointment-line.ts';

/**
 * Writes an appointment of a file. One that is to come claims its time as a booking does, under the lock of the day and in the lowest free lane, though not
 * bound to the doctor's hours: it was agreed elsewhere. Nobody is written to about it.
 * @returns its id.
 * @throws {ClinicError} `conflict` where the time has been taken meanwhile, `busy` where the lock is not had; nothing is written then.
 */
export async function writeAppointment(
  tenant: Tenant,
  ctx: ClinicContext,
  appointment: ImportedAppointment,
  importId: string,
  announce: Announce,
): Promise<string> {
  const { tx, clinicId, cipher } = tenant;
  const patientId = await lockLivePatient(tenant, appointment.patientId);
  const now = new Date(ctx.clock.now());
  const id = newId();
  const isToCome = isActive(appointment.status);
  const claimId = isToCome ? await claim(tenant, ctx, appointment, announce) : null;
  const seal = (column: string, text: string | undefined) =>
    text === undefined ? null : cipher.seal('appointments', column, id, text);
  const row = await tx.appointment.create({
    data: {
      id,
      clinicId,
      patientId,
      doctorId: appointment.doctorId,
      serviceId: appointment.serviceId,
      branchId: appointment.branchId,
      startsAt: new Date(appointment.startsAt),
      endsAt: new Date(appointment.endsAt),
      status: appointment.status,
      source: 'import',
      reason: seal('reason', appointment.reason),
      notes: seal('notes', appointment.notes),
      claimId,
      ...(appointment.status === 'cancelled' ? { cancelledAt: now, cancelledBy: 'clinic' } : {}),
      // Of one moment: an undo sees by it whether anything was changed since.
      createdAt: now,
      updatedAt: now,
    },
    select: appointmentColumns,
  });
  const view = toAppointmentView(row, cipher);
  await recordAudit(tenant, ctx.actor, {
    action: 'appointment.import',
    objectKind: 'appointment',
    objectId: id,
    new: { importId, patientId, doctorId: view.doctorId, startsAt: view.startsAt, status: view.status },
  });
  // What is over entails nothing but that the patient was there.
  if (!isToCome) {
    await notePatientsSeen(tenant, [patientId], appointment.endsAt);
    return id;
  }
  await queueConsequences(tenant, ctx, { kind: 'booked', appointment: view, isTold: false });
  announce.appointment(view, 'booked');
  return id;
}

async function claim(
  tenant: Tenant,
  ctx: ClinicContext,
  appointment: ImportedAppointment,
  announce: Announce,
): Promise<string> {
  const { zone } = await settingsOf(tenant);
  const { doctorId, serviceId, branchId } = appointment;
  const day = localDate(appointment.startsAt, zone);
  const whole = { doctorId, startsAt: startOfDay(day, zone), endsAt: startOfDay(addDays(day, 1), zone) };
  await lockDoctorDays(tenant, doctorId, [appointment], zone);
  await releaseExpiredHolds(tenant, ctx, whole, announce);
  const query = { doctorId, serviceId, from: day, to: day, now: ctx.clock.now(), isStaff: true };
  const calendar = await loadCalendar(tenant, query);
  const [doctor] = calendar.doctors;
  const slot = doctor === undefined ? null : laneAt(calendar, doctor, appointment, branchId);
  if (doctor === undefined || slot === null) throw new ClinicError('conflict', 'time is taken.', 'time');
  const { bufferBeforeMin, bufferAfterMin } = doctor;
  const span = { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
  return createClaim(tenant, { doctorId, lane: slot.lane, ...span, buffers: { bufferBeforeMin, bufferAfterMin } });
}
