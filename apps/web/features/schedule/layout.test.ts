import { expect, it } from 'vitest';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { addDays, localDate, localMinutes, mondayOf, readDate, startOfDay } from './dates.ts';
import { inLanes, onDate } from './layout.ts';

const zone = 'Asia/Kolkata';

it('reads the clinic’s wall clock from an instant', () => {
  expect(localDate('2026-11-22T19:00:00Z', zone)).toBe('2026-11-23');
  expect(localMinutes('2026-11-22T19:00:00Z', zone)).toBe(30);
});

it('places by the wall clock on the day the clocks change', () => {
  // New York puts its clocks forward on 8 March 2026 at 2:00: 9 o'clock is 13:00 UTC, no longer 14:00.
  expect(localMinutes('2026-03-08T13:00:00Z', 'America/New_York')).toBe(9 * 60);
});

it('counts days over a month’s end, and finds Monday', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
});

it('takes no date that does not exist', () => {
  expect(readDate('2026-02-30')).toBeNull();
  expect(readDate('tomorrow')).toBeNull();
  expect(readDate('2026-02-28')).toBe('2026-02-28');
});

it('cuts a span to the day, and leaves out what only touches it', () => {
  const leave = { startsAt: '2026-11-22T18:30:00Z', endsAt: '2026-11-24T18:30:00Z' };
  expect(onDate(leave, '2026-11-24', zone)).toEqual({ fromMin: 0, toMin: 1440 });
  expect(onDate(leave, '2026-11-25', zone)).toBeNull();
});

it('puts appointments that overlap side by side, and gives the next its full width', () => {
  const appointment = (id: string) => ({ id }) as Appointment;
  const placed = inLanes([
    { fromMin: 600, toMin: 630, appointment: appointment('a') },
    { fromMin: 615, toMin: 645, appointment: appointment('b') },
    { fromMin: 645, toMin: 660, appointment: appointment('c') },
  ]);
  expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 1],
  ]);
});

it('finds where a day begins, also after the clocks have changed', () => {
  expect(startOfDay('2026-11-23', zone)).toBe('2026-11-22T18:30:00.000Z');
  expect(startOfDay('2026-03-09', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z');
});
