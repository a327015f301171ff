import type { Locale as DeskLocale } from './i18n/locales.ts';
import type messages from './messages/en.json';

declare module 'next-intl' {
  interface AppConfig {
    Locale: DeskLocale;
    Messages: typeof messages;
  }
}

/** Next resolves this itself: importing it from code for the browser fails the build. */
declare module 'server-only';
declare module '*.css';
