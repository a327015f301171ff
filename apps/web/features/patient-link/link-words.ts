import { createTranslator } from 'next-intl';
import en from '../../messages/en.json';
import hi from '../../messages/hi.json';

export type LinkLanguage = 'en' | 'hi';

/** The language of a patient's page: what was chosen on it, or else that of the message. The first letter of a token says which. */
export function languageOf(token: string, chosen: string | undefined): LinkLanguage {
  if (chosen === 'en' || chosen === 'hi') return chosen;
  return token.startsWith('h') ? 'hi' : 'en';
}

export function linkWords(language: LinkLanguage) {
  return createTranslator({ locale: language, messages: language === 'hi' ? hi : en, namespace: 'patientLink' });
}
export type LinkWords = ReturnType<typeof linkWords>;

/** Formats of the clinic's own clock. */
export function linkTimes(language: LinkLanguage, zone: string) {
  const locale = language === 'hi' ? 'hi-IN' : 'en-IN';
  const format = (options: Intl.DateTimeFormatOptions) => {
    const of = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    return (at: string) => of.format(new Date(at));
  };
  return {
    day: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    shortDay: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    time: format({ hour: 'numeric', minute: '2-digit' }),
  };
}
