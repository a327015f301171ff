import type { Random } from '@vaani/config';
import type { z } from 'zod';
import type { Language, lines as linesSchema } from '../format/schema.ts';
import { chance, pick } from './chance.ts';
import { fillers } from './lexicon/answers.ts';
import { toRoman } from './transliterate.ts';

/** One variant of a scenario's line in this language. A line without this language falls back to Hinglish's Roman, then English. */
export function variantOf(line: z.output<typeof linesSchema>, language: Language, random: Random): string {
  if (typeof line === 'string') return line;
  if (Array.isArray(line)) return pick(random, line);
  const own = line[language] ?? line['hi-en'] ?? line.en ?? line.hi ?? [];
  return typeof own === 'string' ? own : pick(random, own);
}

/** Spellings of Roman Hindi that mean the same. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/aa/g, 'a'],
  [/ee/g, 'i'],
  [/\bmein\b/g, 'me'],
  [/\bbaje\b/g, 'bje'],
  [/\bhai\b/g, 'he'],
  [/\bnahi\b/g, 'nai'],
  [/\bdijiye\b/g, 'dijie'],
  [/\bchahiye\b/g, 'chaiye'],
  [/\bparson\b/g, 'parso'],
];

/** How one person says a line: words around it, their spelling, now and then the other script. Nothing of what is meant changes. */
export function spokenBy(
  text: string,
  style: {
    language: Language;
    talks: readonly string[];
    isOpening: boolean;
    /** What is spoken has no spelling and no script. */
    channel: 'text' | 'audio';
    /** Nothing but the words. */
    isPlain: boolean;
  },
  random: Random,
): string {
  const { language, talks, isOpening, channel, isPlain } = style;
  let line = text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.!?।])/g, '$1')
    .trim();
  if (isPlain) return line;
  if (talks.includes('fillers') || chance(random, 0.2)) line = `${pick(random, fillers.before[language])} ${line}`;
  if (chance(random, 0.15)) line = `${line} ${pick(random, fillers.after[language])}`.replace(' ,', ',');
  if (isOpening && talks.includes('angry')) line = `${pick(random, fillers.angry[language])} ${line}`;
  if (isOpening && talks.includes('polite')) line = `${pick(random, fillers.polite[language])} ${line}`;
  if (channel === 'audio') return line;
  if (language === 'hi-en' && chance(random, 0.35)) {
    const [from, to] = pick(random, spellings);
    line = line.replace(from, to);
  }
  if (language === 'hi' && chance(random, talks.includes('mixed') ? 0.6 : 0.12)) line = toRoman(line);
  return line;
}
