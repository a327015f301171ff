import 'server-only';
import { type ClinicError, type ClinicErrorCode, type WordedRefusal, wordRefusal } from '@vaani/clinic';
import { chooseLocale, type Locale, localeCookie } from '../i18n/locales.ts';
import en from '../messages/en.json';
import hi from '../messages/hi.json';

/** An expected failure, as a page is told of it: in the page's language. */
export interface Reason extends WordedRefusal {
  code: ClinicErrorCode;
  /** The field that is to blame, as the schema calls it: `entries.0.phone`. */
  field: string | undefined;
}

const names: Record<Locale, Record<string, string>> = { en: en.fieldNames, hi: hi.fieldNames };

/** What a person calls a field; null where there is no word for it. Of `entries.0.phone` the last part says what it is. */
export function fieldName(field: string, locale: Locale): string | null {
  const last = field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
  return Object.hasOwn(names[locale], last) ? (names[locale][last] ?? null) : null;
}

/** Says a failure of the domain in the language of whoever asked. */
export function wordFailure({ code, sentence, field }: ClinicError, locale: Locale): Reason {
  return { code, field, ...wordRefusal({ sentence, field }, locale, (name) => fieldName(name, locale)) };
}

/** The language of the page that a request comes from. */
export function localeOf(headers: Headers): Locale {
  const cookie = new RegExp(`(?:^|;\\s*)${localeCookie}=(\\w+)`).exec(headers.get('cookie') ?? '');
  return chooseLocale(cookie?.[1], headers.get('accept-language'));
}
