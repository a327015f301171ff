'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useSyncExternalStore } from 'react';
import { chooseTheme, type Locale, localeCookie, type Theme, themeCookie } from '../../i18n/locales.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

function keep(name: string, value: string): void {
  // The Cookie Store API is missing in some browsers that clinics use.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** Sets the language of the desk for this browser; the page is made anew in it. */
export function useSetLocale(): (locale: Locale) => void {
  const router = useRouter();
  return useCallback(
    (locale) => {
      keep(localeCookie, locale);
      router.refresh();
    },
    [router],
  );
}

/** The theme in use on this page, and how to set it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    watchTheme,
    () => chooseTheme(document.documentElement.dataset.theme),
    () => 'system' as const,
  );
  return [theme, setTheme];
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

function setTheme(theme: Theme): void {
  keep(themeCookie, theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
