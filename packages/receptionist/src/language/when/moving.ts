import { keysOf } from '../lexicon.ts';
import * as words from './lexicon.ts';
import { keyAt, type Scan } from './scan.ts';

/** Verbs of moving an appointment. */
const moves = keysOf(
  `shift shifted move moved change changed reschedule rescheduled postpone prepone preponed postponed badal badalna badalni badalne badalwana badalkar
  badalke badaliye khiska khiskana aage बदल बदलना बदलनी बदलवाना खिसका`,
);
const makes = keysOf(
  'kar karo kardo karna karni kijiye karwana karwani karva karva karvana karvani karke कर करो करना करनी कीजिए करवाना',
);

/** Is something to be moved? Then "Monday se Tuesday" is from one to the other, not a span of days. */
export const isMoving = (scan: Scan): boolean => scan.keys.some((key) => moves.has(key));

/** "… Monday se Tuesday ko kar do": from the one to the other, unless "tak" or "ke beech" stands behind. @param at behind the second */
export function isMoved(scan: Scan, at: number): boolean {
  const key = keyAt(scan, at);
  if (words.tak.has(key) || words.beech.has(key) || (words.ke.has(key) && words.beech.has(keyAt(scan, at + 1))))
    return false;
  if (isMoving(scan)) return true;
  const place = words.ko.has(key) || words.ka.has(key) || words.oclock.has(key) ? at + 1 : at;
  return makes.has(keyAt(scan, place));
}
