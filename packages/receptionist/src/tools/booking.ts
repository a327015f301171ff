import { bookAppointment, holdSlot, searchSlots } from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import { chosenSlot, ownerToken, placeOf } from './chosen-slot.ts';
import type { ToolArguments } from './definitions.ts';
import { judgeSearch } from './judge-time.ts';
import { readBackIdOf } from './read-back.ts';
import type { ToolContext } from './tool-context.ts';
import { newPatient, patientOfPhone, phoneOf, whomOf } from './whom.ts';

/** Free slots; what it answers is what this call may hold and book. Days that are not those the caller said are asked about first. */
export async function searchSlotsTool(args: ToolArguments<'search_slots'>, t: ToolContext): Promise<ToolResult> {
  const { doctorId, speciality, serviceId, part, timeFrom, timeTo, limit } = args;
  const doubt = judgeSearch(args, t.authority.talk(), placeOf(t, doctorId ?? null));
  if (doubt !== null) return { ok: false, code: doubt.doubt, value: { readings: doubt.readings } };
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

/** Keeps the slot that the caller chose for this call. Where it was taken meanwhile, the nearest free ones come back and count as offered. */
export async function holdSlotTool(args: ToolArguments<'hold_slot'>, t: ToolContext): Promise<ToolResult> {
  const chosen = chosenSlot(args, t);
  if (!chosen.ok) return chosen;
  const held = await holdSlot(t.ctx, { slot: chosen.slot, ownerToken: ownerToken(t), callId: t.callId });
  if (held.ok) return { ok: true, value: { slot: held.slot, expiresAt: held.expiresAt } };
  t.authority.offer(held.alternatives);
  return { ok: false, code: held.reason, value: { alternatives: held.alternatives } };
}

/**
 * Books what the caller heard read back and confirmed, to the letter. A patient must be one of the caller's phone; anybody else becomes a
 * new entry under that phone.
 */
export async function bookAppointmentTool(
  args: ToolArguments<'book_appointment'>,
  t: ToolContext,
): Promise<ToolResult> {
  const { doctorId, startsAt } = args;
  const chosen = chosenSlot(args, t);
  if (!chosen.ok) return chosen;
  const whom = whomOf(args);
  const readBackId = readBackIdOf({ kind: 'book', doctorId, startsAt, ...whom });
  const phone = phoneOf(args.phone, t);
  if (phone === null) return { ok: false, code: 'no-phone' };
  const known = await patientOfPhone(whom, phone, t);
  if (!known.ok) return known;
  const refusal = t.authority.mayWrite(readBackId);
  if (refusal !== null) return { ok: false, code: refusal };
  const patientId = known.patientId ?? (await newPatient({ ...whom, language: args.language }, phone, t));
  const booked = await bookAppointment(t.ctx, {
    slot: chosen.slot,
    patientId,
    ownerToken: ownerToken(t),
    callId: t.callId,
    idempotencyKey: `${t.callId}:${t.authority.writeCount()}:${readBackId}`,
    ...(args.reason === undefined ? {} : { reason: args.reason }),
    ...(t.authority.isVerified(patientId) ? {} : { unverifiedPhone: phone }),
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
    value: { appointmentId: id, doctorId, startsAt: booked.appointment.startsAt, endsAt, status, patientId },
  };
}
