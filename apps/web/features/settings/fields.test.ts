// Guards: what is typed into a control is what is saved, and shown again.
import { expect, it } from 'vitest';
import { clockOf, type Field, minutesOf, shownOf, typedValue } from './fields.ts';

const field = (kind: Field['kind'], isOptional = false): Field => ({ name: 'x', label: 'X', kind, isOptional });

it('reads times of the day, and midnight as its end where it ends', () => {
  expect(minutesOf('09:30', false)).toBe(570);
  expect(minutesOf('00:00', false)).toBe(0);
  expect(minutesOf('00:00', true)).toBe(1_440);
  expect(minutesOf('', true)).toBeNull();
  expect([clockOf(570), clockOf(1_440)]).toEqual(['09:30', '00:00']);
});

it('keeps money in paise', () => {
  expect(typedValue(field('money'), '499.5')).toBe(49_950);
  expect(shownOf(field('money'), 49_950)).toBe('499.5');
});

it('takes an empty field for nothing only where that may be', () => {
  expect(typedValue(field('number', true), ' ')).toBeNull();
  expect(typedValue(field('number'), '')).toBe('');
  expect(shownOf(field('number', true), null)).toBe('');
});

it('reads a line each', () => {
  expect(typedValue(field('lines'), ' 112\n\n108 ')).toEqual(['112', '108']);
  expect(shownOf(field('lines'), ['112', '108'])).toBe('112\n108');
});

it('leaves what is no number for the server to refuse', () => {
  expect(typedValue(field('number'), 'four')).toBe('four');
});
