// Guards availability against whatever a calendar may hold: it offers what the rules allow, all of it and nothing else, in every zone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doctor, everyDay, input } from '../testing/doctor-calendar.ts';
import {
  type AvailabilityInput,
  availability,
  type DoctorCalendar,
  freeByDay,
  laneFor,
  type Span,
} from './availability.ts';
import { addDays, datesBetween, localDate, localDay, localMinutes, MINUTE_MS, startOfDay } from './civil-time.ts';
import type { Hours } from './open-hours.ts';

/** Both changes of New York, of Cairo and of Lord Howe, month ends, a leap day, the turn of the year, and plain days. */
const starts = [
  '2026-03-07',
  '2026-04-04',
  '2026-04-23',
  '2026-10-03',
  '2026-10-29',
  '2026-10-31',
  '2026-11-24',
  '2026-12-30',
  '2028-02-28',
];
const zones = ['Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu'];
const DAYS = 3;

const wall = fc.record({
  day: fc.integer({ min: -1, max: DAYS }),
  /** Seconds too: what comes from outside keeps to no minute. */
  second: fc.integer({ min: 0, max: 86_399 }),
  length: fc.integer({ min: 1, max: 300 * 60 }),
});
const hours = fc
  .tuple(fc.integer({ min: 0, max: 1_380 }), fc.integer({ min: 10, max: 600 }), fc.constantFrom('b1', 'b2'))
  .map(([fromMin, length, branchId]): Hours => ({ fromMin, toMin: Math.min(1_440, fromMin + length), branchId }));

const calendars = fc.record({
  zone: fc.constantFrom(...zones),
  from: fc.constantFrom(...starts),
  gridMin: fc.constantFrom(5, 10, 15, 20, 30, 45),
  durationMin: fc.integer({ min: 5, max: 120 }),
  capacity: fc.integer({ min: 1, max: 3 }),
  buffers: fc.tuple(fc.constantFrom(0, 5, 20), fc.constantFrom(0, 10)),
  windows: fc.array(hours, { minLength: 1, maxLength: 3 }),
  override: fc.option(fc.record({ day: fc.integer({ min: 0, max: 2 }), hours: fc.array(hours, { maxLength: 2 }) })),
  holiday: fc.option(fc.record({ day: fc.integer({ min: 0, max: 2 }), branchId: fc.constantFrom(null, 'b1', 'b2') })),
  branchId: fc.constantFrom(undefined, 'b1', 'b2'),
  breaks: fc.array(fc.tuple(fc.integer({ min: 0, max: 1_380 }), fc.integer({ min: 5, max: 60 })), { maxLength: 2 }),
  leaves: fc.array(wall, { maxLength: 2 }),
  outside: fc.array(wall, { maxLength: 2 }),
  overbooked: fc.array(wall, { maxLength: 2 }),
  taken: fc.array(
    fc.record({
      span: wall,
      lane: fc.integer({ min: 0, max: 2 }),
      before: fc.constantFrom(0, 5),
      after: fc.constantFrom(0, 10),
    }),
    { maxLength: 12 },
  ),
  cap: fc.option(fc.record({ dailyCap: fc.constantFrom(3, 5), booked: fc.integer({ min: 0, max: 6 }) })),
  /** Of now, in minutes after the first day began. */
  nowMin: fc.integer({ min: -1_440, max: 4_000 }),
  noticeMin: fc.constantFrom(0, 30, 240),
  advanceDays: fc.constantFrom(0, 1, 60),
  isStaff: fc.boolean(),
});
type Given = typeof calendars extends fc.Arbitrary<infer T> ? T : never;

function build(given: Given): AvailabilityInput & { doctors: [DoctorCalendar] } {
  const { zone, from } = given;
  const span = ({ day, second, length }: { day: number; second: number; length: number }): Span => {
    const startsAt = startOfDay(addDays(from, day), zone) + second * 1_000;
    return { startsAt, endsAt: startsAt + length * 1_000 };
  };
  const [bufferBeforeMin, bufferAfterMin] = given.buffers;
  const one = doctor({
    windows: given.windows.flatMap((window) =>
      everyDay.map((weekday) => ({ weekday, ...window, validFrom: '2020-01-01', validTo: null })),
    ),
    overrides: new Map(given.override === null ? [] : [[addDays(from, given.override.day), given.override.hours]]),
    breaks: everyDay.flatMap((weekday) =>
      given.breaks.map(([fromMin, length]) => ({ weekday, fromMin, toMin: Math.min(1_440, fromMin + length) })),
    ),
    gridMin: given.gridMin,
    durationMin: given.durationMin,
    capacity: given.capacity,
    bufferBeforeMin,
    bufferAfterMin,
    dailyCap: given.cap?.dailyCap ?? null,
    booked: new Map([[addDays(from, 1), given.cap?.booked ?? 0]]),
    leaves: given.leaves.map(span),
    outside: given.outside.map(span),
    overbooked: given.overbooked.map(span),
    taken: given.taken.map(({ span: when, lane, before, after }) => ({
      ...span(when),
      lane,
      bufferBeforeMin: before,
      bufferAfterMin: after,
    })),
  });
  const whole = input({
    zone,
    from,
    to: addDays(from, DAYS - 1),
    now: startOfDay(from, zone) + given.nowMin * MINUTE_MS,
    isStaff: given.isStaff,
    branchId: given.branchId,
    minimumNoticeMin: given.noticeMin,
    maximumAdvanceDays: given.advanceDays,
    holidays:
      given.holiday === null ? [] : [{ date: addDays(from, given.holiday.day), branchId: given.holiday.branchId }],
  });
  return { ...whole, doctors: [one] };
}

