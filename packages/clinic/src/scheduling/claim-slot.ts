import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { availability, type FreeSlot } from './availability.ts';
import { addDays, localDate, startOfDay } from './civil-time.ts';
import { lockDoctorDays, releaseExpiredHolds } from './doctor-day-lock.ts';
import { instantOf } from './instant.ts';
import { type LoadedCalendar, loadCalendar } from './load-calendar.ts';
import type { Slot } from './types.ts';

/** A wanted slot, checked against the calendar under the lock. */
export type SlotCheck =
  | { isFree: true; slot: FreeSlot; calendar: LoadedCalendar }
  /** `outside`: the doctor does not sit then, or it is past; `taken`: somebody has it. */
  | { isFree: false; reason: 'taken' | 'outside'; calendar: LoadedCalendar; startsAt: number };

/**
 * Takes the lock of the day, lets go of lapsed holds, and asks availability whether the slot can be had. The slot's end, branch and lane
 * are the calendar's, whatever was asked.
 * @throws {ClinicError} `bad-input` where the time is none, `busy` where the lock is not had.
 */
export async function checkSlot(
  tenant: Tenant,
  ctx: ClinicContext,
  slot: Slot,
  ownerToken?: string,
): Promise<SlotCheck> {
  const now = ctx.clock.now();
  const startsAt = instantOf(slot.startsAt);
  const { zone } = await tenant.tx.clinic.findUniqueOrThrow({ where: { id: tenant.clinicId }, select: { zone: true } });
  const day = localDate(startsAt, zone);
  const endsAt = Math.max(instantOf(slot.endsAt), startsAt + 1);
  await lockDoctorDays(tenant, slot.doctorId, [{ startsAt, endsAt }], zone);
  await releaseExpiredHolds(tenant, slot.doctorId, now, {
    from: startOfDay(day, zone),
    to: startOfDay(addDays(localDate(endsAt - 1, zone), 1), zone),
  });
  const isStaff = ctx.actor.kind === 'staff';
  const query = { doctorId: slot.doctorId, serviceId: slot.serviceId, from: day, to: day, now, isStaff, ownerToken };
  const calendar = await loadCalendar(tenant, query);
  const free = availability(calendar).find((candidate) => candidate.startsAt === startsAt);
  if (free !== undefined) return { isFree: true, slot: free, calendar };
  // Would it be free if nothing were taken? Then somebody has it; else it is no time of this doctor's.
  const emptied = {
    ...calendar,
    doctors: calendar.doctors.map((doctor) => ({ ...doctor, taken: [], overbooked: [], booked: new Map() })),
  };
  const isSlot = availability(emptied).some((candidate) => candidate.startsAt === startsAt);
  return { isFree: false, reason: isSlot ? 'taken' : 'outside', calendar, startsAt };
}
