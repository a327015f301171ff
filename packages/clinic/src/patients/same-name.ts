import { foldName, romanise, soundOf } from '@vaani/db';

/** The words of a name by how they sound; a word of a script that is not read here stands for itself. */
function soundsOf(name: string): string[] {
  return foldName(name)
    .split(' ')
    .map((word) => soundOf(word) || word)
    .filter((sound) => sound.length > 0);
}

/** Does a spoken name mean a stored one? Every spoken word must sound like a word of it, in either script. */
export function sameName(stored: string, spoken: string): boolean {
  const [known, said] = [soundsOf(stored), soundsOf(spoken)];
  return said.length > 0 && said.every((sound) => known.includes(sound));
}

/** What a word that is one name only misses of the longer name. */
const MISSING_WORD = 0.15;

/** So many words of a name are compared: pairing them takes as many tries as they have orders. */
const MOST_WORDS = 6;

/** How alike two names are, 0–1, in either script: 1 is the same words, whatever their order. Words are paired so that they agree best. */
export function nameLikeness(one: string, other: string): number {
  const wordsOf = (name: string) => foldName(name).split(' ').filter(Boolean).slice(0, MOST_WORDS);
  const [few = [], many = []] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length);
  if (few.length === 0) return 0;
  const scores = few.map((word) => many.map((candidate) => wordLikeness(word, candidate)));
  const unpaired = many.length - few.length;
  return Math.max(0, bestPairing(scores, [...many.keys()]) / few.length - MISSING_WORD * unpaired);
}

/** The most that the rows reach together, each with a column of its own. */
function bestPairing([row, ...rest]: number[][], columns: number[]): number {
  if (row === undefined) return 0;
  const sums = columns.map(
    (column) =>
      (row[column] ?? 0) +
      bestPairing(
        rest,
        columns.filter((other) => other !== column),
      ),
  );
  return Math.max(...sums);
}

function wordLikeness(one: string, other: string): number {
  const [a, b] = [romanise(one), romanise(other)];
  if (a === b) return 1;
  // "Rao" is written राव: too short to go by its sound alone.
  if (vowelEnd(a) === vowelEnd(b)) return 0.95;
  const sound = soundOf(one);
  if (sound.length > 1 && sound === soundOf(other)) return 0.95;
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 0.7 : 0;
  return Math.min(a.length, b.length) >= 4 && isOneLetterApart(a, b) ? 0.8 : 0;
}

const vowelEnd = (word: string): string => word.replace(/[uvw]$/, 'o');

/** One letter more, fewer, other, or two neighbours exchanged: what fingers do. */
function isOneLetterApart(a: string, b: string): boolean {
  const [short = '', long = ''] = [a, b].sort((one, other) => one.length - other.length);
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  const rest = (text: string, from: number) => text.slice(from);
  if (long.length > short.length) return rest(short, start) === rest(long, start + 1);
  if (rest(short, start + 1) === rest(long, start + 1)) return true;
  const isExchanged = short[start] === long[start + 1] && short[start + 1] === long[start];
  return isExchanged && rest(short, start + 2) === rest(long, start + 2);
}
