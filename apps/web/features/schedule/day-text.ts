'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { noonOf } from './dates.ts';

const regions = { en: 'en-IN', hi: 'hi-IN' } as const;

/** How dates and minutes of a day read. They are the clinic's already, so no zone is applied. */
export function useDayText() {
  const region = regions[useLocale()];
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(region, { timeZone: 'UTC', ...options });
    const short = format({ weekday: 'short', day: 'numeric', month: 'short' });
    const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
    const month = format({ day: 'numeric', month: 'short' });
    const wholeMonth = format({ month: 'long', year: 'numeric' });
    const weekday = format({ weekday: 'short' });
    const clock = format({ hour: 'numeric', minute: '2-digit', hour12: true });
    const hour = format({ hour: 'numeric', hour12: true });
    const minute = format({ hour: 'numeric', minute: '2-digit', hour12: true });
    const at = (min: number) => new Date(min * 60_000);
    return {
      short: (date: string) => short.format(new Date(noonOf(date))),
      long: (date: string) => long.format(new Date(noonOf(date))),
      /** "November 2026" */
      month: (date: string) => wholeMonth.format(new Date(noonOf(date))),
      weekday: (date: string) => weekday.format(new Date(noonOf(date))),
      /** "10:30 am" */
      clock: (min: number) => clock.format(at(min)),
      range: (from: string, to: string) =>
        `${month.format(new Date(noonOf(from)))} – ${month.format(new Date(noonOf(to)))}`,
      hour: (min: number) => hour.format(at(min)),
      /** Without am and pm: it stands beside the hours. */
      minute: (min: number) =>
        minute
          .formatToParts(at(min))
          .filter(({ type }) => type !== 'dayPeriod')
          .map(({ value }) => value)
          .join('')
          .trim(),
    };
  }, [region]);
}
