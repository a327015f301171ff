import { hasPhrase } from './phrases.ts';
import { type Speciality, specialities } from './specialities.ts';
import { tokenise } from './tokens.ts';

const known = (stored: string): Speciality | undefined =>
  specialities.find(({ stems }) => stems.test(stored.toLowerCase()));

/**
 * The kinds of doctor that words ask for, by our own keys: a doctor who is named ("skin doctor", "haddi wale") before what hurts; of complaints
 * the nearest ("child with fever" is the children's doctor's, "general" only where nothing nearer is told). Never a diagnosis.
 */
export function specialitiesIn(text: string): string[] {
  const tokens = tokenise(text);
  const named = specialities.filter(({ names }) => hasPhrase(tokens, names)).map(({ key }) => key);
  if (named.length > 0) return named.length > 1 ? named.filter((key) => key !== 'general') : named;
  const asked = specialities.filter(({ complaints }) => hasPhrase(tokens, complaints)).map(({ key }) => key);
  if (asked.includes('paediatrics')) return ['paediatrics'];
  return asked.length > 1 ? asked.filter((key) => key !== 'general') : asked;
}

/** Of the specialities that a clinic has (its own keys), those that the words ask for. */
export function matchSpecialities(text: string, offered: readonly string[]): string[] {
  const wanted = specialitiesIn(text);
  return [...new Set(offered.filter((stored) => wanted.includes(known(stored)?.key ?? stored)))];
}

/** Does somebody name a kind of doctor, or tell what hurts? */
export const namesSpeciality = (text: string): boolean => specialitiesIn(text).length > 0;

/** A speciality as it is said before "doctor" / "डॉक्टर", by the clinic's own key. */
export function spokenSpeciality(stored: string, language: 'en' | 'hi' | 'hi-en'): string {
  const one = known(stored);
  if (one === undefined) return stored;
  return language === 'en' ? one.en : language === 'hi' ? one.hi : one.hiEn;
}