/** The rules one by one, for one start, as slowly as they are written down in docs/scheduling.md. Null where it may not be had. */
function laneByTheRules(
  calendar: AvailabilityInput & { doctors: [DoctorCalendar] },
  date: string,
  minute: number,
  { toMin, branchId }: Hours,
): { startsAt: number; lane: number } | null {
  const [one] = calendar.doctors;
  const { zone, now, isStaff } = calendar;
  const today = localDate(now, zone);
  const day = localDay(date, zone);
  const startsAt = day.at(minute);
  // No wall time that does not exist; nothing past, nothing further than may be booked.
  if (startsAt === null || date < today) return null;
  if (!isStaff && date > addDays(today, calendar.maximumAdvanceDays)) return null;
  const endsAt = startsAt + one.durationMin * MINUTE_MS;
  if (endsAt > day.edge(toMin)) return null;
  if (calendar.branchId !== undefined && branchId !== calendar.branchId) return null;
  if (calendar.holidays.some((off) => off.date === date && (off.branchId === null || off.branchId === branchId)))
    return null;
  if (isStaff ? endsAt <= now : startsAt < now + calendar.minimumNoticeMin * MINUTE_MS) return null;
  if (!isStaff && one.dailyCap !== null && (one.booked.get(date) ?? 0) >= one.dailyCap) return null;
  const meets = (span: Span) => span.startsAt < endsAt && span.endsAt > startsAt;
  if ([...one.leaves, ...one.outside].some(meets)) return null;
  const isPause = (pause: DoctorCalendar['breaks'][number]) =>
    pause.weekday === day.weekday &&
    meets({ startsAt: day.edge(pause.fromMin), endsAt: day.edge(pause.toMin, 'later') });
  if (!one.overrides.has(date) && one.breaks.some(isPause)) return null;
  const free = Array.from({ length: one.capacity }, (_, lane) => lane).filter(
    (lane) =>
      !one.taken.some((claim) => {
        if (claim.lane !== lane) return false;
        const gap = (own: number, wanted: number) => (isStaff ? 0 : Math.max(own, wanted) * MINUTE_MS);
        const before = gap(claim.bufferBeforeMin, one.bufferAfterMin);
        const after = gap(claim.bufferAfterMin, one.bufferBeforeMin);
        return claim.startsAt - before < endsAt && claim.endsAt + after > startsAt;
      }),
  );
  const lane = free[one.overbooked.filter(meets).length];
  return lane === undefined ? null : { startsAt, lane };
}

function byTheRules(calendar: AvailabilityInput & { doctors: [DoctorCalendar] }): Map<number, number> {
  const [one] = calendar.doctors;
  const lanes = new Map<number, number>();
  for (const date of datesBetween(calendar.from, calendar.to)) {
    const kept: readonly Hours[] = one.overrides.get(date) ?? one.windows.filter(({ weekday }) => weekday === 1);
    for (const hours of kept)
      for (let minute = hours.fromMin; minute < hours.toMin; minute += one.gridMin) {
        const found = laneByTheRules(calendar, date, minute, hours);
        if (found !== null) lanes.set(found.startsAt, found.lane);
      }
  }
  return lanes;
}

