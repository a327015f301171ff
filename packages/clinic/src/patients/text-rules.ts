import { z } from 'zod';

/**
 * Marks that show nothing: which way text runs, soft hyphens, zero-width spaces. What is pasted from a contact list comes wrapped in them. The joiners
 * stay: Devanagari and emoji are written with them.
 */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

const withoutMarks = (text: string): string => text.normalize('NFC').replace(invisible, '');
const isWhole = (text: string): boolean => text.isWellFormed();
const broken = 'holds characters that are broken';
const control = 'holds control characters';
const lettersOf = (text: string): number => [...text].length;

/** One line in any script, emoji included: spaces are joined, marks that cannot be seen taken out. Length counts characters as people do. */
export function lineOf(most: number) {
  const tooLong = `is longer than ${most} characters`;
  return z
    .string('is not text')
    .max(most * 8, tooLong)
    .refine(isWhole, broken)
    .transform((text) => withoutMarks(text).replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'is empty')
        .refine((text) => lettersOf(text) <= most, tooLong)
        .refine((text) => !/\p{Cc}/u.test(text), control),
    );
}

/** Several lines: line ends stay, all else as for one line. */
export function paragraphOf(most: number) {
  const tooLong = `is longer than ${most} characters`;
  return z
    .string('is not text')
    .max(most * 8, tooLong)
    .refine(isWhole, broken)
    .transform((text) =>
      withoutMarks(text)
        .replace(/\r\n?/g, '\n')
        .replace(/[^\S\n]+/g, ' ')
        .trim(),
    )
    .pipe(
      z
        .string()
        .min(1, 'is empty')
        .refine((text) => lettersOf(text) <= most, tooLong)
        .refine((text) => !/[^\P{Cc}\n]/u.test(text), control),
    );
}
