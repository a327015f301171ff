import { foldName, foldUhid, romanise, soundOf, uhidTerms } from '@vaani/db';
import type { SearchQuery, SearchWord } from './search-query.ts';

/** What of a hit is compared with what was typed: its own, and that of entries that were merged into it. */
export interface Opened {
  names: readonly string[];
  uhids: readonly string[];
  /** E.164; opened where digits were typed. */
  phones: readonly string[];
}

const WHOLE = 100;
const EXACT = 4;
const BEGINS = 3;
const SOUNDS = 1;

/** How well somebody fits what was typed; null where they do not, although they share a token. The higher the better. */
export function fitOf(query: SearchQuery, person: Opened): number | null {
  if (isNamedWhole(query, person)) return WHOLE;
  if (query.digits !== null) return fitOfDigits(query.digits, person);
  const fits = person.names.map((name) => fitOfWords(query.words, name, person));
  return fits.reduce((best, fit) => (best === null || (fit !== null && fit > best) ? fit : best), null);
}

/** A whole phone, a number with its letters, or a health account, whose token has settled it: nothing else is looked for beside it. */
function isNamedWhole({ whole }: SearchQuery, { phones, uhids }: Opened): boolean {
  return whole.some(
    ({ kind, term }) =>
      kind === 'abha' || (kind === 'phone' && phones.includes(term)) || (kind === 'uhid' && hasNumber(uhids, term)),
  );
}

function fitOfWords(words: readonly SearchWord[], name: string, person: Opened): number | null {
  const known = foldName(name).split(' ').filter(Boolean);
  let sum = 0;
  for (const word of words) {
    const fit = word.kind === 'digits' ? fitOfDigits(word.text, person) : fitOfName(word, known);
    if (fit === null) return null;
    sum += fit;
  }
  return words.length === 0 ? null : sum;
}

function fitOfName(word: SearchWord, known: readonly string[]): number | null {
  const romans = known.map(romanise);
  if (romans.includes(word.text)) return EXACT;
  if (romans.some((roman) => roman.startsWith(word.text))) return BEGINS;
  const sounds = word.weak.map(({ term }) => term);
  return known.some((one) => sounds.includes(soundOf(one))) ? SOUNDS : null;
}

/** The end of a phone, or a number of the clinic's. */
function fitOfDigits(text: string, { phones, uhids }: Opened): number | null {
  const typed = foldUhid(text);
  if (hasNumber(uhids, typed) || hasNumber(uhids, typed.replace(/^0+(?=.)/, ''))) return EXACT;
  // Without the nought that is dialled before a number.
  return /^\d{4,}$/.test(typed) && phones.some((phone) => phone.endsWith(typed.replace(/^0/, ''))) ? BEGINS : null;
}

const hasNumber = (uhids: readonly string[], typed: string): boolean =>
  uhids.some((uhid) => uhidTerms(uhid).some(({ term }) => term === typed));
