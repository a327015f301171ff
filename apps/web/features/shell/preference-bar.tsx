'use client';

import { useLocale, useTranslations } from 'next-intl';
import { locales, themes } from '../../i18n/locales.ts';
import { Segments } from '../../ui/segments.tsx';
import { useSetLocale, useTheme } from './preferences.ts';

/** Language and theme, for pages without the rail. */
export function PreferenceBar() {
  const t = useTranslations('preferences');
  const locale = useLocale();
  const setLocale = useSetLocale();
  const [theme, setTheme] = useTheme();
  return (
    <footer className="flex flex-wrap items-center justify-center gap-4 px-4 py-6">
      <Segments
        label={t('language')}
        value={locale}
        options={locales.map((value) => ({ value, label: t(`locale.${value}`), lang: value }))}
        onChoose={setLocale}
      />
      <Segments
        label={t('theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
        onChoose={setTheme}
      />
    </footer>
  );
}
