import { z } from 'zod';
import { ClinicError } from '../context.ts';

const notYear = 'is not a year from 1900 on';
const notAge = 'is not an age in years';
const dateFrom1900 = z.iso
  .date('is not a date as 1990-11-30')
  .refine((date) => date >= '1900-01-01', 'lies before 1900');

/** What is known of somebody's birth: the day, the year, or only an age with the day on which it was said. */
export const birthSchema = z.union(
  [
    z.object({ date: dateFrom1900 }).strict(),
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

/** The year of birth, as near as it is known. */
export function yearOf(birth: Birth): number {
  if ('date' in birth) return Number(birth.date.slice(0, 4));
  if ('year' in birth) return birth.year;
  return Number(birth.saidOn.slice(0, 4)) - birth.age;
}

/** Is somebody under eighteen? By the day where it is known, else by the year. @param today clinic-local date. */
export function isMinor(birth: Birth, today: string): boolean {
  const year = Number(today.slice(0, 4));
  if ('date' in birth) return `${Number(birth.date.slice(0, 4)) + 18}${birth.date.slice(4)}` > today;
  return year - yearOf(birth) < 18;
}

/** Nobody is born tomorrow, nor said their age then. @throws {ClinicError} `bad-input` */
export function requirePast(birth: Birth, today: string, field = 'birth'): void {
  const isAhead =
    'date' in birth
      ? birth.date > today
      : 'year' in birth
        ? birth.year > Number(today.slice(0, 4))
        : birth.saidOn > today;
  if (isAhead) throw new ClinicError('bad-input', `${field} lies in the future.`, field);
}
