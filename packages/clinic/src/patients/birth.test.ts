import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Birth, birthSchema, matchesBirth } from './birth.ts';

const today = '2026-11-24';
const year = fc.integer({ min: 1920, max: 2026 });
const birth: fc.Arbitrary<Birth> = fc.oneof(
  year.map((y) => ({ date: `${y}-05-17` })),
  year.map((y) => ({ year: y })),
  fc.integer({ min: 0, max: 100 }).map((age) => ({ age, saidOn: today })),
);

describe('what a caller says of their birth', () => {
  it.each<[Birth, Birth, boolean]>([
    [{ date: '1988-03-09' }, { date: '1988-03-09' }, true],
    [{ date: '1988-03-09' }, { date: '1988-09-03' }, false],
    [{ date: '1988-03-09' }, { year: 1988 }, true],
    [{ year: 1988 }, { date: '1989-01-01' }, false],
    [{ year: 1988 }, { year: 1988 }, true],
    [{ year: 1988 }, { year: 1987 }, false],
    // Before or after this year's birthday: 37 or 38.
    [{ date: '1988-12-09' }, { age: 37, saidOn: today }, true],
    [{ date: '1988-03-09' }, { age: 38, saidOn: today }, true],
    [{ year: 1988 }, { age: 36, saidOn: today }, false],
    // An age grows with the years since it was said.
    [{ age: 30, saidOn: '2020-06-01' }, { age: 36, saidOn: today }, true],
    [{ age: 30, saidOn: '2020-06-01' }, { age: 30, saidOn: today }, false],
  ])('%j and %j: %s', (stored, said, isSame) => {
    expect(matchesBirth(stored, said)).toBe(isSame);
  });

  it('agrees with itself, and both ways round', () => {
    fc.assert(
      fc.property(birth, birth, (one, other) => {
        expect(matchesBirth(one, one)).toBe(true);
        expect(matchesBirth(one, other)).toBe(matchesBirth(other, one));
      }),
    );
  });
});

it.each([
  {},
  { year: 1800 },
  { age: -1, saidOn: today },
  { age: 30 },
  { date: '1988-13-01' },
  { date: '1988-01-01', year: 1988 },
])('%j is no birth', (value) => {
  expect(birthSchema.safeParse(value).success).toBe(false);
});
