import { z } from 'zod';

/** Parts that settings have in common: each says what is wrong in words that follow the field's name. */
export const nameText = z.string().trim().min(1, 'is empty').max(120, 'is longer than 120 characters');
export const minuteOfDay = z
  .int('is not a number of minutes')
  .min(0, 'is before midnight')
  .max(1_440, 'is after midnight');
export const count = (min: number, max: number) =>
  z.int('is not a whole number').min(min, `is less than ${min}`).max(max, `is more than ${max}`);
export const paise = z.int('is not a number of paise').min(0, 'is less than nothing').max(100_000_000, 'is too much');
export const idText = z.uuid('is not an id');
