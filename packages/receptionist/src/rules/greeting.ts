import type { BrainContext, Language } from '../brain.ts';
import { said } from './speak.ts';

/**
 * The first words of a call, in the language that the call begins in (that of the patient known by the phone, else the clinic's). They
 * name no patient, and say that an AI answers and that what is said is written down, not recorded.
 */
export function greeting(context: BrainContext): { text: string; spoken?: string; language: Language } {
  const language = context.languageGuess;
  const { name, nameHindi } = context.clinic;
  const clinic =
    language === 'en'
      ? { text: name, spoken: name }
      : { text: language === 'hi' ? nameHindi : name, spoken: nameHindi };
  return { ...said('greeting', language, { clinic }), language };
}
