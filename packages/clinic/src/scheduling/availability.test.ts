// Guards what may be offered: never outside a doctor's hours, never taken, right on the days when clocks change.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AvailabilityInput, availability, type DoctorCalendar } from './availability.ts';
import { addDays, isoOf, localDate, localDay, localMinutes, MINUTE_MS, startOfDay, weekdayOf } from './civil-time.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

function doctor(over: Partial<DoctorCalendar> & { hours?: [number, number][] } = {}): DoctorCalendar {
  const { hours = [[540, 1_020]], ...rest } = over;
  return {
    id: 'd1',
    gridMin: 15,
    capacity: 1,
    dailyCap: null,
    durationMin: 15,
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

function input(over: Partial<AvailabilityInput> = {}): AvailabilityInput {
  return {
    zone: 'Asia/Kolkata',
    from: '2026-11-24',
    to: '2026-11-24',
    now: Date.parse('2026-11-23T06:00:00Z'),
    service: { id: 's1', bufferBeforeMin: 0, bufferAfterMin: 0 },
    doctors: [doctor()],
    holidays: [],
    minimumNoticeMin: 30,
    maximumAdvanceDays: 60,
    isStaff: false,
    ...over,
  };
}

const starts = (over: Partial<AvailabilityInput> = {}) => availability(input(over)).map((slot) => isoOf(slot.startsAt));
const at = (iso: string) => Date.parse(iso);
const claim = (from: string, to: string, over: Partial<DoctorCalendar['taken'][number]> = {}) => ({
  startsAt: at(from),
  endsAt: at(to),
  lane: 0,
  bufferBeforeMin: 0,
  bufferAfterMin: 0,
  ...over,
});

describe('a day', () => {
  it('is its windows on the grid', () => {
    const slots = starts();
    expect(slots).toHaveLength(32);
    expect(slots[0]).toBe('2026-11-24T03:30:00Z');
    expect(slots.at(-1)).toBe('2026-11-24T11:15:00Z');
  });

  it('leaves out breaks, leave, holidays and what is taken', () => {
    const closed = doctor({
      breaks: [{ weekday: 2, fromMin: 780, toMin: 840 }],
      leaves: [{ startsAt: at('2026-11-24T03:30:00Z'), endsAt: at('2026-11-24T04:40:00Z') }],
      taken: [claim('2026-11-24T10:30:00Z', '2026-11-24T10:45:00Z')],
    });
    const slots = starts({ doctors: [closed] });
    expect(slots[0]).toBe('2026-11-24T04:45:00Z');
    expect(slots).not.toContain('2026-11-24T07:30:00Z');
    expect(slots).not.toContain('2026-11-24T10:30:00Z');
    expect(slots).toContain('2026-11-24T10:15:00Z');
    expect(slots).toContain('2026-11-24T10:45:00Z');
    expect(starts({ holidays: [{ date: '2026-11-24', branchId: null }] })).toEqual([]);
    expect(starts({ holidays: [{ date: '2026-11-24', branchId: 'b2' }] })).toHaveLength(32);
  });

  it('keeps to the dates between which a window is valid', () => {
    const [window] = doctor().windows;
    const only = (validFrom: string, validTo: string | null) =>
      starts({
        doctors: [
          doctor({
            windows: [{ ...window, weekday: 2, fromMin: 540, toMin: 600, validFrom, validTo, branchId: 'b1' }],
          }),
        ],
      }).length;
    expect(only('2026-11-24', '2026-11-24')).toBe(4);
    expect(only('2026-11-25', null)).toBe(0);
    expect(only('2026-01-01', '2026-11-23')).toBe(0);
  });

  it('asks for notice, unless staff ask, who may use a slot under way but none that is past', () => {
    const now = at('2026-11-24T04:10:00Z');
    expect(starts({ now })[0]).toBe('2026-11-24T04:45:00Z');
    expect(starts({ now, isStaff: true })[0]).toBe('2026-11-24T04:00:00Z');
    expect(starts({ now: at('2026-11-25T04:00:00Z'), isStaff: true })).toEqual([]);
  });

  it('ends where bookings may reach, but not for staff', () => {
    const far = { from: '2027-03-01', to: '2027-03-01' };
    expect(starts(far)).toEqual([]);
    expect(starts({ ...far, isStaff: true })).toHaveLength(32);
  });

  it('is full at its cap, but not for staff', () => {
    const capped = { doctors: [doctor({ dailyCap: 5, booked: new Map([['2026-11-24', 5]]) })] };
    expect(starts(capped)).toEqual([]);
    expect(starts({ ...capped, isStaff: true })).toHaveLength(32);
  });
});

describe('room for several', () => {
  const taken = [claim('2026-11-24T04:00:00Z', '2026-11-24T04:15:00Z')];
  const ten = (over: Partial<DoctorCalendar>) =>
    availability(input({ doctors: [doctor({ capacity: 2, ...over })] })).find(
      (slot) => slot.startsAt === at('2026-11-24T04:00:00Z'),
    );

  it('gives the lowest lane that is free', () => {
    expect(ten({ taken })?.lane).toBe(1);
    expect(ten({ taken: taken.map((one) => ({ ...one, lane: 1 })) })?.lane).toBe(0);
    expect(ten({ taken: [...taken, ...taken.map((one) => ({ ...one, lane: 1 }))] })).toBeUndefined();
  });

  it('counts who was booked on top as using up a lane', () => {
    const overbooked = [{ startsAt: at('2026-11-24T04:00:00Z'), endsAt: at('2026-11-24T04:15:00Z') }];
    expect(ten({ overbooked })?.lane).toBe(1);
    expect(ten({ overbooked, taken })).toBeUndefined();
  });
});

describe('free time between neighbours', () => {
  const neighbour = claim('2026-11-24T06:00:00Z', '2026-11-24T06:15:00Z', { bufferBeforeMin: 5, bufferAfterMin: 10 });

  it('is the greater of the two wishes, not their sum, and staff may book into it', () => {
    const over = {
      service: { id: 's1', bufferBeforeMin: 15, bufferAfterMin: 0 },
      doctors: [doctor({ taken: [neighbour] })],
    };
    const slots = starts(over);
    expect(slots).not.toContain('2026-11-24T06:15:00Z');
    expect(slots).toContain('2026-11-24T06:30:00Z');
    expect(slots).not.toContain('2026-11-24T05:45:00Z');
    expect(slots).toContain('2026-11-24T05:30:00Z');
    const forStaff = starts({ ...over, isStaff: true });
    expect(forStaff).toContain('2026-11-24T06:15:00Z');
    expect(forStaff).not.toContain('2026-11-24T06:00:00Z');
  });
});

describe('the days when clocks change in New York', () => {
  const zone = 'America/New_York';
  const night = [doctor({ hours: [[0, 300]], gridMin: 30, durationMin: 30 })];
  const walls = (date: string, doctors = night) =>
    availability(
      input({ zone, from: date, to: date, now: at('2026-02-01T00:00:00Z'), maximumAdvanceDays: 400, doctors }),
    ).map(({ startsAt, endsAt }) => [localMinutes(startsAt, zone), (endsAt - startsAt) / MINUTE_MS] as const);

  it('offers no wall time that does not exist', () => {
    const minutes = walls('2026-03-08').map(([minute]) => minute);
    expect(minutes).toEqual([0, 30, 60, 90, 180, 210, 240, 270]);
  });

  it('offers a wall time that exists twice once', () => {
    const slots = walls('2026-11-01');
    expect(slots.map(([minute]) => minute)).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240, 270]);
    expect(slots.every(([, length]) => length === 30)).toBe(true);
  });

  it('closes a window whose end does not exist at the moment of the change', () => {
    const until = doctor({ hours: [[0, 150]], gridMin: 30, durationMin: 60 });
    expect(walls('2026-03-08', [until]).map(([minute]) => minute)).toEqual([0, 30, 60]);
  });

  it('keeps breaks free in elapsed time', () => {
    const late = doctor({
      hours: [[0, 360]],
      gridMin: 30,
      durationMin: 60,
      breaks: [{ weekday: 7, fromMin: 180, toMin: 240 }],
    });
    // 01:30 for an hour ends at 03:30 on that day, in the break.
    expect(walls('2026-03-08', [late]).map(([minute]) => minute)).toEqual([0, 30, 60, 240, 270, 300]);
  });

  it('keeps office hours at the same wall time on both sides', () => {
    const office = [doctor({ gridMin: 60, durationMin: 60 })];
    for (const change of ['2026-03-08', '2026-11-01']) {
      for (const date of [addDays(change, -1), change, addDays(change, 1)]) {
        expect(walls(date, office).map(([minute]) => minute)).toEqual([540, 600, 660, 720, 780, 840, 900, 960]);
      }
    }
  });
});

