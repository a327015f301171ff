// Guards when reminders go out: never late, never at night, never for what was booked within their lead.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localMinutes } from '../scheduling/civil-time.ts';
import { quietSpan } from './quiet-hours.ts';
import { reminderTimes } from './reminders.ts';

const zone = 'Asia/Kolkata';
const quiet = { fromMin: 21 * 60, toMin: 8 * 60 };
const at = (text: string) => Date.parse(`${text}+05:30`);
const timesOf = (startsAt: string, now: string) =>
  reminderTimes({ startsAt: at(startsAt), now: at(now), zone, quiet }).map(
    ({ leadMin, sendAfter }) => `${leadMin / 60} h: ${new Date(sendAfter + 19_800_000).toISOString().slice(0, 16)}`,
  );

describe('reminders', () => {
  it('go out a day and two hours before', () => {
    expect(timesOf('2026-11-26T11:00', '2026-11-20T10:00')).toEqual([
      '24 h: 2026-11-25T11:00',
      '2 h: 2026-11-26T09:00',
    ]);
  });

  it('leave out what lies within the time since it was booked', () => {
    expect(timesOf('2026-11-26T11:00', '2026-11-25T11:00')).toEqual(['2 h: 2026-11-26T09:00']);
    expect(timesOf('2026-11-26T11:00', '2026-11-26T09:00')).toEqual([]);
  });

  it('wait for the morning where that is early enough', () => {
    expect(timesOf('2026-11-26T09:00', '2026-11-20T10:00')).toEqual([
      '24 h: 2026-11-25T09:00',
      '2 h: 2026-11-26T08:00',
    ]);
    expect(timesOf('2026-11-26T22:00', '2026-11-20T10:00')).toEqual([
      '24 h: 2026-11-26T08:00',
      '2 h: 2026-11-26T20:00',
    ]);
  });

  it('go on the evening before where the morning is too late', () => {
    expect(timesOf('2026-11-26T08:30', '2026-11-20T10:00')).toEqual([
      '24 h: 2026-11-25T08:30',
      '2 h: 2026-11-25T20:45',
    ]);
    expect(timesOf('2026-11-26T08:30', '2026-11-25T21:30')).toEqual([]);
  });

  it('are pointless soon after their time, and before the quiet begins', () => {
    const [day, hours] = reminderTimes({ startsAt: at('2026-11-26T20:30'), now: at('2026-11-20T10:00'), zone, quiet });
    expect(day?.notAfter).toBe(at('2026-11-25T21:00'));
    expect(hours?.notAfter).toBe(at('2026-11-26T19:00'));
  });

  it.each(['Asia/Kolkata', 'America/New_York'])('hold all of this for any appointment in %s', (zone) => {
    const instant = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') });
    const minute = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 90 * 1_440 }), minute, minute, (now, inMin, fromMin, toMin) => {
        const startsAt = now + inMin * 60_000;
        const hours = { fromMin, toMin };
        for (const time of reminderTimes({ startsAt, now, zone, quiet: hours })) {
          expect(time.sendAfter).toBeGreaterThan(now);
          expect(time.notAfter).toBeGreaterThan(time.sendAfter);
          expect(time.notAfter).toBeLessThanOrEqual(startsAt);
          expect(startsAt - time.leadMin * 60_000).toBeGreaterThan(now);
          expect(quietSpan(time.sendAfter, zone, hours)).toBeNull();
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('quiet hours', () => {
  it.each([
    ['2026-11-25T21:00', true],
    ['2026-11-25T20:59', false],
    ['2026-11-26T07:59', true],
    ['2026-11-26T08:00', false],
  ])('at %s: %s', (text, isQuiet) => {
    expect(quietSpan(at(text), zone, quiet) !== null).toBe(isQuiet);
  });

  it('are none where they begin when they end', () => {
    expect(quietSpan(at('2026-11-25T23:00'), zone, { fromMin: 0, toMin: 0 })).toBeNull();
  });

  it('end by the wall clock on the night the clocks change', () => {
    const span = quietSpan(Date.parse('2026-03-08T05:00:00Z'), 'America/New_York', quiet);
    expect(span && localMinutes(span.to, 'America/New_York')).toBe(8 * 60);
    expect(span && (span.to - span.from) / 3_600_000).toBe(10);
  });
});
