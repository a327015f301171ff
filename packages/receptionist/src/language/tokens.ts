import { asciiDigits, fold } from './fold.ts';

/** A text's words. The three lists run side by side. */
export interface Words {
  /** Folded keys; dates, clock times and numbers stand as they were written, with ASCII digits. */
  keys: readonly string[];
  /** The words as written, in lower case: a few short ones ("fri", "free") have one key and must be told apart. */
  raws: readonly string[];
  /** Does punctuation that parts sentences or clauses stand before this word? */
  breaks: readonly boolean[];
}

const shapes = new RegExp(
  [
    String.raw`(?<date>\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}(?<mark>[/.-])\d{1,2}\k<mark>(?:\d{4}|\d{2})(?!\d)|\d{1,2}\/\d{1,2}(?!\d))`,
    String.raw`(?<clock>\d{1,2}[:.]\d{2}(?!\d))`,
    String.raw`(?<decimal>\d+\.\d(?!\d))`,
    String.raw`(?<thousands>\d{1,3}(?:,\d{2,3})+(?!\d))`,
    String.raw`(?<digits>\d+)`,
    String.raw`(?<word>[a-z\u00c0-\u024f\u0300-\u036f]+(?:'[a-z]+)*|[\u0900-\u0963\u0970-\u097f]+)`,
    String.raw`(?<plus>\+(?=\s*\d))`,
    '(?<slash>/)',
    '(?<dash>[-–—])',
    '[.,;:!?।॥…()|]',
  ].join('|'),
  'gu',
);

/** Written without their apostrophe, or short for two words. */
const expanded: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    cant: ['cannot'],
    dont: ['do', 'not'],
    doesnt: ['does', 'not'],
    didnt: ['did', 'not'],
    wont: ['will', 'not'],
    wouldnt: ['would', 'not'],
    couldnt: ['could', 'not'],
    shouldnt: ['should', 'not'],
    isnt: ['is', 'not'],
    arent: ['are', 'not'],
    wasnt: ['was', 'not'],
    havent: ['have', 'not'],
    hasnt: ['has', 'not'],
    oclock: ['oclock'],
    thats: ['that', 'is'],
    im: ['i', 'am'],
  }),
);

/** Words, numbers and marks of a text. */
export function readWords(text: string): Words {
  const keys: string[] = [];
  const raws: string[] = [];
  const breaks: boolean[] = [];
  let isBreak = false;
  const add = (key: string, raw: string) => {
    if (key === '') return;
    keys.push(key);
    raws.push(raw);
    breaks.push(isBreak);
    isBreak = false;
  };
  const plain = asciiDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[\u200b-\u200d]/g, '')
    .replace(/[’‘`]/g, "'")
    .replace(/\b([ap])(?:\s?\.\s?m\b\.?|\s+m\b)/g, '$1m')
    .replace(/\bo\s+clock\b/g, 'oclock');
  for (const match of plain.matchAll(shapes)) {
    const { date, clock, decimal, thousands, digits, word, plus, slash, dash } = match.groups ?? {};
    if ((date ?? clock ?? decimal ?? digits) !== undefined) add(match[0], match[0]);
    else if (thousands !== undefined) add(thousands.replaceAll(',', ''), thousands);
    else if (word !== undefined) for (const one of wordsOf(word)) add(fold(one), one);
    else if (plus !== undefined) add('plus', '+');
    else if (slash !== undefined && isInside(plain, match.index)) add('or', '/');
    else if (dash !== undefined && isSpan(plain, match.index)) add('to', '-');
    else if (dash !== undefined && isHyphen(plain, match.index)) continue;
    else isBreak = true;
  }
  return { keys, raws, breaks };
}

function wordsOf(word: string): readonly string[] {
  if (word === "can't") return ['cannot'];
  const [base = '', ...tails] = word.replace(/^o'?clock$/, 'oclock').split("'");
  const tail = tails.join('');
  if (tail === 't' && base.endsWith('n')) return [base.slice(0, -1), 'not'];
  if (tail === 'll') return [base, 'will'];
  if (tail === 'm') return [base, 'am'];
  if (tail === 're') return [base, 'are'];
  if (tail === 've') return [base, 'have'];
  if (tail === 'd') return [base, 'would'];
  if (base + tail === 'thats') return ['that', 'is'];
  if (tail === 's' || tail === '') return expanded.get(base) ?? [base];
  return [base, tail];
}

/** "kal/parson": a slash between words. */
const isInside = (text: string, at: number): boolean =>
  /[\p{L}\p{M}]\s?$/u.test(text.slice(Math.max(0, at - 2), at)) && /^\s?\p{L}/u.test(text.slice(at + 1, at + 3));

/** "10-11", "10 am - 11 am": a dash between numbers. */
const isSpan = (text: string, at: number): boolean =>
  /(?:\d|\d\s?[ap]m|baje|बजे)\s?$/.test(text.slice(Math.max(0, at - 8), at)) &&
  /^\s?\d/.test(text.slice(at + 1, at + 3));

/** "paanch-chhe", "twenty-nine": a dash that joins two words. */
const isHyphen = (text: string, at: number): boolean =>
  /[\p{L}\p{M}]/u.test(text.charAt(at - 1)) && /\p{L}/u.test(text.charAt(at + 1));

/** Folded keys of a text's words, with numbers, clock times and dates kept whole ("10:30", "5/6"). */
export const tokenise = (text: string): string[] => [...readWords(text).keys];
