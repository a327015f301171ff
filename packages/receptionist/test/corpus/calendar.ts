import type { WhenReading } from '../../src/language/types.ts';

/**
 * What the corpus expects, worked out from the conventions alone and with the calendar of `Date` alone: it shares no line with the code it
 * judges. Dates are written as people think of them: `+1`, `fri`, `next:fri`, `15th`, `5jun`, `week+1`, `monthend`, `2026-12-05`, `A..B`.
 */

interface Moment {
  /** Milliseconds of the local midnight, taken as UTC. */
  today: number;
  minutes: number;
}

const DAY = 86_400_000;
const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Days {
  from: number;
  to?: number;
}

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const weekdayOf = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7;
const one = (from: number): Days[] => [{ from }];

function span(from: number, to: number, today: number): Days[] {
  return to < today ? [] : [{ from: Math.max(from, today), to }];
}

function monthOf(today: number, shift: number): { first: number; last: number; year: number; month: number } {
  const date = new Date(today);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + shift, 1);
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + shift + 1, 0);
  return { first, last, year: new Date(first).getUTCFullYear(), month: new Date(first).getUTCMonth() };
}

/** The next occurrence after today; its own day gives two. */
function bare(day: number, today: number): Days[] {
  const ahead = (day - weekdayOf(today) + 7) % 7;
  return ahead === 0 ? [...one(today), ...one(today + 7 * DAY)] : one(today + ahead * DAY);
}

function led(lead: string, day: number, today: number): Days[] {
  const ahead = (day - weekdayOf(today) + 7) % 7;
  const monday = today - weekdayOf(today) * DAY;
  const coming = today + (ahead === 0 ? 7 : ahead) * DAY;
  const following = monday + (7 + day) * DAY;
  if (lead === 'this') return one(today + ahead * DAY);
  if (lead === 'coming') return one(coming);
  if (lead === 'next2') return one(monday + (14 + day) * DAY);
  if (lead === 'last') return one(today - (ahead === 0 ? 7 : 7 - ahead) * DAY);
  if (lead.startsWith('week+')) return one(monday + (7 * Number(lead.slice(5)) + day) * DAY);
  return coming === following ? one(coming) : [...one(coming), ...one(following)];
}

function dayOfMonth(day: number, today: number, shift: number | null): Days[] {
  for (let ahead = shift ?? 0; ahead <= (shift ?? 14); ahead += 1) {
    const { year, month, first } = monthOf(today, ahead);
    const date = Date.UTC(year, month, day);
    if (new Date(date).getUTCMonth() !== new Date(first).getUTCMonth()) continue;
    if (shift !== null || date >= today) return one(date);
  }
  return [];
}

function dayAndMonth(day: number, month: number, today: number): Days[] {
  const start = new Date(today).getUTCFullYear();
  for (let year = start; year < start + 9; year += 1) {
    const date = Date.UTC(year, month, day);
    if (new Date(date).getUTCMonth() === month && date >= today) return one(date);
  }
  return [];
}

function weekdayInMonth(text: string, first: number, last: number): Days[] {
  const day = names.indexOf(text.slice(0, 3));
  const nth = Number(text.slice(3));
  const all: number[] = [];
  for (let date = first; date <= last; date += DAY) if (weekdayOf(date) === day) all.push(date);
  const found = nth < 0 ? all.at(nth) : all[nth - 1];
  return found === undefined ? [] : one(found);
}

