import {
  cancelAppointment,
  followUpFor,
  listAppointments,
  rescheduleAppointment,
  restoreAppointment,
} from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import { chosenSlot, ownerToken } from './chosen-slot.ts';
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

/**
 * Moves what this call booked, or what a verified caller was told of, to a slot that the caller chose; only after a read-back of both. Either it has moved
 * or nothing has changed.
 */
export async function rescheduleAppointmentTool(
  args: ToolArguments<'reschedule_appointment'>,
  t: ToolContext,
): Promise<ToolResult> {
  const { appointmentId, doctorId, startsAt, reason } = args;
  if (!t.authority.mayChange(appointmentId)) return { ok: false, code: 'not-verified' };
  const chosen = chosenSlot(args, t);
  if (!chosen.ok) return chosen;
  const readBackId = readBackIdOf({ kind: 'move', appointmentId, doctorId, startsAt });
  const refusal = t.authority.mayWrite(readBackId);
  if (refusal !== null) return { ok: false, code: refusal };
  const moved = await rescheduleAppointment(t.ctx, {
    appointmentId,
    slot: chosen.slot,
    by: 'patient',
    ownerToken: ownerToken(t),
    callId: t.callId,
    idempotencyKey: `${t.callId}:${t.authority.writeCount()}:${readBackId}`,
    ...(reason === undefined ? {} : { reason }),
  });
  if (!moved.ok) {
    t.authority.offer(moved.alternatives);
    return { ok: false, code: moved.reason, value: { alternatives: moved.alternatives } };
  }
  t.authority.spend(readBackId);
  const { id, endsAt, status } = moved.appointment;
  t.authority.moved(appointmentId, id);
  return {
    ok: true,
    value: {
      appointmentId: id,
      previousId: appointmentId,
      doctorId,
      startsAt: moved.appointment.startsAt,
      endsAt,
      status,
    },
  };
}

/** Cancels what this call booked, or what a verified caller was told of; either way only after a read-back. */
export async function cancelAppointmentTool(
  args: ToolArguments<'cancel_appointment'>,
  t: ToolContext,
): Promise<ToolResult> {
  const { appointmentId } = args;
  if (!t.authority.mayChange(appointmentId)) return { ok: false, code: 'not-verified' };
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
  t.authority.cancelled(appointmentId);
  const { doctorId, startsAt } = cancelled.appointment;
  return { ok: true, value: { appointmentId, doctorId, startsAt } };
}

/** Puts back what this call cancelled, while its time is free; nothing else, and only after a read-back. */
export async function restoreAppointmentTool(
  { appointmentId }: ToolArguments<'restore_appointment'>,
  t: ToolContext,
): Promise<ToolResult> {
  if (!t.authority.isCancelledHere(appointmentId)) return { ok: false, code: 'not-verified' };
  const readBackId = readBackIdOf({ kind: 'restore', appointmentId });
  const refusal = t.authority.mayWrite(readBackId);
  if (refusal !== null) return { ok: false, code: refusal };
  const restored = await restoreAppointment(t.ctx, {
    appointmentId,
    idempotencyKey: `${t.callId}:${t.authority.writeCount()}:${readBackId}`,
  });
  if (!restored.ok) {
    t.authority.offer(restored.alternatives);
    return { ok: false, code: restored.reason, value: { alternatives: restored.alternatives } };
  }
  t.authority.spend(readBackId);
  const { doctorId, startsAt, status } = restored.appointment;
  return { ok: true, value: { appointmentId, doctorId, startsAt, status } };
}

/** Whether a verified patient may have a free follow-up: the service to look for, and until which day. */
export async function followUpTool(args: ToolArguments<'follow_up'>, t: ToolContext): Promise<ToolResult> {
  if (!t.authority.isVerified(args.patientId)) return { ok: false, code: 'not-verified' };
  const { isEntitled, until, serviceId } = await followUpFor(t.ctx, args);
  const isBookable = isEntitled && serviceId !== null;
  return { ok: true, value: isBookable ? { isEntitled, until, serviceId } : { isEntitled: false } };
}
