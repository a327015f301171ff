import { z } from 'zod';

const notYear = 'is not a year from 1900 on';
const notAge = 'is not an age in years';

/** What is known of somebody's birth: the day, the year, or only an age with the day on which it was said. */
export const birthSchema = z.union(
  [
    z.object({ date: z.iso.date('is not a date as 1990-11-30') }).strict(),
    z.object({ year: z.int(notYear).min(1900, notYear).max(2100, notYear) }).strict(),
    z
      .object({ age: z.int(notAge).min(0, notAge).max(120, notAge), saidOn: z.iso.date('is not a date as 2026-11-30') })
      .strict(),
  ],
  'is neither a date, a year nor an age',
);
export type Birth = z.infer<typeof birthSchema>;

/** Does what a caller said agree with what is stored? Years must be equal where both are known; an age is compared within a year. */
export function matchesBirth(stored: Birth, said: Birth): boolean {
  if ('date' in stored && 'date' in said) return stored.date === said.date;
  if ('age' in stored || 'age' in said) return Math.abs(yearOf(stored) - yearOf(said)) <= 1;
  return yearOf(stored) === yearOf(said);
}

function yearOf(birth: Birth): number {
  if ('date' in birth) return Number(birth.date.slice(0, 4));
  if ('year' in birth) return birth.year;
  return Number(birth.saidOn.slice(0, 4)) - birth.age;
}
