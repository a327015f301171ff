// Guards the counting of days, which is done without a calendar library.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { addDays, datesBetween, daysBetween, localDate, localDay, startOfDay, weekdayOf } from './civil-time.ts';

const dates = fc
  .integer({ min: -30_000, max: 60_000 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }));

it('counts days as the calendar does, leap days and all', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -800, max: 800 }), (date, days) => {
      const [from, to] = [date.toString(), date.add({ days }).toString()];
      expect(addDays(from, days)).toBe(to);
      expect(daysBetween(from, to)).toBe(days);
      expect(weekdayOf(from)).toBe(date.dayOfWeek);
    }),
  );
  expect(datesBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  expect(datesBetween('2026-03-01', '2026-02-28')).toEqual([]);
});

it('takes no date that there is not', () => {
  for (const text of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '', 'today', '2026-11-24T00:00:00Z'])
    expect(() => addDays(text, 1), text).toThrow(RangeError);
});

it('begins a day where the clinic’s clock does, also where midnight is left out', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Asia/Kolkata', 'America/New_York', 'Africa/Cairo', 'Australia/Lord_Howe', 'Pacific/Apia'),
      fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2020-01-01', days)),
      (zone, date) => {
        const first = startOfDay(date, zone);
        const expected = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
        expect(first).toBe(expected);
        expect(localDate(first, zone)).toBe(date);
        expect(localDate(first - 1, zone) < date).toBe(true);
        // Asked twice it is the same day: they are kept.
        expect(localDay(date, zone)).toBe(localDay(date, zone));
      },
    ),
  );
});
