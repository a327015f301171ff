import { fold, hasDevanagari } from './fold.ts';
import * as words from './language-words.ts';
import { englishOf } from './loans.ts';
import { hasPhrase, phrases } from './phrases.ts';
import { readWords } from './tokens.ts';
import type { Language } from './types.ts';

const asks: readonly (readonly [Language, ReturnType<typeof phrases>])[] = [
  [
    'en',
    phrases(
      'english please|in english|speak english|talk english|english mein|english me|english may|angrezi mein|angrezi me|english bolo|english boliye|hindi nahi aati|hindi nahi samajh|do not understand hindi|do not know hindi|no hindi|अंग्रेज़ी में|अंग्रेजी में|इंग्लिश में',
    ),
  ],
  [
    'hi',
    phrases(
      'in hindi|hindi mein|hindi me|hindi may|hindi please|speak hindi|talk hindi|hindi bolo|hindi boliye|english nahi aati|english nahi samajh|angrezi nahi aati|do not understand english|do not know english|no english|हिंदी में|हिन्दी में|अंग्रेजी नहीं आती|इंग्लिश नहीं आती',
    ),
  ],
];

/** A language that was asked for, or null. */
export function requestedLanguage(text: string): Language | null {
  const { keys } = readWords(text);
  return asks.find(([, list]) => hasPhrase(keys, list))?.[0] ?? null;
}

interface Signs {
  english: number;
  hindi: number;
  weakHindi: number;
  /** Words that only end as verbs of Hindi do: surnames do too ("Kulkarni", "Daruwala"). */
  guessedHindi: number;
  isDevanagari: boolean;
}

function signsOf(text: string): Signs {
  const signs: Signs = { english: 0, hindi: 0, weakHindi: 0, guessedHindi: 0, isDevanagari: hasDevanagari(text) };
  for (const raw of readWords(text).raws) {
    if (hasDevanagari(raw)) addDevanagari(signs, raw);
    else addRoman(signs, raw);
  }
  return signs;
}

function addDevanagari(signs: Signs, raw: string): void {
  const loan = englishOf(raw);
  if (loan === null) {
    if (words.weakHindi.has(fold(raw))) signs.weakHindi += 1;
    else signs.hindi += 1;
  } else if (!words.loans.has(loan) && !words.devanagariLoans.has(loan)) signs.english += 1;
}

function addRoman(signs: Signs, raw: string): void {
  if (!/[a-z]/.test(raw) || words.loans.has(raw)) return;
  const key = fold(raw);
  if (words.english.has(raw)) signs.english += 1;
  else if (words.weakHindi.has(key)) signs.weakHindi += 1;
  else if (words.hindi.has(key)) signs.hindi += 1;
  else if (words.looksHindi(raw)) signs.guessedHindi += 1;
  else if (words.looksEnglish(raw)) signs.english += 1;
}

/**
 * The language of an utterance. Roman Hindi is Hindi; English words among it make it Hinglish, but for those that Hindi has no everyday word
 * for ("doctor", "appointment"). A greeting ("namaste", "ji") makes no English sentence Hinglish. Sticky: words that say nothing (names,
 * numbers, "ok") leave the current language, and who speaks Hinglish stays there with a Hindi sentence. @param current none at the start
 */
export function detectLanguage(text: string, current?: Language): Language {
  const asked = requestedLanguage(text);
  if (asked !== null) return asked;
  const { english, weakHindi, isDevanagari, ...signs } = signsOf(text);
  // One guess alone is a name as likely as a verb, and changes no language.
  const isName = signs.hindi === 0 && signs.guessedHindi === 1 && (current !== undefined || english > 0);
  const hindi = signs.hindi + (isName ? 0 : signs.guessedHindi);
  if (isDevanagari) return english > 0 ? 'hi-en' : 'hi';
  if (english === 0) {
    if (hindi + weakHindi === 0) return current ?? 'en';
    // "ji" or "achha" from somebody who speaks English is still English.
    if (hindi === 0 && current !== undefined) return current;
    return current === 'hi-en' ? 'hi-en' : 'hi';
  }
  if (hindi > 0) return 'hi-en';
  if (weakHindi > 0) return english >= 3 * weakHindi ? 'en' : 'hi-en';
  // One English word ("yes", "tomorrow") does not change the language of a call.
  return current === undefined || current === 'en' || english > 1 ? 'en' : current;
}
