import { fold, tokenise } from './fold.ts';

/** A coarser key than `fold`: how a name sounds, for spellings that recognisers invent ("Shrama", "Varma"). */
export function soundOf(word: string): string {
  return fold(word)
    .replace(/sh|s/g, 's')
    .replace(/([bdgjkpt])h/g, '$1')
    .replace(/[ck]+/g, 'k')
    .replace(/q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/j$/g, 's')
    .replace(/y$/g, 'i')
    .replace(/[aeiou]+/g, (run, at: number) => (at === 0 ? run.charAt(0) : ''))
    .replace(/(.)\1+/g, '$1');
}

export interface Named {
  id: string;
  name: string;
  nameHindi?: string | undefined;
}

const titles = new Set([
  'dr',
  'doctor',
  'daktar',
  'docter',
  'doktar',
  'mr',
  'mrs',
  'ms',
  'shri',
  'shrimati',
  'ji',
  'prof',
]);

/**
 * Which of these are named in a text? Whole names first, else those of whom any word (a family name is enough) is heard; a word matches by
 * spelling in either script, else by sound with its consonants swapped at most. Several come back where several fit: ask.
 */
export function matchNames<T extends Named>(text: string, all: readonly T[]): T[] {
  const tokens = tokenise(text).filter((token) => !titles.has(token));
  const scored = all.map((one) => ({
    one,
    score: Math.max(scoreOf(tokens, one.name), scoreOf(tokens, one.nameHindi ?? '')),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ one }) => one);
}

function scoreOf(tokens: readonly string[], name: string): number {
  const parts = tokenise(name).filter((part) => !titles.has(part) && part.length > 1);
  return parts.reduce((sum, part) => sum + Math.max(0, ...tokens.map((token) => likeness(token, part))), 0);
}

function likeness(heard: string, known: string): number {
  if (heard === known) return 3;
  if (known.length < 3 || heard.length < 3) return 0;
  const [a, b] = [soundOf(heard), soundOf(known)];
  if (a === b && a.length >= 2 && Math.abs(heard.length - known.length) <= 2) return 2;
  if (a.length < 3 || a.charAt(0) !== b.charAt(0)) return 0;
  return [...a].sort().join('') === [...b].sort().join('') ? 1 : 0;
}

/** A name as it stands in a sentence about oneself: "my name is …", "mera naam … hai"; else the whole, if short. Null where it is none. */
export function understandName(text: string): string | null {
  const cleaned = text
    .trim()
    .replace(/[.,!?।]+/g, ' ')
    .replace(/^(hello|hi|yes|haan ji|haan|ji|हाँ|हां|जी)\s+/i, '')
    .replace(
      /^(my name is|the name is|name is|this is|it is|it's|i am|i'm|for|mera naam|patient ka naam|patient|naam|मेरा नाम|मरीज़ का नाम|नाम)\s+/i,
      '',
    )
    .replace(/\s+(hai|hain|hoon|है|हैं|हूँ|here|speaking|ke liye|के लिए)$/i, '')
    .replace(/^(is|hai)\s+/i, '')
    .trim();
  const words = cleaned.split(/\s+/).filter((word) => word.length > 0);
  const isName = words.length >= 1 && words.length <= 4 && words.every((word) => /^[\p{L}\p{M}'.-]+$/u.test(word));
  return isName ? words.join(' ') : null;
}
