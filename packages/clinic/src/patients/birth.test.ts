import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Birth, birthSchema, isMinor, matchesBirth, requirePast } from './birth.ts';

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
  { date: '1899-12-31' },
  { date: '0001-01-01' },
  { date: '2027-02-29' },
  { age: 121, saidOn: today },
  { age: 4.5, saidOn: today },
])('%j is no birth', (value) => {
  expect(birthSchema.safeParse(value).success).toBe(false);
});

describe('a minor', () => {
  it.each<[Birth, boolean]>([
    [{ date: '2008-11-24' }, false],
    [{ date: '2008-11-25' }, true],
    [{ date: '2020-02-29' }, true],
    [{ year: 2009 }, true],
    [{ year: 2008 }, false],
    [{ age: 17, saidOn: '2026-01-01' }, true],
    [{ age: 17, saidOn: '2024-01-01' }, false],
  ])('%j: %s', (born, expected) => {
    expect(isMinor(born, today)).toBe(expected);
  });

  it('comes of age once, and stays so', () => {
    const date = fc.date({ min: new Date('1920-01-01'), max: new Date('2026-11-24'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 40_000 }), (born, days) => {
        const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
        const on = (after: number) => isMinor({ date: iso(born.getTime()) }, iso(born.getTime() + after * 86_400_000));
        if (!on(days)) expect(on(days + 1)).toBe(false);
        expect(on(0)).toBe(true);
        expect(on(366 * 19)).toBe(false);
      }),
    );
  });
});

it.each<[Birth, boolean]>([
  [{ date: '2026-11-24' }, true],
  [{ date: '2026-11-25' }, false],
  [{ year: 2026 }, true],
  [{ year: 2027 }, false],
  [{ age: 3, saidOn: '2026-11-25' }, false],
])('%j is past: %s', (born, isPast) => {
  const check = () => requirePast(born, today);
  if (isPast) expect(check).not.toThrow();
  else expect(check).toThrow('birth lies in the future.');
});
