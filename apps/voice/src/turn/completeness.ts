import type { Expectation } from '@vaani/receptionist';
import {
  confirms,
  tokenise,
  understandChoice,
  understandPhone,
  understandWhen,
  understandYesNo,
  type WhenContext,
} from '@vaani/receptionist/language';
import { type SentenceEnd, sentenceEndOf } from './sentence-end.ts';

/**
 * Is a sentence finished, by its words? `complete` where nothing is likely to follow, `enough` where it answers what was asked and something may be added,
 * `plain` where nothing speaks for either, `unknown` where its last words are not known yet.
 */
export type Completeness = 'complete' | 'enough' | 'plain' | 'incomplete' | 'unknown';

/** Where and when it is said, and by whose names. */
export interface Spoken extends WhenContext {
  /** Words of doctors' names, as `tokenise` gives them. */
  names?: ReadonlySet<string>;
}

/** A yes or no of so many words says nothing else besides. */
const SHORT_ANSWER = 4;
const nobody: ReadonlySet<string> = new Set();
/** No question has more choices. */
const MOST_CHOICES = 6;

/** Does the last word say that more is to come? */
export const isHalf = (text: string): boolean => sentenceEndOf(text, nobody) === 'open';

/** @param text what was heard of the turn so far. */
export function completenessOf(text: string, asked: Expectation['asked'], spoken: Spoken): Completeness {
  const words = tokenise(text);
  const { names = nobody } = spoken;
  if (words.length === 0) return 'unknown';
  const end = sentenceEndOf(text, names);
  if (end === 'open') return 'incomplete';
  const otherwise = end === 'whole' ? 'complete' : 'plain';
  // A recogniser that writes a comma has heard the melody stay up.
  if (/[,،]\s*$/u.test(text)) return 'plain';
  switch (asked) {
    case 'yes-no':
    case 'confirm':
      if (asked === 'confirm' && confirms(text, { isPhraseNeeded: true })) return 'complete';
      // "Haan", and then perhaps "book kar dijiye".
      return words.length <= SHORT_ANSWER && understandYesNo(text) !== null ? 'enough' : otherwise;
    case 'slot':
      if (typeof understandChoice(text, MOST_CHOICES) === 'number') return 'complete';
      return isDayAndTime(text, spoken) ? 'complete' : otherwise;
    case 'day':
    case 'time':
      return isDayAndTime(text, spoken) ? 'complete' : otherwise;
    case 'doctor':
      return names.has(words.at(-1) ?? '') ? 'enough' : otherwise;
    case 'patient':
      return words.length >= 2 ? 'enough' : 'plain';
    case 'phone':
      return understandPhone(text) === null ? 'incomplete' : 'complete';
    case 'birth':
      return 'plain';
    case 'anything':
    case 'nothing':
      // "No, thank you."
      if (words.length <= SHORT_ANSWER && understandYesNo(text) === 'no') return 'complete';
      return isHindiWithoutVerb(text, end) ? 'unknown' : otherwise;
    default:
      return otherwise;
  }
}

/** Hindi ends in its verb: without one the sentence has hardly ended, though it may. */
const isHindiWithoutVerb = (text: string, end: SentenceEnd): boolean =>
  end === 'either' && /\p{Script=Devanagari}/u.test(text) && tokenise(text).length > 1;

/** One day, and a time or a part of it. */
function isDayAndTime(text: string, when: WhenContext): boolean {
  const [only, other] = understandWhen(text, when).readings;
  if (only?.date === undefined || other !== undefined) return false;
  return only.time !== undefined || only.part !== undefined;
}
