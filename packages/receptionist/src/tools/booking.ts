import {
  bookAppointment,
  holdSlot,
  normalisePhone,
  patientsByPhone,
  registerPatient,
  searchSlots,
} from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import type { ToolArguments } from './definitions.ts';
import { readBackIdOf } from './read-back.ts';
import type { ToolContext } from './tool-context.ts';

/** Free slots; what it answers is what this call may hold and book. */
export async function searchSlotsTool(args: ToolArguments<'search_slots'>, t: ToolContext): Promise<ToolResult> {
  const { doctorId, speciality, serviceId, part, timeFrom, timeTo, limit } = args;
  const slots = await searchSlots(t.ctx, {
    from: args.from,
    to: args.to,
    ...(doctorId === undefined ? {} : { doctorId }),
    ...(speciality === undefined ? {} : { speciality }),
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(part === undefined ? {} : { part }),
    ...(timeFrom === undefined ? {} : { timeFrom }),
    ...(timeTo === undefined ? {} : { timeTo }),
    limit: limit ?? 3,
  });
  t.authority.offer(slots);
  return { ok: true, value: { slots } };
}

/** Keeps an offered slot for this call. Where it was taken meanwhile, the nearest free ones come back and count as offered. */
export async function holdSlotTool(args: ToolArguments<'hold_slot'>, t: ToolContext): Promise<ToolResult> {
  const slot = t.authority.offered(args.doctorId, args.startsAt);
  if (slot === null) return { ok: false, code: 'slot-not-offered' };
  const held = await holdSlot(t.ctx, { slot, ownerToken: ownerToken(t), callId: t.callId });
  if (held.ok) return { ok: true, value: { slot: held.slot, expiresAt: held.expiresAt } };
  t.authority.offer(held.alternatives);
  return { ok: false, code: held.reason, value: { alternatives: held.alternatives } };
}

/**
 * Books what the caller heard read back and confirmed, to the letter. A patient must be one of the caller's phone; anybody else becomes a
 * new entry under that phone, to be completed by the desk.
 */
export async function bookAppointmentTool(
  args: ToolArguments<'book_appointment'>,
  t: ToolContext,
): Promise<ToolResult> {
  const { doctorId, startsAt, patientId, name } = args;
  const slot = t.authority.offered(doctorId, startsAt);
  if (slot === null) return { ok: false, code: 'slot-not-offered' };
  const readBackId = readBackIdOf({
    kind: 'book',
    doctorId,
    startsAt,
    ...(patientId === undefined ? {} : { patientId }),
    ...(name === undefined ? {} : { name }),
    ...(args.phone === undefined ? {} : { phone: args.phone }),
  });
  const refusal = t.authority.mayWrite(readBackId);
  if (refusal !== null) return { ok: false, code: refusal };
  const phone = t.callerPhone ?? keyedPhone(args.phone, t);
  if (phone === null) return { ok: false, code: 'no-phone' };
  if (patientId !== undefined && !(await patientsByPhone(t.ctx, phone)).some(({ id }) => id === patientId)) {
    return { ok: false, code: 'unknown-patient' };
  }
  const patient =
    patientId ??
    (
      await registerPatient(t.ctx, {
        phone,
        isToBeCompleted: true,
        callId: t.callId,
        ...(name === undefined ? {} : { name }),
        ...(args.language === undefined ? {} : { language: args.language }),
      })
    ).id;
  const booked = await bookAppointment(t.ctx, {
    slot,
    patientId: patient,
    ownerToken: ownerToken(t),
    callId: t.callId,
    idempotencyKey: `${t.callId}:${t.authority.bookingCount()}:${readBackId}`,
    ...(args.reason === undefined ? {} : { reason: args.reason }),
    ...(t.authority.isVerified(patient) ? {} : { unverifiedPhone: phone }),
  });
  if (!booked.ok) {
    t.authority.offer(booked.alternatives);
    return { ok: false, code: booked.reason, value: { alternatives: booked.alternatives } };
  }
  t.authority.spend(readBackId);
  t.authority.booked(booked.appointment.id);
  const { id, endsAt, status } = booked.appointment;
  return {
    ok: true,
    value: { appointmentId: id, doctorId, startsAt: booked.appointment.startsAt, endsAt, status, patientId: patient },
  };
}

/** A number named by the caller counts only as it was keyed in this call. */
function keyedPhone(asked: string | undefined, t: ToolContext): string | null {
  const keyed = t.authority.keyedPhone();
  if (keyed === null || asked === undefined) return null;
  const country = t.profile.country;
  const [mine, wanted] = [normalisePhone(keyed, country), normalisePhone(asked, country)];
  return mine !== null && mine === wanted ? mine : null;
}

/** One call has one hold. */
const ownerToken = (t: ToolContext) => `call:${t.callId}`;
