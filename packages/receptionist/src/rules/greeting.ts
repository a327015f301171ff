import type { BrainContext, Language, Opening } from '../brain.ts';
import type { Said } from '../language/spoken.ts';
import { plain, said } from './speak.ts';

/**
 * The first words of a call, in the language that the call begins in (that of the patient known by the phone, else the clinic's). They
 * name no patient, and say that an AI answers and that what is said is written down, not recorded, whatever the clinic's own first words are.
 */
export function greeting(context: BrainContext): { text: string; spoken?: string; language: Language } {
  const language = context.languageGuess;
  const { name, nameHindi, speech } = context.clinic;
  const clinic =
    language === 'en'
      ? { text: name, spoken: name }
      : { text: language === 'hi' ? nameHindi : name, spoken: nameHindi };
  const { opening } = context;
  if (opening?.kind === 'call-back') return { ...said('greetingCallBack', language, { clinic }), language };
  const own = speech[language]?.greeting ?? (language === 'hi-en' ? speech.hi?.greeting : undefined);
  const hello = own === undefined ? said('hello', language, { clinic }) : plain(ended(own, language));
  if (opening?.kind !== 'after-hours') return { ...said('greeting', language, { hello }), language };
  return { ...said('greetingAfterHours', language, { hello, closed: closedSaid(opening, language) }), language };
}

/** What a clinic wrote is a sentence, also without its full stop. */
const ended = (words: string, language: Language): string =>
  /[.!?।]$/u.test(words) ? words : `${words}${language === 'en' ? '.' : '।'}`;

/** The clinic's own words, where it has them in this language, else ours. What is read in Hinglish is Hindi. */
function closedSaid({ words }: Opening & { kind: 'after-hours' }, language: Language): Said {
  const own = language === 'en' ? words?.en : words?.hi;
  return own === undefined || own === null ? said('closedNow', language) : plain(own);
}
