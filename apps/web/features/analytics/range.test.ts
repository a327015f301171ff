import { expect, it } from 'vitest';
import { daysOfStep, presetDays, presetOf, readDays, stepsOf } from './range.ts';

const today = '2026-11-24';
const read = (address: string) => readDays(new URLSearchParams(address), today);

it('counts today into a range, and knows it again', () => {
  expect(presetDays('last7', today)).toEqual({ from: '2026-11-18', to: today });
  expect(presetOf(presetDays('last90', today), today)).toBe('last90');
  expect(presetOf({ from: '2026-11-18', to: '2026-11-23' }, today)).toBeNull();
});

it('takes a range from the address, and thirty days where it is none', () => {
  expect(read('from=2026-01-01&to=2026-01-31')).toEqual({ from: '2026-01-01', to: '2026-01-31' });
  for (const address of [
    '',
    'from=2026-02-01',
    'from=2026-02-01&to=2026-01-01',
    'from=2016-01-01&to=2026-01-01',
    'from=x&to=y',
  ])
    expect(read(address), address).toEqual(presetDays('last30', today));
});

it('a point is its days, and none outside of the range', () => {
  const range = { from: '2026-02-04', to: '2026-03-20' };
  expect(daysOfStep('2026-02-10', 'day', range)).toEqual({ from: '2026-02-10', to: '2026-02-10' });
  expect(daysOfStep('2026-02-02', 'week', range)).toEqual({ from: '2026-02-04', to: '2026-02-08' });
  expect(daysOfStep('2026-02-01', 'month', range)).toEqual({ from: '2026-02-04', to: '2026-02-28' });
  expect(daysOfStep('2026-03-01', 'month', range)).toEqual({ from: '2026-03-01', to: '2026-03-20' });
});

it('has every point, with calls or without', () => {
  expect(stepsOf({ from: '2026-02-27', to: '2026-03-02' }, 'day')).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
    '2026-03-02',
  ]);
  expect(stepsOf({ from: '2026-02-04', to: '2026-02-17' }, 'week')).toEqual(['2026-02-02', '2026-02-09', '2026-02-16']);
  expect(stepsOf({ from: '2025-12-31', to: '2026-02-01' }, 'month')).toEqual([
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
  ]);
});
