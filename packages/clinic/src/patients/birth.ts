import { z } from 'zod';

/** What is known of somebody's birth: the day, the year, or only an age with the day on which it was said. */
export const birthSchema = z.union(
  [
    z.object({ date: z.iso.date() }).strict(),
    z.object({ year: z.int().min(1900).max(2100) }).strict(),
    z.object({ age: z.int().min(0).max(120), saidOn: z.iso.date() }).strict(),
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