describe('whatever the calendar', () => {
  it('what is offered is what the rules allow, all of it and nothing else', () => {
    let offered = 0;
    fc.assert(
      fc.property(calendars, (given) => {
        const calendar = build(given);
        const slots = availability(calendar);
        offered += slots.length;
        const found = new Map(slots.map(({ startsAt, lane }) => [startsAt, lane]));
        expect([...found].sort(([a], [b]) => a - b)).toEqual([...byTheRules(calendar)].sort(([a], [b]) => a - b));
        // In order, each once, of the right length, and said to be when it is.
        expect(found.size).toBe(slots.length);
        expect(slots.map(({ startsAt }) => startsAt)).toEqual([...found.keys()].sort((a, b) => a - b));
        const wrong = slots.filter(
          (slot, index) =>
            slot.endsAt - slot.startsAt !== given.durationMin * MINUTE_MS ||
            // What the clock shows is asked of a few: it takes a library some time to say.
            (index % 10 === 0 &&
              (slot.date !== localDate(slot.startsAt, given.zone) ||
                slot.minute !== localMinutes(slot.startsAt, given.zone))),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 250 },
    );
    expect(offered).toBeGreaterThan(1_000);
  });

  it('a day asked for alone, as at booking, offers what the range shows of it', () => {
    fc.assert(
      fc.property(calendars, (given) => {
        const calendar = build(given);
        const shown = availability(calendar);
        const days = [...freeByDay(calendar)];
        expect(days.flat()).toEqual(shown);
        for (const date of datesBetween(calendar.from, calendar.to)) {
          const alone = availability({ ...calendar, from: date, to: date });
          expect(alone).toEqual(shown.filter((slot) => slot.date === date));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a slot that is offered can be given back once it was given away', () => {
    fc.assert(
      fc.property(calendars, (given) => {
        const calendar = build(given);
        const slots = availability(calendar);
        expect(slots.filter((slot) => laneFor(calendar, calendar.doctors[0], slot) !== slot.lane)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('taking a slot never adds one, and takes that one away', () => {
    fc.assert(
      fc.property(calendars, fc.nat(), (given, pick) => {
        const calendar = build({ ...given, capacity: 1 });
        const [one] = calendar.doctors;
        const before = availability(calendar);
        const chosen = before[pick % Math.max(1, before.length)];
        if (chosen === undefined) return;
        const taken = [...one.taken, { ...chosen, bufferBeforeMin: 0, bufferAfterMin: 0 }];
        const after = availability({ ...calendar, doctors: [{ ...one, taken }] }).map(({ startsAt }) => startsAt);
        expect(after).not.toContain(chosen.startsAt);
        const was = new Set(before.map(({ startsAt }) => startsAt));
        expect(after.every((startsAt) => was.has(startsAt))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('each doctor’s slots are their own, whoever else is asked about', () => {
    fc.assert(
      fc.property(calendars, calendars, (given, others) => {
        const calendar = build(given);
        const other = { ...build({ ...others, zone: given.zone, from: given.from }).doctors[0], id: 'd2' };
        const together = availability({ ...calendar, doctors: [other, calendar.doctors[0]] });
        expect(together.filter(({ doctorId }) => doctorId === 'd1')).toEqual(availability(calendar));
        expect(together.map(({ startsAt }) => startsAt)).toEqual(
          together.map(({ startsAt }) => startsAt).sort((a, b) => a - b),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('in another zone', () => {
  /** The same wall times, in a zone. */
  const inZone = (given: Given, zone: string): AvailabilityInput => {
    const at = (date: string, second: number) => startOfDay(date, zone) + second * 1_000;
    const calendar = build({ ...given, zone });
    const shift = ({ day, second, length }: { day: number; second: number; length: number }): Span => {
      const startsAt = at(addDays(given.from, day), second);
      return { startsAt, endsAt: startsAt + length * 1_000 };
    };
    return { ...calendar, doctors: [{ ...calendar.doctors[0], leaves: given.leaves.map(shift) }] };
  };
  const walls = (calendar: AvailabilityInput) =>
    availability(calendar).map(({ date, minute, lane }) => `${date} ${minute} ${lane}`);

  it('the clock on the wall shows the same slots, on days when it does not change', () => {
    fc.assert(
      fc.property(calendars, fc.constantFrom('2026-11-24', '2026-12-30', '2028-02-28'), (given, from) => {
        const plain = { ...given, from };
        const [india, ...others] = zones.map((zone) => walls(inZone(plain, zone)));
        for (const other of others) expect(other).toEqual(india);
      }),
      { numRuns: 100 },
    );
  });

  it('and on those when it changes, the same but for the hours around the change', () => {
    fc.assert(
      fc.property(calendars, fc.constantFrom('2026-03-07', '2026-10-31'), (given, from) => {
        // Nothing but hours: what is taken lies at other instants of the day once clocks have changed.
        const bare = { ...given, from, leaves: [], outside: [], overbooked: [], taken: [], breaks: [], nowMin: -1_440 };
        const late = (zone: string) =>
          walls(inZone({ ...bare, advanceDays: 60 }, zone)).filter((slot) => Number(slot.split(' ')[1]) >= 240);
        expect(late('America/New_York')).toEqual(late('Asia/Kolkata'));
      }),
      { numRuns: 100 },
    );
  });
});
