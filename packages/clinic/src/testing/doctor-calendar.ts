import type { AvailabilityInput, DoctorCalendar } from '../scheduling/availability.ts';

export const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** A doctor who sits every day from nine to five, a quarter of an hour each, at `hours` if those are given. */
export function doctor(over: Partial<DoctorCalendar> & { hours?: [number, number][] } = {}): DoctorCalendar {
  const { hours = [[540, 1_020]], ...rest } = over;
  return {
    id: 'd1',
    gridMin: 15,
    capacity: 1,
    dailyCap: null,
    durationMin: 15,
    bufferBeforeMin: 0,
    bufferAfterMin: 0,
    overrides: new Map(),
    outside: [],
    windows: hours.flatMap(([fromMin, toMin]) =>
      everyDay.map((weekday) => ({ weekday, fromMin, toMin, validFrom: '2020-01-01', validTo: null, branchId: 'b1' })),
    ),
    breaks: [],
    leaves: [],
    taken: [],
    overbooked: [],
    booked: new Map(),
    ...rest,
  };
}

/** A Tuesday in Pune, asked for the day before. */
export function input(over: Partial<AvailabilityInput> = {}): AvailabilityInput {
  return {
    zone: 'Asia/Kolkata',
    from: '2026-11-24',
    to: '2026-11-24',
    now: Date.parse('2026-11-23T06:00:00Z'),
    doctors: [doctor()],
    holidays: [],
    minimumNoticeMin: 30,
    maximumAdvanceDays: 60,
    isStaff: false,
    ...over,
  };
}
