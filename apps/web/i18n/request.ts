import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLocale, localeCookie } from './locales.ts';

/** The language of a request: the person's own choice in a cookie, else what the browser asks for. No locale stands in an address. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale = chooseLocale(chosen, (await headers()).get('accept-language'));
  const messages = locale === 'hi' ? await import('../messages/hi.json') : await import('../messages/en.json');
  return { locale, messages: messages.default, timeZone: 'Asia/Kolkata', now: new Date() };
});
