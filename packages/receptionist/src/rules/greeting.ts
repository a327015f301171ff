import type { BrainContext, Language, Opening } from '../brain.ts';
import type { Said } from '../language/spoken.ts';
import { plain, said } from './speak.ts';

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
  const { opening } = context;
  if (opening?.kind === 'call-back') return { ...said('greetingCallBack', language, { clinic }), language };
  if (opening?.kind !== 'after-hours') return { ...said('greeting', language, { clinic }), language };
  return { ...said('greetingAfterHours', language, { clinic, closed: closedSaid(opening, language) }), language };
}

/** The clinic's own words, where it has them in this language, else ours. What is read in Hinglish is Hindi. */
function closedSaid({ words }: Opening & { kind: 'after-hours' }, language: Language): Said {
  const own = language === 'en' ? words?.en : words?.hi;
  return own === undefined || own === null ? said('closedNow', language) : plain(own);
}
