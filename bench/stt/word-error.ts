/** How two rows of words differ: the fewest substitutions, deletions and insertions (Levenshtein's distance over words). */
export function wordErrors(said: string, heard: string): { errors: number; words: number } {
  const [reference, hypothesis] = [wordsOf(said), wordsOf(heard)];
  let row = Array.from({ length: hypothesis.length + 1 }, (_, index) => index);
  for (const [index, word] of reference.entries()) {
    const next = [index + 1];
    for (const [at, other] of hypothesis.entries()) {
      const isSame = word === other;
      next.push(Math.min((row[at] ?? 0) + (isSame ? 0 : 1), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return { errors: row.at(-1) ?? 0, words: reference.length };
}

/** Of several spellings of what was said, the one that fits best: the lowest share of errors. */
export function fewestErrors(spellings: readonly string[], heard: string): { errors: number; words: number } {
  const all = spellings.map((said) => wordErrors(said, heard));
  const share = ({ errors, words }: { errors: number; words: number }) => errors / Math.max(1, words);
  return all.toSorted((a, b) => share(a) - share(b))[0] ?? { errors: 0, words: 0 };
}

/** Lower case, without what is not said: stops, quotes, hyphens; nukta and joiners of Devanagari made alike. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200c\u200d]/g, '')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
