import { type AvailabilityInput, availability, type DoctorCalendar, type FreeSlot, type Span } from './availability.ts';
import { localDate, localMinutes, MINUTE_MS, weekdayOf } from './civil-time.ts';

/**
 * The slot that a span would take on a doctor's calendar, whatever their hours, breaks, leave and grid say: for what was agreed elsewhere. What is
 * taken counts as ever, by the same rule. Null where no lane is free, or the span goes past midnight.
 */
export function laneAt(
  calendar: AvailabilityInput,
  doctor: DoctorCalendar,
  span: Span,
  branchId: string,
): FreeSlot | null {
  const date = localDate(span.startsAt, calendar.zone);
  const fromMin = localMinutes(span.startsAt, calendar.zone);
  const durationMin = (span.endsAt - span.startsAt) / MINUTE_MS;
  const opened: DoctorCalendar = {
    ...doctor,
    durationMin,
    gridMin: 24 * 60,
    dailyCap: null,
    breaks: [],
    leaves: [],
    outside: [],
    overrides: new Map(),
    windows: [
      { weekday: weekdayOf(date), fromMin, toMin: fromMin + durationMin, validFrom: date, validTo: null, branchId },
    ],
  };
  if (fromMin + durationMin > 24 * 60) return null;
  const free = availability({
    ...calendar,
    from: date,
    to: date,
    now: span.startsAt,
    holidays: [],
    isStaff: true,
    doctors: [opened],
  });
  return free.find(({ startsAt }) => startsAt === span.startsAt) ?? null;
}