describe('midnight', () => {
  it('belongs to the day it begins', () => {
    const slots = availability(
      input({
        doctors: [
          doctor({
            hours: [
              [0, 30],
              [1_410, 1_440],
            ],
          }),
        ],
      }),
    );
    expect(slots.map(({ startsAt }) => isoOf(startsAt))).toEqual([
      '2026-11-23T18:30:00Z',
      '2026-11-23T18:45:00Z',
      '2026-11-24T18:00:00Z',
      '2026-11-24T18:15:00Z',
    ]);
    expect(slots.every(({ startsAt }) => localDate(startsAt, 'Asia/Kolkata') === '2026-11-24')).toBe(true);
  });
});

describe('whatever the calendar', () => {
  const zones = ['Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu'];
  const span = fc.record({
    day: fc.integer({ min: -1, max: 4 }),
    minute: fc.integer({ min: 0, max: 1_439 }),
    length: fc.integer({ min: 1, max: 300 }),
  });
  const calendars = fc.record({
    zone: fc.constantFrom(...zones),
    // Both changes of New York, of Cairo and of Lord Howe, and plain days.
    from: fc.constantFrom(
      '2026-03-07',
      '2026-04-04',
      '2026-04-23',
      '2026-10-03',
      '2026-10-29',
      '2026-10-31',
      '2026-11-24',
    ),
    gridMin: fc.constantFrom(5, 10, 15, 20, 30, 45),
    durationMin: fc.integer({ min: 5, max: 120 }),
    capacity: fc.integer({ min: 1, max: 3 }),
    windows: fc.array(fc.tuple(fc.integer({ min: 0, max: 1_380 }), fc.integer({ min: 10, max: 600 })), {
      minLength: 1,
      maxLength: 3,
    }),
    breaks: fc.array(fc.tuple(fc.integer({ min: 0, max: 1_380 }), fc.integer({ min: 5, max: 60 })), { maxLength: 2 }),
    leaves: fc.array(span, { maxLength: 2 }),
    taken: fc.array(
      fc.record({
        span,
        lane: fc.integer({ min: 0, max: 2 }),
        before: fc.constantFrom(0, 5),
        after: fc.constantFrom(0, 10),
      }),
      { maxLength: 12 },
    ),
    isStaff: fc.boolean(),
  });

  function build(given: typeof calendars extends fc.Arbitrary<infer T> ? T : never): AvailabilityInput {
    const instants = ({ day, minute, length }: { day: number; minute: number; length: number }) => {
      const startsAt = startOfDay(addDays(given.from, day), given.zone) + minute * MINUTE_MS;
      return { startsAt, endsAt: startsAt + length * MINUTE_MS };
    };
    return input({
      zone: given.zone,
      from: given.from,
      to: addDays(given.from, 2),
      now: startOfDay(given.from, given.zone) - 86_400_000,
      isStaff: given.isStaff,
      doctors: [
        doctor({
          hours: given.windows.map(([from, length]) => [from, Math.min(1_440, from + length)]),
          breaks: everyDay.flatMap((weekday) =>
            given.breaks.map(([fromMin, length]) => ({ weekday, fromMin, toMin: Math.min(1_440, fromMin + length) })),
          ),
          gridMin: given.gridMin,
          durationMin: given.durationMin,
          capacity: given.capacity,
          leaves: given.leaves.map(instants),
          taken: given.taken.map(({ span: when, lane, before, after }) => ({
            ...instants(when),
            lane,
            bufferBeforeMin: before,
            bufferAfterMin: after,
          })),
        }),
      ],
    });
  }

  it('no slot lies outside a window, in a break or leave, or on what is taken in its lane', () => {
    fc.assert(
      fc.property(calendars, (given) => {
        const calendar = build(given);
        const [one] = calendar.doctors;
        if (one === undefined) throw new Error('no doctor');
        const days = new Map(
          [0, 1, 2].map((n) => [addDays(given.from, n), localDay(addDays(given.from, n), given.zone)]),
        );
        for (const slot of availability(calendar)) {
          const day = days.get(localDate(slot.startsAt, calendar.zone));
          if (day === undefined) throw new Error('a slot on a day that was not asked for');
          const weekday = weekdayOf(day.date);
          const meets = (other: { startsAt: number; endsAt: number }) =>
            other.startsAt < slot.endsAt && other.endsAt > slot.startsAt;
          const wrong = {
            length: slot.endsAt - slot.startsAt !== given.durationMin * MINUTE_MS,
            lane: slot.lane >= given.capacity,
            outside: !one.windows.some(
              (window) =>
                window.weekday === weekday &&
                day.edge(window.fromMin) <= slot.startsAt &&
                slot.endsAt <= day.edge(window.toMin),
            ),
            leave: one.leaves.some(meets),
            taken: one.taken.some((other) => other.lane === slot.lane && meets(other)),
            pause: one.breaks.some(
              (pause) =>
                pause.weekday === weekday &&
                meets({ startsAt: day.edge(pause.fromMin), endsAt: day.edge(pause.toMin, 'later') }),
            ),
          };
          if (Object.values(wrong).some(Boolean)) expect({ slot, wrong }).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('taking a slot that is offered never adds one, and takes that one away', () => {
    fc.assert(
      fc.property(calendars, fc.nat(), (given, pick) => {
        const calendar = build({ ...given, capacity: 1, isStaff: false });
        const [one] = calendar.doctors;
        const before = availability(calendar);
        const chosen = before[pick % Math.max(1, before.length)];
        if (one === undefined || chosen === undefined) return;
        const taken = [...one.taken, { ...chosen, bufferBeforeMin: 0, bufferAfterMin: 0 }];
        const after = availability({ ...calendar, doctors: [{ ...one, taken }] }).map(({ startsAt }) => startsAt);
        expect(after).not.toContain(chosen.startsAt);
        const was = new Set(before.map(({ startsAt }) => startsAt));
        expect(after.every((startsAt) => was.has(startsAt))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
