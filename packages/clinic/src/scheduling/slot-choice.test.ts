// Guards which few of many free slots a caller is told of.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, MINUTE_MS, startOfDay } from './civil-time.ts';
import { type Choosable, earliest, spread, withinDay } from './slot-choice.ts';

const zone = 'Asia/Kolkata';
const HOUR_MS = 60 * MINUTE_MS;

function slot(inDays: number, minute: number, doctorId = 'a'): Choosable {
  const date = addDays('2026-11-24', inDays);
  return { date, minute, doctorId, startsAt: startOfDay(date, zone) + minute * MINUTE_MS };
}
/** Every quarter of an hour between two times, for each doctor. */
function quarters(inDays: number, from: number, to: number, doctors = ['a']): Choosable[] {
  const minutes = Array.from({ length: (to - from) / 15 }, (_, index) => from + index * 15);
  return minutes.flatMap((minute) => doctors.map((doctorId) => slot(inDays, minute, doctorId)));
}
const office = (inDays: number, doctors?: string[]) => quarters(inDays, 540, 1_140, doctors);
function choose(days: Choosable[][], limit: number): string[] {
  const choice = spread(limit);
  for (const day of days) if (choice.add(day)) break;
  return choice.chosen().map(({ date, minute, doctorId }) => {
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    return `${date.slice(8)} ${time} ${doctorId}`;
  });
}

describe('a few of many', () => {
  it('are of different parts of the day, and not all of one day', () => {
    expect(choose([office(0), office(1), office(2)], 3)).toEqual(['24 09:00 a', '24 12:00 a', '25 09:00 a']);
    expect(choose([office(0), office(1), office(2)], 5)).toEqual([
      '24 09:00 a',
      '24 12:00 a',
      '24 16:00 a',
      '25 09:00 a',
      '25 12:00 a',
    ]);
    expect(choose([office(0), office(1)], 2)).toEqual(['24 09:00 a', '25 09:00 a']);
    expect(choose([office(0)], 1)).toEqual(['24 09:00 a']);
  });

  it('are of one day where there is no other, then an hour apart, then whatever there is', () => {
    expect(choose([office(0)], 3)).toEqual(['24 09:00 a', '24 12:00 a', '24 16:00 a']);
    expect(choose([quarters(0, 540, 720)], 3)).toEqual(['24 09:00 a', '24 10:00 a', '24 11:00 a']);
    expect(choose([quarters(0, 540, 600)], 3)).toEqual(['24 09:00 a', '24 09:15 a', '24 09:30 a']);
    expect(choose([[], [slot(1, 600)], []], 3)).toEqual(['25 10:00 a']);
    expect(choose([], 3)).toEqual([]);
  });

  it('are of different doctors where they begin within the same hour', () => {
    expect(choose([office(0, ['a', 'b', 'c']), office(1, ['a', 'b', 'c'])], 3)).toEqual([
      '24 09:00 a',
      '24 12:00 b',
      '25 09:00 c',
    ]);
    // The other doctor begins too late in the morning to go before the first.
    expect(choose([[...quarters(0, 540, 600, ['a'])], [slot(1, 540, 'a'), slot(1, 660, 'b')]], 2)).toEqual([
      '24 09:00 a',
      '25 09:00 a',
    ]);
    expect(choose([quarters(0, 540, 720, ['a', 'b'])], 2)).toEqual(['24 09:00 a', '24 10:00 b']);
  });
});

