import type { Tenant } from '@vaani/db';
import { type AvailabilityInput, availability, toSlot } from './availability.ts';
import { addDays, localDate } from './civil-time.ts';
import { loadCalendar } from './load-calendar.ts';
import type { Slot } from './types.ts';

const REACH_DAYS = 7;

/** The free slots of a doctor that lie nearest to a time that could not be had, in order of time. */
export async function nearestFree(
  tenant: Tenant,
  wanted: { doctorId: string; serviceId: string; startsAt: number },
  options: { zone: string; now: number; isStaff: boolean; limit?: number },
): Promise<Slot[]> {
  const day = localDate(wanted.startsAt, options.zone);
  const today = localDate(options.now, options.zone);
  const from = day > today ? (addDays(day, -1) > today ? addDays(day, -1) : today) : today;
  const calendar: AvailabilityInput = await loadCalendar(tenant, {
    doctorId: wanted.doctorId,
    serviceId: wanted.serviceId,
    from,
    to: addDays(day > today ? day : today, REACH_DAYS),
    now: options.now,
    isStaff: options.isStaff,
  });
  const distance = (startsAt: number) => Math.abs(startsAt - wanted.startsAt);
  return availability(calendar)
    .sort((a, b) => distance(a.startsAt) - distance(b.startsAt))
    .slice(0, options.limit ?? 3)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((slot) => toSlot(slot, wanted.serviceId));
}
