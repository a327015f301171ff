import { outcomes } from '../../server/routers/outcomes.ts';
import { addDays } from '../schedule/dates.ts';

export const periods = ['today', 'week', 'month', 'all'] as const;
export const languages = ['en', 'hi', 'hi-en'] as const;

/** What the list of calls is narrowed to; it stands in the address. `any` is no filter. */
export interface CallFilters {
  period: (typeof periods)[number];
  outcome: (typeof outcomes)[number] | 'any';
  language: (typeof languages)[number] | 'any';
}

/** Reads filters from an address; what is not known there is no filter. */
export function readFilters(search: { get(name: string): string | null }): CallFilters {
  const one = <V extends string, N extends string>(list: readonly V[], name: string, none: N): V | N =>
    list.find((value) => value === search.get(name)) ?? none;
  return {
    period: one(periods, 'period', 'all'),
    outcome: one(outcomes, 'outcome', 'any'),
    language: one(languages, 'language', 'any'),
  };
}

/** The address' part for filters, without those that filter nothing: "?period=week", or "". */
export function writeFilters(filters: CallFilters): string {
  const search = new URLSearchParams();
  if (filters.period !== 'all') search.set('period', filters.period);
  if (filters.outcome !== 'any') search.set('outcome', filters.outcome);
  if (filters.language !== 'any') search.set('language', filters.language);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** First date of a period that ends today; null for all time. */
export function firstDate(period: CallFilters['period'], today: string): string | null {
  switch (period) {
    case 'today':
      return today;
    case 'week':
      return addDays(today, -6);
    case 'month':
      return addDays(today, -29);
    case 'all':
      return null;
  }
}
