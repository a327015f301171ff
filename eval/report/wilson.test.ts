import { expect, test } from 'vitest';
import { passAll, wilson } from './wilson.ts';

test('intervals of Wilson, against published values', () => {
  const { low, high } = wilson(81, 263);
  expect(low).toBeCloseTo(0.2553, 3);
  expect(high).toBeCloseTo(0.3662, 3);
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  expect(wilson(10, 10).high).toBeCloseTo(1, 9);
  expect(wilson(10, 10).low).toBeLessThan(0.75);
});

test('all of k pass only as often as the tries say', () => {
  expect(passAll(5, 5, 5)).toBe(1);
  expect(passAll(4, 5, 5)).toBe(0);
  expect(passAll(9, 10, 5)).toBeCloseTo(0.5);
  expect(passAll(2, 2, 5)).toBe(1);
  expect(passAll(0, 0, 5)).toBe(0);
});
