import { devanagariSounds } from './devanagari.ts';
import { hindiHomographs, hinglishWords } from './hinglish-words.ts';
import { romanSounds } from './roman.ts';
import { spellOut } from './sounds.ts';

/** Language a grammar's words are said in; `hi-en` is Hinglish. */
export type GrammarLanguage = 'en' | 'hi' | 'hi-en';

const devanagari = /\p{Script=Devanagari}/u;

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
  const devanagariSpelling = hinglishWords.get(lower);
  const sounds = devanagariSpelling === undefined ? romanSounds(word) : devanagariSounds(devanagariSpelling);
  const spelled = spellOut(sounds, listed.length > 0 ? 4 : undefined);
  return [...new Set(hindiHomographs.has(lower) ? spelled : [...listed, ...spelled])];
}