/** The days that a word of the notation names on a given day. */
function daysOf(word: string, { today }: Moment): Days[] {
  const [left = '', right] = word.split('..');
  if (right !== undefined && !word.includes('#')) {
    const [from] = daysOf(left, { today, minutes: 0 });
    const to = daysOf(right, { today, minutes: 0 }).find((days) => from !== undefined && days.from > from.from);
    return from === undefined || to === undefined ? [] : [{ from: from.from, to: to.from }];
  }
  const counted = /^([+-]\d+)$/.exec(word);
  if (counted !== null) return one(today + Number(word) * DAY);
  if (/^\d{4}-\d\d-\d\d$/.test(word)) return one(Date.parse(word));
  const weekday = /^(?:(.+):)?(mon|tue|wed|thu|fri|sat|sun)(?:\+(\d+))?$/.exec(word);
  if (weekday !== null) {
    const day = names.indexOf(weekday[2] ?? '');
    const found = weekday[1] === undefined ? bare(day, today) : led(weekday[1], day, today);
    return found.map(({ from }) => ({ from: from + Number(weekday[3] ?? 0) * DAY }));
  }
  const monday = today - weekdayOf(today) * DAY;
  const week = /^week([+-]\d+)$/.exec(word);
  if (week !== null) {
    const start = monday + 7 * Number(week[1]) * DAY;
    return start < today && Number(week[1]) < 0
      ? [{ from: start, to: start + 6 * DAY }]
      : span(start, start + 6 * DAY, today);
  }
  const weekend = /^weekend(?:\+(\d))?$/.exec(word);
  if (weekend !== null) {
    const saturday = monday + (5 + 7 * Number(weekend[1] ?? 0)) * DAY;
    return span(saturday, saturday + DAY, today);
  }
  return monthDays(word, today);
}

function monthDays(word: string, today: number): Days[] {
  const end = /^monthend(?:\+(\d))?$/.exec(word);
  if (end !== null) {
    const { last } = monthOf(today, Number(end[1] ?? 0));
    return span(last - 6 * DAY, last, today);
  }
  if (word === 'monthlast') return one(monthOf(today, 0).last);
  const month = /^month\+(\d)(?:#(.+))?$/.exec(word);
  if (month !== null) {
    const { first, last } = monthOf(today, Number(month[1]));
    const within = month[2];
    if (within === undefined) return span(first, last, today);
    const [from, to] = within.split('..').map(Number);
    if (to !== undefined && from !== undefined) return [{ from: first + (from - 1) * DAY, to: first + (to - 1) * DAY }];
    return weekdayInMonth(within, first, last);
  }
  const day = /^(\d+)th(?:\/\+(\d))?$/.exec(word);
  if (day !== null) return dayOfMonth(Number(day[1]), today, day[2] === undefined ? null : Number(day[2]));
  const dated = /^(\d+)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/.exec(word);
  if (dated !== null) return dayAndMonth(Number(dated[1]), months.indexOf(dated[2] ?? ''), today);
  const named = months.indexOf(word);
  if (named < 0) throw new Error(`the corpus says ${word}`);
  const now = new Date(today);
  const year = now.getUTCFullYear() + (named < now.getUTCMonth() ? 1 : 0);
  return span(Date.UTC(year, named, 1), Date.UTC(year, named + 1, 0), today);
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function timeOf(word: string): Partial<WhenReading> | null {
  if (/^\d\d:\d\d$/.test(word)) return { time: word };
  if (/^>\d/.test(word)) return { timeFrom: word.slice(1) };
  if (/^<\d/.test(word)) return { timeTo: word.slice(1) };
  const range = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(word);
  if (range !== null) return { timeFrom: range[1] ?? '', timeTo: range[2] ?? '' };
  return ['morning', 'afternoon', 'evening', 'night'].includes(word) ? { part: word as 'morning' } : null;
}

/** All readings that a line of the corpus expects at a moment. */
export function expectedReadings(notation: string, moment: Moment): WhenReading[] {
  if (notation.trim() === '-') return [];
  return notation.split('|').flatMap((alternative) => {
    const words = alternative.trim().split(/\s+/);
    const relative = /^now\+(\d+)([hm])$/.exec(words[0] ?? '');
    if (relative !== null) {
      const total = moment.minutes + Number(relative[1]) * (relative[2] === 'h' ? 60 : 1);
      return [{ date: iso(moment.today + Math.floor(total / 1440) * DAY), time: clock(total % 1440) }];
    }
    const times = words.map(timeOf).filter((time) => time !== null);
    const dates = words.filter((word) => timeOf(word) === null).flatMap((word) => daysOf(word, moment));
    const time = Object.assign({}, ...times) as WhenReading;
    if (words.every((word) => timeOf(word) !== null)) return [time];
    return dates.map(({ from, to }) => ({
      date: iso(from),
      ...(to === undefined ? {} : { dateTo: iso(to) }),
      ...time,
    }));
  });
}
