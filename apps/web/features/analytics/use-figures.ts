'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import type { Step } from '../../server/routers/analytics-schemas.ts';
import { noonOf } from '../schedule/dates.ts';

/** How figures read in the page's language. */
export function useFigures() {
  const region = useLocale() === 'hi' ? 'hi-IN' : 'en-IN';
  return useMemo(() => {
    const number = new Intl.NumberFormat(region, { maximumFractionDigits: 0 });
    const percent = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 1 });
    const rupees = new Intl.NumberFormat(region, { style: 'currency', currency: 'INR' });
    const day = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(region, { timeZone: 'UTC', ...options });
      return (date: string) => format.format(new Date(noonOf(date)));
    };
    const short = day({ day: 'numeric', month: 'short' });
    const month = day({ month: 'short', year: 'numeric' });
    return {
      number: (value: number) => number.format(value),
      percent: (part: number, whole: number) => (whole === 0 ? '–' : percent.format(part / whole)),
      rupees: (paise: number) => rupees.format(paise / 100),
      /** "24 Nov 2026" */
      date: day({ day: 'numeric', month: 'short', year: 'numeric' }),
      /** A point of a series, as an axis says it. */
      point: (date: string, step: Step) => (step === 'month' ? month(date) : short(date)),
      /** Monday is 1. Day 4 of 1970 was a Sunday. */
      weekday: (of: number) =>
        new Intl.DateTimeFormat(region, { timeZone: 'UTC', weekday: 'short' }).format(
          new Date(Date.UTC(1970, 0, 4 + of)),
        ),
    };
  }, [region]);
}
