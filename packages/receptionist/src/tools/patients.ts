import { cancelAppointment, identifyCaller, listAppointments, registerPatient } from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import type { ToolArguments } from './definitions.ts';
import { readBackIdOf } from './read-back.ts';
import type { ToolContext } from './tool-context.ts';

/** Appointments this far ahead are told of. */
const AHEAD_MS = 180 * 86_400_000;

/** Coming appointments of a verified patient, soonest first. */
export async function myAppointmentsTool(args: ToolArguments<'my_appointments'>, t: ToolContext): Promise<ToolResult> {
  if (!t.authority.isVerified(args.patientId)) return { ok: false, code: 'not-verified' };
  const from = t.now();
  const rows = await listAppointments(t.ctx, {
    from,
    to: new Date(Date.parse(from) + AHEAD_MS).toISOString(),
    patientId: args.patientId,
    limit: 5,
  });
  for (const row of rows) t.authority.listed(row.id, args.patientId);
  const appointments = rows.map(({ id, doctorId, serviceId, startsAt, endsAt, status }) => ({
    id,
    doctorId,
    serviceId,
    startsAt,
    endsAt,
    status,
  }));
  return { ok: true, value: { appointments } };
}

/** Cancels what this call booked, or what a verified caller was told of; either way only after a read-back. */
export async function cancelAppointmentTool(
  args: ToolArguments<'cancel_appointment'>,
  t: ToolContext,
): Promise<ToolResult> {
  const { appointmentId } = args;
  const patientId = t.authority.patientOf(appointmentId);
  const isTheirs = patientId !== null && t.authority.isVerified(patientId);
  if (!isTheirs && !t.authority.isOwnBooking(appointmentId)) return { ok: false, code: 'not-verified' };
  const readBackId = readBackIdOf({ kind: 'cancel', appointmentId });
  const refusal = t.authority.mayWrite(readBackId);
  if (refusal !== null) return { ok: false, code: refusal };
  const cancelled = await cancelAppointment(t.ctx, {
    appointmentId,
    by: 'patient',
    ...(args.reason === undefined ? {} : { reason: args.reason }),
  });
  if (!cancelled.ok) return { ok: false, code: cancelled.reason };
  t.authority.spend(readBackId);
  const { doctorId, startsAt } = cancelled.appointment;
  return { ok: true, value: { appointmentId, doctorId, startsAt } };
}

/** The same answer for a name that is not there and for a birth date that is wrong. */
export async function identifyPatientTool(
  args: ToolArguments<'identify_patient'>,
  t: ToolContext,
): Promise<ToolResult> {
  if (!t.authority.mayIdentify()) return { ok: false, code: 'too-many-identifications' };
  if (t.callerPhone === null) {
    t.authority.identificationFailed();
    return { ok: false, code: 'not-verified' };
  }
  const { name, birth } = args;
  const said =
    'date' in birth ? { birthDate: birth.date } : 'year' in birth ? { birthYear: birth.year } : { age: birth.age };
  const answer = await identifyCaller(t.ctx, { phone: t.callerPhone, name, ...said });
  if (answer.result === 'verified') {
    t.authority.verify(answer.patientId);
    return { ok: true, value: { patientId: answer.patientId } };
  }
  t.authority.identificationFailed();
  if (!t.authority.mayIdentify()) return { ok: false, code: 'too-many-identifications' };
  return { ok: false, code: 'not-verified' };
}

/** A new entry under the caller's phone. Details that a caller gave by voice are always the desk's to check. */
export async function registerPatientTool(
  args: ToolArguments<'register_patient'>,
  t: ToolContext,
): Promise<ToolResult> {
  if (t.callerPhone === null) return { ok: false, code: 'no-phone' };
  const { name, language, birth, relation } = args;
  const { id } = await registerPatient(t.ctx, {
    phone: t.callerPhone,
    isToBeCompleted: name === undefined || birth === undefined,
    callId: t.callId,
    ...(name === undefined ? {} : { name }),
    ...(language === undefined ? {} : { language }),
    ...(birth === undefined ? {} : { birth }),
    ...(relation === undefined ? {} : { relation }),
  });
  return { ok: true, value: { patientId: id } };
}
