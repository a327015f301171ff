// Guards what is proposed when a doctor is away: only what can be booked, to each once, and nobody forgotten.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AvailabilityInput, availability, type DoctorCalendar } from '../scheduling/availability.ts';
import { addDays, isoOf, localDate, MINUTE_MS, startOfDay } from '../scheduling/civil-time.ts';
import { overlaps, type Standing } from './plan.ts';
import { type AwayInput, planAway } from './plan-away.ts';

const zone = 'Asia/Kolkata';
const day = '2026-11-24';
const at = (minutes: number, date = day) => startOfDay(date, zone) + minutes * MINUTE_MS;
const away = { startsAt: at(0), endsAt: at(1_440) };

function calendar(over: Partial<DoctorCalendar> = {}): AvailabilityInput {
  return {
    zone,
    from: day,
    to: '2026-12-08',
    now: at(-600),
    holidays: [],
    minimumNoticeMin: 30,
    maximumAdvanceDays: 60,
    isStaff: false,
    doctors: [
      {
        id: 'd',
        gridMin: 15,
        capacity: 1,
        dailyCap: null,
        durationMin: 15,
        bufferBeforeMin: 0,
        bufferAfterMin: 0,
        overrides: new Map(),
        outside: [],
        windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
          weekday,
          fromMin: 540,
          toMin: 780,
          validFrom: '2020-01-01',
          validTo: null,
          branchId: 'b',
        })),
        breaks: [],
        leaves: [away],
        taken: [],
        overbooked: [],
        booked: new Map(),
        ...over,
      },
    ],
  };
}
const standing = (id: string, minutes: number, over: Partial<Standing> = {}): Standing => ({
  id,
  patientId: `p-${id}`,
  serviceId: 's',
  status: 'scheduled',
  lane: 0,
  startsAt: at(minutes),
  endsAt: at(minutes + 15),
  ...over,
});
const input = (over: Partial<AwayInput> = {}): AwayInput => ({
  zone,
  now: at(-600),
  manner: 'move',
  until: '2026-12-08',
  asked: new Map(),
  standing: [standing('a', 600), standing('b', 615)],
  calendars: new Map([['s', calendar()]]),
  elsewhere: new Map(),
  ...over,
});
const told = (over: Partial<AwayInput> = {}) =>
  planAway(input(over)).map((one) =>
    one.outcome === 'move' ? isoOf(one.to.startsAt) : one.outcome === 'call' ? one.why : one.outcome,
  );

describe('somebody whose doctor is away', () => {
  it('is proposed the first day with a time, at the time of day they had', () => {
    expect(told()).toEqual([isoOf(at(600, '2026-11-25')), isoOf(at(615, '2026-11-25'))]);
  });

  it('never gets what is taken, nor what another was just proposed', () => {
    const claim = {
      startsAt: at(600, '2026-11-25'),
      endsAt: at(615, '2026-11-25'),
      lane: 0,
      bufferBeforeMin: 0,
      bufferAfterMin: 0,
    };
    const calendars = new Map([['s', calendar({ taken: [claim] })]]);
    const both = [standing('a', 600), standing('b', 600, { lane: 1 })];
    expect(told({ calendars, standing: both })).toEqual([isoOf(at(585, '2026-11-25')), isoOf(at(615, '2026-11-25'))]);
  });

  it('stays on the same day where part of it is left, and is never asked to come earlier', () => {
    const morning = { startsAt: at(540), endsAt: at(660) };
    const calendars = new Map([['s', calendar({ leaves: [morning] })]]);
    expect(told({ calendars, standing: [standing('a', 645)] })).toEqual([isoOf(at(660))]);
    const evening = { startsAt: at(660), endsAt: at(1_440) };
    const later = new Map([['s', calendar({ leaves: [evening] })]]);
    expect(told({ calendars: later, standing: [standing('a', 660)] })).toEqual([isoOf(at(660, '2026-11-25'))]);
  });

  it('is not put beside another appointment of theirs, nor twice a day before the same doctor', () => {
    const elsewhere = new Map([
      ['p-a', [{ startsAt: at(595, '2026-11-25'), endsAt: at(610, '2026-11-25'), isSameDoctor: false }]],
      ['p-b', [{ startsAt: at(700, '2026-11-25'), endsAt: at(715, '2026-11-25'), isSameDoctor: true }]],
    ]);
    expect(told({ elsewhere })).toEqual([isoOf(at(615, '2026-11-25')), isoOf(at(615, '2026-11-26'))]);
    const twice = [standing('a', 600, { patientId: 'p' }), standing('b', 615, { patientId: 'p' })];
    expect(told({ standing: twice })).toEqual([isoOf(at(600, '2026-11-25')), isoOf(at(615, '2026-11-26'))]);
  });

  it('is rung where there is no time, where they sit there already, where it has begun, and where the desk wants it', () => {
    const list = [
      standing('a', 600),
      standing('b', 615, { status: 'checked_in' }),
      standing('c', 630, { startsAt: at(-610) }),
      standing('d', 645),
      standing('e', 660),
      standing('f', 675, { status: 'in_consultation' }),
      standing('g', 690, { serviceId: 'given up' }),
    ];
    const asked = new Map([
      ['d', 'call'],
      ['e', 'cancel'],
    ] as const);
    expect(told({ standing: list, asked, until: day })).toEqual([
      'begun',
      'no_place',
      'already_here',
      'asked',
      'cancel',
      'no_place',
    ]);
    expect(told({ standing: list, manner: 'cancel' })).toEqual([
      'begun',
      'cancel',
      'already_here',
      'cancel',
      'cancel',
      'cancel',
    ]);
  });

  it('counts against the cap of the day they are moved to', () => {
    const calendars = new Map([['s', calendar({ dailyCap: 1 })]]);
    expect(told({ calendars })).toEqual([isoOf(at(600, '2026-11-25')), isoOf(at(615, '2026-11-26'))]);
  });
});

