/** The desk's languages, each named in its own script. */
export const locales = ['en', 'hi'] as const;
export type Locale = (typeof locales)[number];

/** The cookie that keeps a person's choice of language, and that of the theme. They hold no personal data. */
export const localeCookie = 'vaani-locale';
export const themeCookie = 'vaani-theme';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** @param acceptLanguage the browser's header; its first language that we have wins. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const own = locales.find((locale) => locale === chosen);
  if (own) return own;
  for (const wanted of (acceptLanguage ?? '').split(',')) {
    const language = wanted.trim().slice(0, 2).toLowerCase();
    const known = locales.find((locale) => locale === language);
    if (known) return known;
  }
  return 'en';
}

export function chooseTheme(chosen: string | undefined): Theme {
  return themes.find((theme) => theme === chosen) ?? 'system';
}
