'use client';

import { useLocale } from 'next-intl';
import { madeOnce } from './made-once.ts';
import { usePerson } from './person.tsx';

/** How times read on the desk: in the clinic's zone, as people in India write them. Takes ISO instants. */
export interface Times {
  /** "10:30 am" */
  time(at: string): string;
  /** "Mon, 23 Nov" */
  day(at: string): string;
  /** "Monday, 23 November" */
  longDay(at: string): string;
  /** "Mon, 23 Nov, 10:30 am" */
  dayAndTime(at: string): string;
  /** "2026" */
  year(at: string): string;
  /** "4 March 1985": a date of the calendar, which has no zone. */
  date(date: string): string;
  /** "10:30 – 10:45 am" */
  span(from: string, to: string): string;
}

const regions = { en: 'en-IN', hi: 'hi-IN' } as const;

export function useTimes(): Times {
  const { zone } = usePerson();
  return timesOf(regions[useLocale()], zone);
}

/** Each row of a list uses some of them. */
const timesOf = madeOnce((region: string, timeZone: string): Times => {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(region, { timeZone, ...options });
  const time = format({ hour: 'numeric', minute: '2-digit', hour12: true });
  const day = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const year = format({ year: 'numeric' });
  const date = new Intl.DateTimeFormat(region, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  return {
    year: (at) => year.format(new Date(at)),
    date: (of) => date.format(new Date(`${of}T12:00:00Z`)),
    time: (at) => time.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    longDay: (at) => longDay.format(new Date(at)),
    dayAndTime: (at) => `${day.format(new Date(at))}, ${time.format(new Date(at))}`,
    span: (from, to) => time.formatRange(new Date(from), new Date(to)),
  };
});

/** "1:05" or "1:02:05". @param durationMs what is below a second falls away; below nothing is nothing. */
export function clockText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
