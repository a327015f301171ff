import { confirms, isBackchannel, tokenise, understandYesNo } from '@vaani/receptionist/language';
import { isHalf } from './completeness.ts';

/** What words over a reply are: none; "I am listening"; a yes; or words that take the turn, whatever their number. */
export type AsideKind = 'nothing' | 'backchannel' | 'confirmation' | 'words';

/** A yes of so many words holds nothing else. */
const SHORT_YES = 4;

/** @param text of an interim or of the final. A "haan" is a backchannel first: whether it answers is for the moment at which it was said. */
export function kindOfAside(text: string): AsideKind {
  const words = tokenise(text);
  if (words.length === 0) return 'nothing';
  if (isBackchannel(text)) return 'backchannel';
  // "Haan, lekin": the rest is what matters.
  if (isHalf(text)) return 'words';
  const isYes = words.length <= SHORT_YES && understandYesNo(text) === 'yes';
  return isYes || (words.length <= 6 && confirms(text, { isPhraseNeeded: true })) ? 'confirmation' : 'words';
}
