/** Words of the first piece of a sentence that is still being written, and of those after it: few at first, so that a voice can begin. */
const FIRST_WORDS = 2;
const MORE_WORDS = 2;
/** So many pieces; then the rest of the sentence, in one. */
const MOST_PIECES = 3;

/** What was given of the sentence that is being written: letters, and pieces. */
export interface Breath {
  given: number;
  pieces: number;
}

export const noBreath: Breath = { given: 0, pieces: 0 };

/**
 * The next piece of a sentence that is not whole yet, and what is given with it; null while it has too few whole words. A word is whole once a space
 * follows, so that the last word of a sentence is never in a piece.
 */
export function nextPiece(sentence: string, { given, pieces }: Breath): { piece: string; breath: Breath } | null {
  if (pieces >= MOST_PIECES) return null;
  const wanted = pieces === 0 ? FIRST_WORDS : MORE_WORDS;
  const found = new RegExp(`^\\s*(?:\\S+\\s+){${wanted}}`, 'u').exec(sentence.slice(given));
  if (found === null) return null;
  return { piece: found[0].trim(), breath: { given: given + found[0].length, pieces: pieces + 1 } };
}
