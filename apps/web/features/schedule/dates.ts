import { madeOnce } from '../shell/made-once.ts';

/** Dates of the page are `YYYY-MM-DD` on the clinic's calendar; instants are ISO-8601 in UTC. */

const partsIn = madeOnce(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
);

function partsOf(at: string | number, zone: string): Record<string, string> {
  return Object.fromEntries(
    partsIn(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
}

/** The clinic's date at an instant, and minutes after midnight on its wall clock. */
export function localClock(at: string | number, zone: string): { date: string; min: number } {
  const { year, month, day, hour, minute } = partsOf(at, zone);
  return { date: `${year}-${month}-${day}`, min: Number(hour) * 60 + Number(minute) };
}

/** The clinic's date at an instant. */
export function localDate(at: string | number, zone: string): string {
  return localClock(at, zone).date;
}

/** Minutes after midnight on the clinic's wall clock. */
export function localMinutes(at: string | number, zone: string): number {
  return localClock(at, zone).min;
}

/** The instant at which a date begins on the clinic's calendar, as ISO-8601 in UTC. */
export function startOfDay(date: string, zone: string): string {
  // Midnight as if the zone were UTC, put right by how far the zone's wall clock stands from it; twice, since the
  // distance itself may change in between.
  const wanted = Date.parse(`${date}T00:00:00Z`);
  let at = wanted;
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${localDate(at, zone)}T00:00:00Z`) + localMinutes(at, zone) * 60_000;
    at += wanted - shown;
  }
  return new Date(at).toISOString();
}

/** The instant of so many minutes after midnight on the clinic's wall clock, as ISO-8601 in UTC to the second. */
export function atMinutes(date: string, minutes: number, zone: string): string {
  let at = Date.parse(startOfDay(date, zone)) + minutes * 60_000;
  // Where the clocks changed since midnight, the wall clock stands an hour off.
  if (localDate(at, zone) === date) at += (minutes - localMinutes(at, zone)) * 60_000;
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The date so many months away, on the first. */
export function addMonths(date: string, months: number): string {
  const day = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}

/** Calendar arithmetic needs no zone: a date is counted as if it were one of UTC. */
export function addDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The Monday of the week that a date is in. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

/** Noon of a date in UTC: an instant that has the same date in nearly every zone, for naming the day with a UTC formatter. */
export const noonOf = (date: string): string => `${date}T12:00:00Z`;

/** @returns the text where it is a real date, else null. */
export function readDate(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text ? null : text;
}
