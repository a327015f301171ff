'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { dispositions, wishes } from '../../server/routers/outcomes.ts';
import { outcomeGroups, outcomes } from '../../server/routers/outcomes.ts';
import { useOutcomeText } from '../live-desk/call-words.ts';
import type { Directory } from '../live-desk/use-directory.ts';
import { noonOf } from '../schedule/dates.ts';
import type { CallFilters, languages, lengths, moods } from './call-filters.ts';

type Of<L extends readonly unknown[]> = L[number];

/** Filters in words. */
export function useFilterWords(directory: Directory) {
  const t = useTranslations('calls');
  const tLanguage = useTranslations('language');
  const outcomeText = useOutcomeText();
  const locale = useLocale() === 'hi' ? 'hi-IN' : 'en-IN';
  const date = (day: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
      new Date(noonOf(day)),
    );
  // Day 4 of 1970 was a Sunday.
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long' }).format(new Date(Date.UTC(1970, 0, 4 + day)));
  const hour = (at: number) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: 'numeric', hour12: true }).formatRange(
      new Date(Date.UTC(1970, 0, 5, at)),
      new Date(Date.UTC(1970, 0, 5, at + 1)),
    );

  const words = {
    language: (value: Of<typeof languages> | 'any') => (value === 'any' ? t('any') : tLanguage(value)),
    mood: (value: Of<typeof moods> | 'any') => (value === 'any' ? t('any') : t(`mood.${value}`)),
    length: (value: Of<typeof lengths> | 'any') => (value === 'any' ? t('any') : t(`length.${value}`)),
    wish: (value: Of<typeof wishes> | 'any') => (value === 'any' ? t('any') : t(`wish.${value}`)),
    disposition: (value: Of<typeof dispositions> | 'any') => (value === 'any' ? t('any') : t(`disposition.${value}`)),
    outcome(value: CallFilters['outcome']): string {
      if (value === 'any') return t('any');
      return value in outcomeGroups && !outcomes.some((one) => one === value)
        ? t(`group.${value as keyof typeof outcomeGroups}`)
        : outcomeText(value);
    },
    dates({ from, to }: Pick<CallFilters, 'from' | 'to'>): string {
      if (from !== '' && to !== '') return from === to ? date(from) : `${date(from)} – ${date(to)}`;
      return from !== '' ? t('since', { date: date(from) }) : t('until', { date: date(to) });
    },
    weekday,
    hour,
    /** Those that only a link from a figure sets, and dates: each as it reads, and how it is taken off. */
    drilled(filters: CallFilters): { name: string; label: string; none: Partial<CallFilters> }[] {
      const { answered, noShow, slow } = filters;
      const all: { name: string; label: string; none: Partial<CallFilters> }[] = [];
      const add = (name: keyof CallFilters, label: string, none: Partial<CallFilters>) =>
        all.push({ name, label, none });
      if (filters.from !== '' || filters.to !== '') add('from', words.dates(filters), { from: '', to: '' });
      if (answered !== 'any') add('answered', t(`answered.${answered}`), { answered: 'any' });
      if (noShow === 'yes') add('noShow', t('filter.noShow'), { noShow: 'any' });
      if (filters.weekday !== null) add('weekday', weekday(filters.weekday), { weekday: null });
      if (filters.hour !== null) add('hour', hour(filters.hour), { hour: null });
      if (slow !== null)
        add('slow', t('slow', { stage: t(`stage.${slow.stage}`), seconds: slow.ms / 1_000 }), { slow: null });
      return all;
    },
    /** All that is set, for the line that says what is listed. */
    all(filters: CallFilters): string[] {
      const set = (isSet: boolean, text: () => string) => (isSet ? [text()] : []);
      return [
        ...set(filters.text !== '', () => `“${filters.text}”`),
        ...set(filters.period !== 'all' && filters.period !== 'any' && !filters.from && !filters.to, () =>
          t(`period.${filters.period as 'today'}`),
        ),
        ...set(filters.outcome !== 'any', () => words.outcome(filters.outcome)),
        ...set(filters.language !== 'any', () => words.language(filters.language)),
        ...set(filters.doctor !== '', () => directory.doctorName(filters.doctor)),
        ...set(filters.mood !== 'any', () => words.mood(filters.mood)),
        ...set(filters.length !== 'any', () => words.length(filters.length)),
        ...set(filters.wish !== 'any', () => words.wish(filters.wish)),
        ...set(filters.disposition !== 'any', () => words.disposition(filters.disposition)),
        ...(['interrupted', 'fellBack', 'task'] as const).flatMap((name) =>
          set(filters[name] === 'yes', () => t(`filter.${name}`)),
        ),
        ...words.drilled(filters).map(({ label }) => label),
      ];
    },
  };
  return words;
}