it('proposes what can be booked, no lane twice at a time, and decides upon everybody', () => {
  const statuses = ['scheduled', 'confirmed', 'checked_in', 'in_consultation'] as const;
  const given = fc.record({
    rows: fc.array(
      fc.record({
        minutes: fc.integer({ min: 36, max: 51 }).map((step) => step * 15),
        status: fc.constantFrom(...statuses),
        service: fc.constantFrom('s', 'long'),
        patient: fc.integer({ min: 0, max: 6 }),
      }),
      { maxLength: 25 },
    ),
    taken: fc.array(
      fc.record({
        step: fc.integer({ min: 36, max: 51 }),
        day: fc.integer({ min: 1, max: 3 }),
        lane: fc.integer({ min: 0, max: 1 }),
      }),
      { maxLength: 30 },
    ),
    capacity: fc.integer({ min: 1, max: 2 }),
    cap: fc.option(fc.integer({ min: 1, max: 8 })),
    buffer: fc.integer({ min: 0, max: 20 }),
    reach: fc.integer({ min: 0, max: 6 }),
  });
  fc.assert(
    fc.property(given, (one) => {
      const taken = one.taken
        .filter(({ lane }) => lane < one.capacity)
        .map(({ step, day: days, lane }) => {
          const date = addDays(day, days);
          return {
            startsAt: at(step * 15, date),
            endsAt: at(step * 15 + 15, date),
            lane,
            bufferBeforeMin: 0,
            bufferAfterMin: 0,
          };
        })
        .filter(
          (claim, index, all) =>
            !all.slice(0, index).some((other) => other.lane === claim.lane && overlaps(other, claim)),
        );
      const base = { taken, capacity: one.capacity, dailyCap: one.cap };
      const calendars = new Map([
        ['s', calendar(base)],
        ['long', calendar({ ...base, durationMin: 30, bufferBeforeMin: one.buffer })],
      ]);
      const list = one.rows.map(({ minutes, status, service, patient }, index) =>
        standing(String(index), minutes, { status, serviceId: service, patientId: String(patient), lane: null }),
      );
      const until = addDays(day, one.reach);
      const plan = planAway(input({ calendars, standing: list, until }));
      expect(plan.map(({ appointmentId }) => appointmentId).sort()).toEqual(
        list
          .filter(({ status }) => status !== 'in_consultation')
          .map(({ id }) => id)
          .sort(),
      );
      const moved = plan.flatMap((decision) =>
        decision.outcome === 'move' ? [{ id: decision.appointmentId, ...decision.to }] : [],
      );
      const claims = [...taken, ...moved];
      for (const [index, first] of claims.entries())
        for (const second of claims.slice(index + 1))
          if (first.lane === second.lane) expect(overlaps(first, second)).toBe(false);
      for (const slot of moved) {
        const before = list.find(({ id }) => id === slot.id);
        const own = calendars.get(before?.serviceId ?? '');
        expect(localDate(slot.startsAt, zone) <= until).toBe(true);
        expect(own && availability(own).some(({ startsAt }) => startsAt === slot.startsAt)).toBe(true);
      }
      const byDay = Map.groupBy(moved, ({ startsAt }) => localDate(startsAt, zone));
      for (const [, ofDay] of byDay) {
        expect(ofDay.length).toBeLessThanOrEqual(one.cap ?? 100);
        const patients = ofDay.map(({ id }) => list.find((row) => row.id === id)?.patientId);
        expect(new Set(patients).size).toBe(patients.length);
      }
    }),
    { numRuns: 60 },
  );
});
