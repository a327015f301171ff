import { fold } from './fold.ts';

/** A phrase is a run of folded keys; several lists of alternatives may be given as one text, parted by "|". */
export type Phrases = readonly (readonly string[])[];

/** Folds a list of phrases parted by "|" or by lines. */
export const phrases = (list: string): Phrases =>
  list
    .split(/[|\n]/)
    .map((phrase) =>
      phrase
        .trim()
        .split(/\s+/)
        .map(fold)
        .filter((key) => key.length > 0),
    )
    .filter((phrase) => phrase.length > 0);

/** Words of the longest of these phrases that begins here; 0 where none does. */
export function lengthAt(tokens: readonly string[], at: number, list: Phrases): number {
  let longest = 0;
  for (const phrase of list) {
    if (phrase.length > longest && phrase.every((key, offset) => tokens[at + offset] === key)) longest = phrase.length;
  }
  return longest;
}

/** Where the first of the phrases begins in the tokens, or -1. */
export function indexOfPhrase(tokens: readonly string[], list: Phrases): number {
  for (let at = 0; at < tokens.length; at += 1) if (lengthAt(tokens, at, list) > 0) return at;
  return -1;
}

export const hasPhrase = (tokens: readonly string[], list: Phrases): boolean => indexOfPhrase(tokens, list) >= 0;

/** Do all the words of a phrase stand in the tokens, in any order? */
export const hasAll = (tokens: readonly string[], list: Phrases): boolean =>
  list.some((phrase) => phrase.every((key) => tokens.includes(key)));

/** As `hasAll`, in the order of the phrase and with at most so many other words between its first and its last. */
export function spanOf(
  tokens: readonly string[],
  phrase: readonly string[],
  gap: number,
): { at: number; next: number } | null {
  const [first = '', ...rest] = phrase;
  for (let at = tokens.indexOf(first); at >= 0; at = tokens.indexOf(first, at + 1)) {
    let next = at + 1;
    for (const key of rest) {
      const found = next === 0 ? -1 : tokens.indexOf(key, next);
      next = found + 1;
    }
    if (next > 0 && next - at - phrase.length <= gap) return { at, next };
  }
  return null;
}
