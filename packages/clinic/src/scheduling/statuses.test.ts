import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeStatuses, isActive, mayMove } from './statuses.ts';
import type { AppointmentStatus } from './types.ts';

const all: AppointmentStatus[] = [
  'scheduled',
  'confirmed',
  'checked_in',
  'in_consultation',
  'completed',
  'cancelled',
  'no_show',
  'rescheduled',
];

describe('the moves of an appointment', () => {
  it('lead from booking to the end of the consultation', () => {
    const path: AppointmentStatus[] = ['scheduled', 'confirmed', 'checked_in', 'in_consultation', 'completed'];
    for (const [index, from] of path.slice(0, -1).entries()) expect(mayMove(from, path[index + 1] ?? from)).toBe(true);
  });

  it('never stay where they are, and never leave what is over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom(...all), (from, to) => {
        if (from === to || from === 'completed' || from === 'rescheduled') expect(mayMove(from, to)).toBe(false);
      }),
    );
  });

  it('cancel and move only what has not begun', () => {
    expect(all.filter((from) => mayMove(from, 'cancelled'))).toEqual(['scheduled', 'confirmed', 'checked_in']);
    expect(all.filter((from) => mayMove(from, 'rescheduled'))).toEqual(['scheduled', 'confirmed']);
  });

  it('restore what was cancelled, and let a late patient in', () => {
    expect(mayMove('cancelled', 'scheduled')).toBe(true);
    expect(mayMove('no_show', 'checked_in')).toBe(true);
  });

  it('reach every status from the first one', () => {
    const seen = new Set<AppointmentStatus>(['scheduled']);
    for (const from of seen) for (const to of all) if (mayMove(from, to)) seen.add(to);
    expect([...seen].sort()).toEqual([...all].sort());
  });
});

it('an active appointment is one that takes time', () => {
  expect(all.filter(isActive)).toEqual([...activeStatuses]);
});
