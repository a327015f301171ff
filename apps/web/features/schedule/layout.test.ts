import { expect, it } from 'vitest';
import type { Appointment, DaySchedule } from '../../server/routers/schedule-schemas.ts';
import { addDays, addMonths, atMinutes, localDate, localMinutes, mondayOf, readDate, startOfDay } from './dates.ts';
import { moveCursor } from './grid-keys.ts';
import { columnsOf, inBranch, inLanes, onDate, step } from './layout.ts';

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

it('shows who sits in a branch on the day, wherever their own is', () => {
  const doctor = (id: string, branchId: string) => ({ id, branchId }) as DaySchedule['doctors'][number];
  const window = (doctorId: string, branchId: string, from: string, to: string) => ({
    ...{ doctorId, branchId, startsAt: `2026-11-23T${from}:00Z`, endsAt: `2026-11-23T${to}:00Z` },
  });
  const appointment = (id: string, doctorId: string) => ({ id, doctorId }) as Appointment;
  const schedule: DaySchedule = {
    ...{ zone, dates: ['2026-11-23'], closed: [], late: [], holds: [] },
    doctors: [doctor('both', 'north'), doctor('guest', 'north'), doctor('home', 'north'), doctor('south', 'south')],
    windows: [
      ...[window('both', 'north', '04:00', '06:00'), window('both', 'south', '08:00', '10:00')],
      window('guest', 'south', '04:00', '06:00'),
    ],
    appointments: [appointment('a', 'guest'), appointment('b', 'home')],
  };
  const ids = (branchId: string | null) => inBranch(schedule, branchId).doctors.map(({ id }) => id);
  expect(ids('south')).toEqual(['both', 'guest', 'south']);
  expect(ids('north')).toEqual(['both', 'home']);
  expect(ids(null)).toHaveLength(4);
  expect(inBranch(schedule, 'north').appointments.map(({ id }) => id)).toEqual(['b']);
  const columns = columnsOf({ ...schedule, appointments: [] });
  expect(columns.map(({ branchIds }) => branchIds)).toEqual([['north', 'south'], ['south'], ['north'], ['south']]);
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

it('finds a wall-clock time, also after the clocks have changed', () => {
  expect(atMinutes('2026-11-23', 10 * 60, zone)).toBe('2026-11-23T04:30:00Z');
  expect(atMinutes('2026-03-08', 9 * 60, 'America/New_York')).toBe('2026-03-08T13:00:00Z');
  expect(atMinutes('2026-03-08', 60, 'America/New_York')).toBe('2026-03-08T06:00:00Z');
});

it('goes by months without falling over short ones', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-01');
  expect(step('month', '2026-12-15', 1)).toBe('2027-01-01');
  expect(step('week', '2026-12-15', -1)).toBe('2026-12-08');
});

it('moves the time cursor by each doctor’s grid, and not off the day or the columns', () => {
  const columns = [
    { key: 'a', doctor: { gridMin: 15 } },
    { key: 'b', doctor: { gridMin: 20 } },
  ];
  const hours = { fromMin: 540, toMin: 1_080 };
  const at = (columnKey: string, minute: number) => ({ columnKey, minute });
  expect(moveCursor('ArrowDown', at('b', 600), columns, hours)).toEqual(at('b', 620));
  expect(moveCursor('ArrowUp', at('a', 540), columns, hours)).toEqual(at('a', 540));
  expect(moveCursor('ArrowDown', at('a', 1_065), columns, hours)).toEqual(at('a', 1_065));
  expect(moveCursor('ArrowRight', at('b', 600), columns, hours)).toEqual(at('b', 600));
  expect(moveCursor('ArrowLeft', at('b', 600), columns, hours)).toEqual(at('a', 600));
  expect(moveCursor('Enter', at('b', 600), columns, hours)).toBeNull();
});
