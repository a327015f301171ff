// Guards what may be offered: never outside a doctor's hours, never taken, right on the days when clocks change.
import { describe, expect, it } from 'vitest';
import { doctor, input } from '../testing/doctor-calendar.ts';
import { type AvailabilityInput, availability, type DoctorCalendar, laneFor } from './availability.ts';
import { addDays, isoOf, localDate, localMinutes, MINUTE_MS } from './civil-time.ts';

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
      doctors: [doctor({ taken: [neighbour], bufferBeforeMin: 15 })],
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

describe('the hours of a date', () => {
  const date = '2026-11-24';
  const on = (hours: [number, number, string?][], over: Partial<DoctorCalendar> = {}) =>
    doctor({
      overrides: new Map([[date, hours.map(([fromMin, toMin, branchId = 'b1']) => ({ fromMin, toMin, branchId }))]]),
      ...over,
    });

  it('take the place of the week’s, with its breaks', () => {
    const breaks = [2, 3].map((weekday) => ({ weekday, fromMin: 780, toMin: 840 }));
    expect(starts({ doctors: [on([[780, 840]], { breaks })] })).toEqual([
      '2026-11-24T07:30:00Z',
      '2026-11-24T07:45:00Z',
      '2026-11-24T08:00:00Z',
      '2026-11-24T08:15:00Z',
    ]);
    // The day after has the week's again.
    const two = { from: date, to: '2026-11-25', doctors: [on([[1_200, 1_215]], { breaks })] };
    expect(starts(two)).toHaveLength(1 + 28);
  });

  it('may be none, and none on a holiday', () => {
    expect(starts({ doctors: [on([])] })).toEqual([]);
    expect(starts({ doctors: [on([[600, 660]])], holidays: [{ date, branchId: null }] })).toEqual([]);
  });

  it('may be in two places, of which one may be closed or asked for', () => {
    const split = {
      doctors: [
        on([
          [600, 630],
          [900, 930, 'b2'],
        ]),
      ],
    };
    expect(starts(split)).toHaveLength(4);
    expect(starts({ ...split, holidays: [{ date, branchId: 'b2' }] })).toHaveLength(2);
    const there = availability(input({ ...split, branchId: 'b2' }));
    expect(there.map(({ branchId, minute }) => [branchId, minute])).toEqual([
      ['b2', 900],
      ['b2', 915],
    ]);
  });

  it('that overlap offer a time once', () => {
    expect(
      starts({
        doctors: [
          on([
            [600, 660],
            [630, 690, 'b2'],
          ]),
        ],
      }),
    ).toHaveLength(6);
  });
});

describe('time elsewhere', () => {
  it('by another calendar is left out, to the minute', () => {
    const outside = [{ startsAt: at('2026-11-24T04:29:59Z'), endsAt: at('2026-11-24T04:45:01Z') }];
    const slots = starts({ doctors: [doctor({ outside })] });
    expect(slots).toContain('2026-11-24T04:00:00Z');
    for (const gone of ['04:15', '04:30', '04:45']) expect(slots).not.toContain(`2026-11-24T${gone}:00Z`);
    expect(slots).toContain('2026-11-24T05:00:00Z');
  });
});

describe('time that crosses midnight', () => {
  it('takes the end of one day and the beginning of the next', () => {
    const round = doctor({ hours: [[0, 1_440]], gridMin: 60, durationMin: 60 });
    const taken = [claim('2026-11-24T17:30:00Z', '2026-11-24T20:30:00Z')];
    const days = { from: '2026-11-24', to: '2026-11-25', doctors: [{ ...round, taken }] };
    const slots = availability(input(days));
    const minutes = (date: string) => slots.filter((slot) => slot.date === date).map(({ minute }) => minute / 60);
    expect(minutes('2026-11-24').at(-1)).toBe(22);
    expect(minutes('2026-11-25')[0]).toBe(2);
    // A buffer reaches over midnight too.
    const buffered = availability(
      input({
        ...days,
        doctors: [{ ...round, bufferAfterMin: 30, taken: [claim('2026-11-24T18:30:00Z', '2026-11-24T19:30:00Z')] }],
      }),
    );
    expect(buffered.filter(({ date }) => date === '2026-11-24').at(-1)?.minute).toBe(22 * 60);
  });
});

describe('month ends and the leap day', () => {
  it('have their hours', () => {
    const many = { now: at('2028-02-01T00:00:00Z'), from: '2028-02-28', to: '2028-03-01' };
    const dates = availability(input(many)).map(({ date }) => date);
    expect([...new Set(dates)]).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    const only = doctor({
      windows: [
        { weekday: 2, fromMin: 540, toMin: 600, validFrom: '2028-02-29', validTo: '2028-02-29', branchId: 'b1' },
      ],
    });
    expect(availability(input({ ...many, doctors: [only] })).map(({ date }) => date)).toHaveLength(4);
    const year = input({ now: at('2026-12-01T00:00:00Z'), from: '2026-12-31', to: '2027-01-01' });
    expect(new Set(availability(year).map(({ date }) => date))).toEqual(new Set(['2026-12-31', '2027-01-01']));
  });
});

describe('time that is to be given back', () => {
  const span = (from: string, to: string, branchId = 'b1') => ({ startsAt: at(from), endsAt: at(to), branchId });

  it('need not lie on the grid, but within the hours, and where nobody else is', () => {
    const one = doctor({
      taken: [claim('2026-11-24T05:00:00Z', '2026-11-24T05:15:00Z')],
      breaks: [{ weekday: 2, fromMin: 780, toMin: 840 }],
    });
    const lane = (from: string, to: string) => laneFor(input({ doctors: [one] }), one, span(from, to));
    expect(lane('2026-11-24T04:37:00Z', '2026-11-24T04:52:00Z')).toBe(0);
    const elsewhere = span('2026-11-24T04:30:00Z', '2026-11-24T04:45:00Z', 'b2');
    expect(laneFor(input({ doctors: [one] }), one, elsewhere)).toBe('outside');
    expect(lane('2026-11-24T05:10:00Z', '2026-11-24T05:25:00Z')).toBe('taken');
    expect(lane('2026-11-24T07:25:00Z', '2026-11-24T07:40:00Z')).toBe('outside');
    expect(lane('2026-11-24T03:20:00Z', '2026-11-24T03:35:00Z')).toBe('outside');
    expect(
      laneFor(
        input({ holidays: [{ date: '2026-11-24', branchId: null }] }),
        one,
        span('2026-11-24T04:30:00Z', '2026-11-24T04:45:00Z'),
      ),
    ).toBe('outside');
  });
});
