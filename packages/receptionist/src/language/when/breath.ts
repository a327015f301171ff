import { keysOf } from '../lexicon.ts';
import * as words from './lexicon.ts';
import { type Item, keyAt, type Scan } from './scan.ts';

/** What becomes of an item: it stands, it was refused, its day is kept only for a time still to come, or its bound is turned round. */
export type Fate = 'stands' | 'denied' | 'weak' | 'turned';

/** All that was found in an utterance, and what becomes of it. */
export interface Field {
  scan: Scan;
  items: readonly Item[];
  fates: Fate[];
}

/** Small words that hold a day and a time together: "kal ko subah", "on Friday at". */
export const glue = keysOf(
  'ko ke ka ki ka wala wali wale mein me par pe per hi bhi to toh tak lie liye for on the slot time को के का की में पर ही भी तो वाला लिए',
);
const prepositions = keysOf('at in on the around');

/** Do two items stand together, with nothing but small words between? */
export function isOneBreath(scan: Scan, first: Item | undefined, second: Item | undefined): boolean {
  if (first === undefined || second === undefined) return false;
  for (let place = first.next; place <= second.at; place += 1) {
    if (scan.breaks[place] === true) return false;
    const key = keyAt(scan, place);
    if (place < second.at && !glue.has(key) && !words.or.has(key) && !prepositions.has(key)) return false;
  }
  return true;
}

/** Does "or" stand between two items? */
export const isOrBetween = (scan: Scan, first: Item, second: Item): boolean =>
  scan.keys.slice(first.next, second.at).some((key) => words.or.has(key));
