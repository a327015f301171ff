import type { Random } from '@vaani/config';
import type { Language } from '../format/schema.ts';
import { chance, pick } from './chance.ts';
import { toRoman } from './transliterate.ts';

export type Noise = 'none' | 'asr' | 'hard';

/** What recognisers write for what sounds the same, or nearly. */
const homophones: Record<string, readonly string[]> = {
  two: ['to', 'too'],
  four: ['for'],
  for: ['four'],
  eight: ['ate'],
  one: ['won'],
  see: ['sea'],
  doctor: ['docter', 'doc tor'],
  appointment: ['apointment', 'a pointment', 'appointments'],
  sharma: ['sarma', 'sharmaa'],
  rao: ['row', 'raw', 'rau'],
  khan: ['kahn', 'khaan'],
  mehta: ['metha', 'meta'],
  joshi: ['josi', 'joshy'],
  das: ['dus'],
  kal: ['kall', 'cal'],
  baje: ['bajay', 'bje'],
  chaar: ['char', 'chaar'],
  saadhe: ['sade', 'saade'],
  haan: ['han', 'haa'],
  nahi: ['nahin', 'nai'],
  book: ['buk'],
  karna: ['kerna'],
  chahiye: ['chaiye', 'chahie'],
  अपॉइंटमेंट: ['अपॉइन्टमेंट', 'अपाइंटमेंट', 'अपोइंटमेंट'],
  डॉक्टर: ['डाक्टर', 'डोक्टर'],
  शर्मा: ['सर्मा'],
  राव: ['राउ', 'राओ'],
  बजे: ['बज़े'],
  साढ़े: ['साढे', 'साडे'],
  दस: ['दश'],
  हाँ: ['हां', 'हा'],
  नहीं: ['नही', 'नहि'],
  परसों: ['परसो'],
};
/** Words that a sentence can lose without losing its sense. */
const small: Record<Language, ReadonlySet<string>> = {
  en: new Set('a an the to of please would like is i on in it at'.split(' ')),
  hi: new Set('को से का की के है जी तो ही में था मुझे'.split(' ')),
  'hi-en': new Set('ko se ka ki ke hai ji to hi mein tha mujhe'.split(' ')),
};
/** Sounds that accents and bad lines swap. */
const accents: readonly (readonly [RegExp, string])[] = [
  [/v/, 'w'],
  [/w/, 'v'],
  [/z/, 'j'],
  [/sh/, 's'],
  [/ph/, 'f'],
  [/th/, 't'],
  [/ee/, 'i'],
  [/श/, 'स'],
  [/व/, 'ब'],
  [/ज़/, 'ज'],
  [/ण/, 'न'],
];
const background: Record<Language, readonly string[]> = {
  en: ['wait beta', 'turn that down', 'hello hello'],
  hi: ['अरे चुप रहो', 'हैलो हैलो', 'टीवी बंद करो'],
  'hi-en': ['arre chup raho', 'hello hello', 'tv band karo'],
};

/** A line as a recogniser would write it. Numbers in digits stay: recognisers rarely miss those. */
export function withNoise(text: string, noise: Noise, language: Language, random: Random): string {
  if (noise === 'none') return text;
  const words = text.split(' ').flatMap((word) => {
    const bare = word.replace(/[.,!?।]/g, '').toLowerCase();
    if (small[language].has(bare) && chance(random, 0.12)) return [];
    const sounds = homophones[bare];
    if (sounds !== undefined && chance(random, 0.2)) return [pick(random, sounds)];
    if (/^[a-z]{6,}$/i.test(bare) && chance(random, 0.06)) return [misspelt(word, random)];
    if (noise === 'hard' && bare.length > 3 && chance(random, 0.1)) {
      const [from, to] = pick(random, accents);
      return [word.replace(from, to)];
    }
    return [word];
  });
  // Recognisers write no punctuation that could be relied on.
  let line = words
    .join(' ')
    .replace(/[.,!?।]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (language === 'hi' && chance(random, 0.12)) line = toRoman(line);
  if (noise === 'hard' && chance(random, 0.15)) line = `${pick(random, background[language])} ${line}`;
  return line === '' ? text : line;
}

/** One letter doubled, or one of the middle lost. */
function misspelt(word: string, random: Random): string {
  const at = 2 + Math.floor(random.next() * (word.length - 3));
  return chance(random, 0.5)
    ? word.slice(0, at) + word.slice(at + 1)
    : word.slice(0, at) + word.charAt(at) + word.slice(at);
}
