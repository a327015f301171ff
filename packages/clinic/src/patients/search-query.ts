import {
  abhaTerms,
  foldName,
  foldUhid,
  LONGEST_PREFIX,
  romanise,
  type SearchTerm,
  soundOf,
  uhidTerms,
} from '@vaani/db';
import { asciiDigits } from '../digits.ts';
import { normalisePhone } from './phone.ts';

/** One word of what was typed, and what somebody must have of it. */
export interface SearchWord {
  /** Folded, in Roman letters; digits as they are. */
  text: string;
  kind: 'name' | 'digits' | 'initial';
  /** Of these one: what begins so, or ends so. Empty for an initial, which is looked at when the names are open. */
  strong: SearchTerm[];
  /** Or one of these: what sounds so. */
  weak: SearchTerm[];
}

export interface SearchQuery {
  /** Somebody who has all of these … */
  words: SearchWord[];
  /** … or one of these, by which the whole text names one person or a family: a phone, a number of the clinic's or the health account. */
  whole: SearchTerm[];
  /** What was typed is digits only: the end of a phone, or a number. */
  digits: string | null;
}

/** More words than that are not a name. */
const MOST_WORDS = 6;
/** Shorter ones sound like too much. */
const SHORTEST_SOUND = 3;

/** What a text typed by a person asks for. @param country whose phones are meant where no country code is given. */
export function parseSearch(text: string, country: string): SearchQuery {
  const plain = asciiDigits(text.normalize('NFKC')).trim();
  const phone = normalisePhone(plain, country);
  const wholePhone: SearchTerm[] = phone === null ? [] : [{ kind: 'phone', term: phone }];
  if (/^[\d\s+()./-]*\d[\d\s+()./-]*$/.test(plain)) {
    const digits = plain.replace(/\D/g, '');
    const whole = digits.length === 14 ? abhaTerms(digits) : [...wholePhone, ...numberTerms(digits)];
    return { words: [], whole: unique(whole), digits };
  }
  const hasDigit = /\d/.test(plain);
  const words = foldName(plain).split(' ').filter(Boolean).slice(0, MOST_WORDS).map(wordOf);
  return { words, whole: unique([...wholePhone, ...(hasDigit ? uhidTerms(plain).slice(0, 1) : [])]), digits: null };
}

/** Digits that stand for the end of a phone or for a number of the clinic's. */
function numberTerms(digits: string): SearchTerm[] {
  const uhid: SearchTerm[] = [digits, digits.replace(/^0+(?=.)/, '')].map((term) => ({ kind: 'uhid', term }));
  return digits.length < 4 ? uhid : [{ kind: 'last_four', term: digits.slice(-4) }, ...uhid];
}

function wordOf(word: string): SearchWord {
  if (/^\d+$/.test(word)) return { text: word, kind: 'digits', strong: unique(numberTerms(word)), weak: [] };
  if (/\d/.test(word)) {
    return { text: word, kind: 'digits', strong: [{ kind: 'uhid', term: foldUhid(word) }], weak: [] };
  }
  const text = romanise(word);
  const letters = [...text];
  if (letters.length < 2) return { text, kind: 'initial', strong: [], weak: [] };
  const sound = letters.length < SHORTEST_SOUND ? '' : soundOf(word);
  return {
    text,
    kind: 'name',
    strong: [{ kind: 'name_prefix', term: letters.slice(0, LONGEST_PREFIX).join('') }],
    weak: sound === '' ? [] : [{ kind: 'name_sound', term: sound }],
  };
}

function unique(terms: SearchTerm[]): SearchTerm[] {
  return [...new Map(terms.map((term) => [`${term.kind}|${term.term}`, term])).values()];
}
