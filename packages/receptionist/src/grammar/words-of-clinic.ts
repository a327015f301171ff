import type { BrainContext, Language } from '../brain.ts';
import { fold, romanise } from '../language/fold.ts';
import { tokensOf } from './jsgf.ts';

const titles = /^(dr\.?|doctor|डॉ\.?|डॉक्टर)\s+/i;

/** How doctors can be named, without title: the family name, or the whole name. */
export function doctorTokens(context: BrainContext, language: Language): string[] {
  return context.clinic.doctors.flatMap((doctor) => {
    const name = tokensOf((language === 'hi' ? doctor.nameHindi : doctor.name).replace(titles, ''));
    const last = name.split(' ').at(-1) ?? name;
    return last === name ? [name] : [last, name];
  });
}

/** How the patients of this phone can be named: given name or whole name, in the script of the language. */
export function nameTokens(context: BrainContext, language: Language): string[] {
  return context.candidates.flatMap(({ name }) => {
    const words = tokensOf(inScript(name, language));
    const [first = words] = words.split(' ');
    return first === words ? [words] : [first, words];
  });
}

/** A Devanagari name in Roman letters where the grammar is Roman. Roman names stay: they are read by their spelling. */
function inScript(name: string, language: Language): string {
  if (language === 'hi' || !/[\u0900-\u097f]/.test(name)) return name;
  return name.split(/\s+/).map(romanise).join(' ');
}

/** Do two spellings sound alike? Doubles make a grammar slower and surer of nothing. */
export const distinct = (words: readonly string[]): string[] => [
  ...new Map(words.map((word) => [word.split(' ').map(fold).join(' '), word] as const)).values(),
];
