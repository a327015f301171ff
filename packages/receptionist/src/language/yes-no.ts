import { tokenise } from './fold.ts';
import { hasPhrase, type Phrases, phrases } from './phrases.ts';

const yes = phrases(
  'haan|han|haa|ha|ji|yes|yeah|yep|yup|sure|ok|okay|correct|right|done|theek hai|thik hai|theek|thik|sahi|bilkul|chalega|ho jayega|kar do|kar dijiye|kar dijie|kar dena|karo|kardo|please do|go ahead|that is fine|thats fine|fine|of course|absolutely|confirm|pakka|zaroor|हाँ|हां|जी|ठीक है|ठीक|सही|बिल्कुल|बिलकुल|चलेगा|कर दो|कर दीजिए|कर दीजिये|हो जाएगा|ज़रूर|पक्का|ओके|यस|करो',
);
const no = phrases(
  'leave it|none|none of these|something else|yeh nahi|nahi|nahin|nai|nhi|no|nope|na|not|mat karo|mat karna|mat|rehne do|rahne do|rehne dijiye|galat|wrong|cancel that|dont|do not|never mind|नहीं|नही|ना|मत|मत करो|रहने दो|रहने दीजिए|गलत|नो',
);

/** The last word holds; a no that is followed by a yes ("nahi nahi, theek hai") is neither, and is to be asked about. */
export function understandYesNo(text: string): 'yes' | 'no' | null {
  const tokens = tokenise(text);
  let first: 'yes' | 'no' | null = null;
  let last: 'yes' | 'no' | null = null;
  for (let at = 0; at < tokens.length; ) {
    // A no takes its words along: "mat karo" holds no yes.
    const refused = lengthAt(tokens, at, no);
    const length = refused > 0 ? refused : lengthAt(tokens, at, yes);
    if (length > 0) {
      last = refused > 0 ? 'no' : 'yes';
      first ??= last;
    }
    at += Math.max(1, length);
  }
  return first === 'no' && last === 'yes' ? null : last;
}

/** Words of the longest of these phrases that begins here; 0 where none does. */
const lengthAt = (tokens: readonly string[], at: number, list: Phrases): number =>
  Math.max(
    0,
    ...list.filter((phrase) => phrase.every((key, offset) => tokens[at + offset] === key)).map(({ length }) => length),
  );

const confirmations = phrases(
  'yes book it|yes please book it|yes book|book it|book that|go ahead|please book|yes confirm|confirm it|yes cancel it|yes please cancel|cancel it|yes please do|yes that is right|yes that is correct|yes do it|that is correct|that is right|haan book kar dijiye|haan book kar do|haan ji book kar dijiye|book kar dijiye|book kar do|book kardo|book karo|book karein|kar dijiye|kar do|kar dijie|haan kar dijiye|haan confirm|confirm kar dijiye|confirm kar do|confirm karo|pakka kar dijiye|pakka kar do|haan theek hai|haan ji theek hai|ji haan theek hai|haan bilkul sahi|haan sahi hai|bilkul sahi hai|हाँ बुक कर दीजिए|हां बुक कर दीजिए|बुक कर दीजिए|बुक कर दीजिये|बुक कर दो|कर दीजिए|कर दीजिये|कर दो|पक्का कर दीजिए|पक्का कर दो|कन्फर्म कर दीजिए|रद्द कर दीजिए|रद्द कर दो|cancel kar dijiye|cancel kar do|कैंसल कर दीजिए|हाँ ठीक है|हाँ जी ठीक है|जी हाँ ठीक है|हाँ सही है|बिल्कुल सही है',
);

/**
 * Does the caller confirm what was read back? Heard by the constrained recogniser it takes a phrase, because single words are too easily
 * mistaken; any sign of a no makes it none.
 */
export function confirms(text: string, options: { isPhraseNeeded: boolean }): boolean {
  const tokens = tokenise(text);
  if (hasPhrase(tokens, no)) return false;
  if (tokens.length >= 2 && hasPhrase(tokens, confirmations)) return true;
  return !options.isPhraseNeeded && understandYesNo(text) === 'yes';
}

/** A plain no, or "leave it". */
export const refuses = (text: string): boolean => understandYesNo(text) === 'no';

const backchannels = new Set(
  phrases(
    'hmm|hm|mm|haan|han|ha|ji|achha|acha|accha|ok|okay|theek|thik|uh|huh|right|हाँ|हां|हम्म|हूँ|जी|अच्छा|ठीक|ओके|है|hai|i|see',
  ).map(([key]) => key ?? ''),
);

/** Words that only say "I am listening" while the agent speaks: they take no turn. */
export function isBackchannel(text: string): boolean {
  const tokens = tokenise(text);
  return tokens.length > 0 && tokens.length <= 3 && tokens.every((token) => backchannels.has(token));
}
