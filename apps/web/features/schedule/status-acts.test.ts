// Guards: the desk offers no act that the domain would refuse, and none too early.
import { moveBetween } from '@vaani/clinic';
import { expect, it } from 'vitest';
import { actsOn, mayCancel, mayMove, statusActs } from './status-acts.ts';

const statuses = [
  'scheduled',
  'confirmed',
  'checked_in',
  'in_consultation',
  'completed',
  'cancelled',
  'no_show',
  'rescheduled',
] as const;
const at = { now: Date.parse('2026-11-30T06:00:00Z'), today: '2026-11-30', date: '2026-11-30' };

it('offers only what the table of moves allows', () => {
  for (const { from, to } of Object.values(statusActs))
    for (const status of from) expect(moveBetween(status, to), `${status} → ${to}`).not.toBeNull();
  for (const status of statuses) {
    expect(mayMove({ status })).toBe(moveBetween(status, 'rescheduled') !== null);
    expect(mayCancel({ status })).toBe(moveBetween(status, 'cancelled') !== null);
  }
});

it('marks nobody as missing before their time', () => {
  expect(actsOn({ status: 'scheduled', startsAt: '2026-11-30T06:00:01Z' }, at)).toEqual(['arrive', 'confirm']);
  expect(actsOn({ status: 'scheduled', startsAt: '2026-11-30T05:30:00Z' }, at)).toEqual(['arrive', 'noShow']);
});

it('lets nobody arrive before the day', () => {
  const tomorrow = { ...at, date: '2026-12-01' };
  expect(actsOn({ status: 'scheduled', startsAt: '2026-12-01T05:30:00Z' }, tomorrow)).toEqual(['confirm']);
  expect(actsOn({ status: 'cancelled', startsAt: '2026-11-30T05:30:00Z' }, at)).toEqual([]);
});
