import { Temporal } from 'temporal-polyfill';

/** The one module that turns a clinic's wall time into instants and back. Minutes are counted after local midnight. */

export const MINUTE_MS = 60_000;

/** The clinic-local date of an instant, `YYYY-MM-DD`. */
export function localDate(epochMs: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Minutes after local midnight of an instant. */
export function localMinutes(epochMs: number, zone: string): number {
  const at = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
  return at.hour * 60 + at.minute;
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** The dates from `from` to `to`, both included. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** The first instant of a local day. */
export function startOfDay(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
}

/**
 * Turns minutes of one local day into instants. On all but the two days a year on which clocks change it is an addition; on those,
 * a wall time that does not exist gives null, and one that exists twice gives the first.
 */
export function dayClock(date: string, zone: string): (minutes: number) => number | null {
  const midnight = startOfDay(date, zone);
  const nextMidnight = startOfDay(addDays(date, 1), zone);
  if (nextMidnight - midnight === 24 * 60 * MINUTE_MS) return (minutes) => midnight + minutes * MINUTE_MS;
  const day = Temporal.PlainDate.from(date);
  return (minutes) => {
    if (minutes >= 24 * 60) return nextMidnight;
    const wall = day.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
    const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
    return zoned.toPlainDateTime().equals(wall) ? zoned.epochMilliseconds : null;
  };
}

/** ISO-8601 in UTC, to the second: `2026-11-23T05:30:00Z`. */
export function isoOf(epochMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toString();
}

/** @throws {RangeError} where the text is no instant. */
export function epochOf(iso: string): number {
  return Temporal.Instant.from(iso).epochMilliseconds;
}
