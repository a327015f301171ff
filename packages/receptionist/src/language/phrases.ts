import { fold } from './fold.ts';

/** A phrase is a run of folded keys; several lists of alternatives may be given as one text, parted by "|". */
export type Phrases = readonly (readonly string[])[];

/** Folds a list of phrases parted by "|". */
export const phrases = (list: string): Phrases =>
  list.split('|').map((phrase) =>
    phrase
      .trim()
      .split(/\s+/)
      .map(fold)
      .filter((key) => key.length > 0),
  );

/** Where the first of the phrases begins in the tokens, or -1. */
export function indexOfPhrase(tokens: readonly string[], list: Phrases): number {
  for (let at = 0; at < tokens.length; at += 1) {
    if (list.some((phrase) => phrase.every((key, offset) => tokens[at + offset] === key))) return at;
  }
  return -1;
}

export const hasPhrase = (tokens: readonly string[], list: Phrases): boolean => indexOfPhrase(tokens, list) >= 0;

/** Do all the words of a phrase stand in the tokens, in any order? */
export const hasAll = (tokens: readonly string[], list: Phrases): boolean =>
  list.some((phrase) => phrase.every((key) => tokens.includes(key)));