describe('whatever is free', () => {
  const days = fc
    .array(
      fc.uniqueArray(
        fc.tuple(fc.integer({ min: 0, max: 95 }), fc.constantFrom('a', 'b', 'c')).map(([quarter, doctor]) => ({
          minute: quarter * 15,
          doctor,
        })),
        { selector: ({ minute, doctor }) => `${minute}${doctor}`, maxLength: 40 },
      ),
      { maxLength: 8 },
    )
    .map((all) =>
      all.map((day, inDays) =>
        day
          .map(({ minute, doctor }) => slot(inDays, minute, doctor))
          .sort((a, b) => a.startsAt - b.startsAt || (a.doctorId < b.doctorId ? -1 : 1)),
      ),
    );
  const limits = fc.integer({ min: 1, max: 12 });

  it('as many as there are and no more, none twice, in order, the earliest among them', () => {
    fc.assert(
      fc.property(days, limits, (all, limit) => {
        const choice = spread(limit);
        for (const day of all) choice.add(day);
        const chosen = choice.chosen();
        const slots = all.flat();
        expect(chosen.length).toBe(Math.min(limit, slots.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.every((one) => slots.includes(one))).toBe(true);
        expect(chosen.map(({ startsAt }) => startsAt)).toEqual(
          chosen.map(({ startsAt }) => startsAt).sort((a, b) => a - b),
        );
        if (slots[0] !== undefined) expect(chosen[0]?.startsAt).toBe(slots[0].startsAt);
      }),
    );
  });

  it('no two of one part of a day while another part of any day has none', () => {
    const part = ({ date, minute }: Choosable) =>
      `${date} ${minute < 300 ? 0 : minute < 720 ? 1 : minute < 960 ? 2 : minute < 1_200 ? 3 : 4}`;
    fc.assert(
      fc.property(days, limits, (all, limit) => {
        const choice = spread(limit);
        for (const day of all) choice.add(day);
        const chosen = choice.chosen().map(part);
        const isDoubled = new Set(chosen).size < chosen.length;
        if (isDoubled) expect(new Set(chosen)).toEqual(new Set(all.flat().map(part)));
      }),
    );
  });

  it('of one day at most half, where there are days enough', () => {
    fc.assert(
      fc.property(days, limits, (all, limit) => {
        const filled = all.filter((day) => day.length > 0).length;
        fc.pre(filled >= limit);
        const choice = spread(limit);
        for (const day of all) choice.add(day);
        for (const ofDay of Map.groupBy(choice.chosen(), ({ date }) => date).values())
          expect(ofDay.length).toBeLessThanOrEqual(Math.ceil(limit / 2));
      }),
    );
  });

  it('each is within an hour of the first of its part, unless its part was taken', () => {
    fc.assert(
      fc.property(days, limits, (all, limit) => {
        const choice = spread(limit);
        for (const day of all) choice.add(day);
        const chosen = choice.chosen();
        for (const one of chosen) {
          const beginning = [300, 720, 960, 1_200].findLast((from) => from <= one.minute) ?? 0;
          const first = all.flat().find(({ date, minute }) => date === one.date && minute >= beginning);
          const isFirstOfPart = one.startsAt < (first?.startsAt ?? 0) + HOUR_MS;
          const hasOther = chosen.some(
            (other) =>
              other !== one && other.date === one.date && other.minute >= beginning && other.minute <= one.minute,
          );
          expect(isFirstOfPart || hasOther).toBe(true);
        }
      }),
    );
  });

  it('later days change nothing once it says so', () => {
    fc.assert(
      fc.property(days, limits, fc.boolean(), (all, limit, isWhole) => {
        const make = () => (isWhole ? earliest<Choosable>(limit) : spread<Choosable>(limit));
        const [whole, early] = [make(), make()];
        for (const day of all) whole.add(day);
        for (const day of all) if (early.add(day)) break;
        expect(early.chosen()).toEqual(whole.chosen());
      }),
    );
  });
});

describe('a part of the day', () => {
  const minutes = (range: Parameters<typeof withinDay>[1]) =>
    withinDay(quarters(0, 540, 1_140), range).map(({ minute }) => minute);

  it('is by the clinic’s clock, its end excluded', () => {
    expect(minutes({ part: 'morning' })).toEqual(quarters(0, 540, 720).map(({ minute }) => minute));
    expect(minutes({ part: 'afternoon' }).at(0)).toBe(720);
    expect(minutes({ part: 'evening' }).at(0)).toBe(960);
    expect(withinDay([slot(0, 1_205)], { part: 'night' })).toHaveLength(1);
    expect(minutes({})).toHaveLength(40);
  });

  it('is narrowed by times', () => {
    expect(minutes({ timeFrom: '10:00', timeTo: '10:30' })).toEqual([600, 615]);
    expect(minutes({ part: 'morning', timeFrom: '11:30' })).toEqual([690, 705]);
    expect(minutes({ part: 'morning', timeFrom: '12:30' })).toEqual([]);
  });
});
