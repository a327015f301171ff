import { Temporal } from 'temporal-polyfill';

/** The one module that turns a clinic's wall time into instants and back. Minutes are counted after local midnight. */

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

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

/** One clinic-local day: its first instant, the next day's, and what its wall times mean. */
export interface LocalDay {
  date: string;
  startsAt: number;
  endsAt: number;
  /** The instant of so many minutes after midnight: null where that wall time does not exist, the first where it exists twice. */
  at(minutes: number): number | null;
  /** Where a rule begins or ends: as `at`, and the moment of the change where the wall time does not exist. */
  edge(minutes: number, which?: 'earlier' | 'later'): number;
}

/** On all but the two days a year on which clocks change, a wall time is an addition. */
export function localDay(date: string, zone: string): LocalDay {
  const startsAt = startOfDay(date, zone);
  const endsAt = startOfDay(addDays(date, 1), zone);
  if (endsAt - startsAt === DAY_MS) {
    const at = (minutes: number) => startsAt + minutes * MINUTE_MS;
    return { date, startsAt, endsAt, at, edge: at };
  }
  const day = Temporal.PlainDate.from(date);
  const wallAt = (minutes: number) => day.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  return {
    date,
    startsAt,
    endsAt,
    at(minutes) {
      if (minutes >= 24 * 60) return endsAt;
      const wall = wallAt(minutes);
      const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
      return zoned.toPlainDateTime().equals(wall) ? zoned.epochMilliseconds : null;
    },
    edge(minutes, which = 'earlier') {
      if (minutes >= 24 * 60) return endsAt;
      const wall = wallAt(minutes);
      const zoned = wall.toZonedDateTime(zone, { disambiguation: which });
      if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
      const change = wall.toZonedDateTime(zone, { disambiguation: 'earlier' }).getTimeZoneTransition('next');
      return change?.epochMilliseconds ?? zoned.epochMilliseconds;
    },
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
