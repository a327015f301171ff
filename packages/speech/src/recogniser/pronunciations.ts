import { devanagariSounds } from './devanagari.ts';
import { romanSounds } from './roman.ts';
import { spellOut } from './sounds.ts';

/** Language a grammar's words are said in; `hi-en` is Hinglish. */
export type GrammarLanguage = 'en' | 'hi' | 'hi-en';

const devanagari = /\p{Script=Devanagari}/u;

/** Short Roman words that are Hindi in a Hinglish sentence, though English has a word of the same letters. */
const hindiFirst = new Set(
  'aa aao ab aur bad bus de din do haan hai hain ham hi ho hum is jab jana jo ka kal kam ke ki ko kya le log main mat me mein mere na nahi nam ne par pe raha rahe sab sad se so tab tak the to tu un us van wo woh'.split(
    ' ',
  ),
);

/**
 * How a word may be said, as ARPABET, likeliest first: Devanagari and unknown Roman words by their spelling, English words by the dictionary
 * (`lookup`, all its entries), in Hinglish both ways.
 */
export function pronunciationsOf(
  word: string,
  language: GrammarLanguage,
  lookup: (word: string) => readonly string[],
): string[] {
  if (devanagari.test(word)) return spellOut(devanagariSounds(word));
  const lower = word.toLowerCase();
  const listed = lookup(lower);
  if (language === 'en') return listed.length > 0 ? [...listed] : spellOut(romanSounds(word));
  const spelled = spellOut(romanSounds(word), listed.length > 0 ? 3 : undefined);
  return [...new Set(hindiFirst.has(lower) ? spelled : [...listed, ...spelled])];
}
