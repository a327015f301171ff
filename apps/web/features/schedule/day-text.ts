'use client';

import { useLocale } from 'next-intl';
import { madeOnce } from '../shell/made-once.ts';
import { noonOf } from './dates.ts';

const regions = { en: 'en-IN', hi: 'hi-IN' } as const;

/** How dates and minutes of a day read. */
export interface DayText {
  /** "Mon, 23 Nov" */
  short(date: string): string;
  /** "Monday, 23 November" */
  long(date: string): string;
  /** "November 2026" */
  month(date: string): string;
  weekday(date: string): string;
  /** "10:30 am" */
  clock(min: number): string;
  range(from: string, to: string): string;
  hour(min: number): string;
  /** Without am and pm: it stands beside the hours. */
  minute(min: number): string;
}

/** They are the clinic's already, so no zone is applied. */
export function useDayText(): DayText {
  return dayTextOf(regions[useLocale()]);
}

/** Each column uses some of them. */
const dayTextOf = madeOnce((region: string): DayText => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(region, { timeZone: 'UTC', ...options });
  const short = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const month = format({ day: 'numeric', month: 'short' });
  const wholeMonth = format({ month: 'long', year: 'numeric' });
  const weekday = format({ weekday: 'short' });
  const clock = format({ hour: 'numeric', minute: '2-digit', hour12: true });
  const hour = format({ hour: 'numeric', hour12: true });
  const at = (min: number) => new Date(min * 60_000);
  const noon = (date: string) => new Date(noonOf(date));
  return {
    short: (date) => short.format(noon(date)),
    long: (date) => long.format(noon(date)),
    month: (date) => wholeMonth.format(noon(date)),
    weekday: (date) => weekday.format(noon(date)),
    clock: (min) => clock.format(at(min)),
    range: (from, to) => `${month.format(noon(from))} – ${month.format(noon(to))}`,
    hour: (min) => hour.format(at(min)),
    minute: (min) =>
      clock
        .formatToParts(at(min))
        .filter(({ type }) => type !== 'dayPeriod')
        .map(({ value }) => value)
        .join('')
        .trim(),
  };
});
