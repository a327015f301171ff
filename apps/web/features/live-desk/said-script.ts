import type { CallSnapshot } from '@vaani/live';

/**
 * Why a sentence may not sound as it is meant to a caller of this language: the letters it is written in say how it is read out. Null where they fit.
 * `latin`: read as English to a caller who speaks Hindi. `devanagari`: Hindi, to a caller who speaks English.
 */
export function scriptMisfit(text: string, language: CallSnapshot['language']): 'latin' | 'devanagari' | null {
  const isDevanagari = /\p{Script=Devanagari}/u.test(text);
  if (language === 'en') return isDevanagari ? 'devanagari' : null;
  return language === 'hi' && !isDevanagari && /\p{Script=Latin}{2}/u.test(text) ? 'latin' : null;
}
