import { confirms, isBackchannel, tokenise, understandYesNo } from '@vaani/receptionist/language';
import { isHalf } from './completeness.ts';

/** What words over a reply are: none; "I am listening"; a yes; or words that take the turn, whatever their number. */
export type AsideKind = 'nothing' | 'backchannel' | 'confirmation' | 'words';

/** What a yes is made of, besides words that are one by themselves. A name among them is a correction: "Rao, haan". */
const besides = new Set(
  tokenise(
    'please it that is this thats right correct book booking confirm cancel move change put me back add go ahead do kar karo karein kardo dijiye dijie do lo lijiye likh badal wapas jod hai ji haan बुक कर करो दीजिए दीजिये दो लिख लीजिए बदल वापस जोड़ है जी रद्द कैंसल कन्फर्म पक्का',
  ),
);

/** @param text of an interim or of the final. A "haan" is a backchannel first: whether it answers is for the moment at which it was said. */
export function kindOfAside(text: string): AsideKind {
  const words = tokenise(text);
  if (words.length === 0) return 'nothing';
  if (isBackchannel(text)) return 'backchannel';
  // "Haan, lekin": the rest is what matters.
  if (isHalf(text)) return 'words';
  const isPlain = words.every((word) => besides.has(word) || isBackchannel(word) || understandYesNo(word) === 'yes');
  const isYes = understandYesNo(text) === 'yes' || confirms(text, { isPhraseNeeded: true });
  return isPlain && isYes ? 'confirmation' : 'words';
}
