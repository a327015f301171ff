import type { Expectation } from '@vaani/receptionist';
import {
  confirms,
  tokenise,
  understandPhone,
  understandWhen,
  understandYesNo,
  type WhenContext,
} from '@vaani/receptionist/language';

/** Is a sentence finished, by its words? `plain` where nothing speaks for either, `unknown` where its last words are not known yet. */
export type Completeness = 'complete' | 'plain' | 'incomplete' | 'unknown';

/** After these more is to come, in any of the three languages. Words that may end a sentence too ("mein", "se", "so", "that") are none. */
const joining = new Set(
  tokenise(
    'aur toh ki ke lekin magar kyunki matlab ya agar and or but because with for of the a an my at is dr doctor um umm uh er और तो कि की के लेकिन मगर क्योंकि मतलब या अगर डॉक्टर डॉ',
  ),
);

/** A yes or no of so many words says nothing else besides. */
const SHORT_ANSWER = 4;

/** Does the last word say that more is to come? */
export const isHalf = (text: string): boolean => joining.has(tokenise(text).at(-1) ?? '');

/** @param text what was heard of the turn so far. */
export function completenessOf(text: string, asked: Expectation['asked'], when: WhenContext): Completeness {
  const words = tokenise(text);
  if (words.length === 0) return 'unknown';
  if (isHalf(text)) return 'incomplete';
  switch (asked) {
    case 'yes-no':
    case 'confirm':
      if (asked === 'confirm' && confirms(text, { isPhraseNeeded: true })) return 'complete';
      return words.length <= SHORT_ANSWER && understandYesNo(text) !== null ? 'complete' : 'plain';
    case 'day':
    case 'time':
    case 'slot': {
      const { readings } = understandWhen(text, when);
      const [only, other] = readings;
      if (only === undefined || other !== undefined) return 'plain';
      return only.date !== undefined && only.time !== undefined ? 'complete' : 'plain';
    }
    case 'phone':
      return understandPhone(text) === null ? 'incomplete' : 'complete';
    default:
      return 'plain';
  }
}
