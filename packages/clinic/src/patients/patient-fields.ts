import { foldUhid } from '@vaani/db';
import { z } from 'zod';
import { asciiDigits } from '../digits.ts';
import { lineOf, paragraphOf } from './text-rules.ts';

/** What a patient's fields may hold, each alone; the same at the desk, on the phone, in the API and in a file. */

export const nameSchema = lineOf(120).refine((name) => /\p{L}/u.test(name), 'has no letter in it');
/** Seen from the patient: self, mother, neighbour, … */
export const relationSchema = lineOf(40);
export const addressSchema = paragraphOf(500);
export const notesSchema = paragraphOf(5_000);
export const languageSchema = z.enum(['en', 'hi', 'hi-en'], 'is none of en, hi and hi-en');
/** As people write it; which number it is depends on the clinic's country. */
export const phoneTextSchema = z.string('is not text').max(60, 'is too long for a phone number');
export const emailSchema = lineOf(254)
  .pipe(z.email('is not an e-mail address'))
  .transform((email) => email.toLowerCase());

/** The clinic's own number, in capitals: letters, digits and what parts them. */
export const uhidSchema = lineOf(30)
  .transform((uhid) => uhid.normalize('NFKC').toUpperCase())
  .refine(
    (uhid) => /^[\p{L}\p{M}\p{N} ./_-]+$/u.test(uhid) && foldUhid(uhid) !== '',
    'takes letters, digits, and - / . _ between them',
  );

/**
 * National health account number: fourteen digits, however they are spaced (91-2345-6789-0123). The authority publishes no check digit, so none is
 * enforced: a good number must not be refused.
 */
export const abhaSchema = z
  .string('is not text')
  .max(60, 'is not fourteen digits')
  .transform((text) => asciiDigits(text.normalize('NFKC')).replace(/[\s‐-―-]/g, ''))
  .pipe(
    z
      .string()
      .regex(/^\d{14}$/, 'is not fourteen digits')
      .refine((digits) => !/^(\d)\1+$/.test(digits), 'is one digit over and over'),
  );
