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
  // Day 0 was a Thursday; the remainder of a day before it is negative.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function addDays(date: string, days: number): string {
  return dateOfDay(dayNumber(date) + days);
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The dates from `from` to `to`, both included. */
export function datesBetween(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** Days since 1 January 1970. A date has no zone, so that this is counting. @throws {RangeError} where the text is no date. */
function dayNumber(date: string): number {
  const at = Date.parse(date);
  // The engine takes 30 February for 2 March.
  if (Number.isNaN(at) || dateOfDay(at / DAY_MS) !== date) throw new RangeError(`${date} is not a date`);
  return at / DAY_MS;
}

const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The first instant of a local day. */
export function startOfDay(date: string, zone: string): number {
  return localDay(date, zone).startsAt;
}

/** One clinic-local day: its first instant, the next day's, and what its wall times mean. */
export interface LocalDay {
  date: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  startsAt: number;
  endsAt: number;
  /** The instant of so many minutes after midnight: null where that wall time does not exist, the first where it exists twice. */
  at(minutes: number): number | null;
  /** Where a rule begins or ends: as `at`, and the moment of the change where the wall time does not exist. */
  edge(minutes: number, which?: 'earlier' | 'later'): number;
}

/** Days by zone and date: each is worked out once, since a search asks for the same thirty again and again. */
const days = new Map<string, LocalDay>();
const MOST_DAYS = 5_000;

/** @throws {RangeError} where the date or the zone is none. */
export function localDay(date: string, zone: string): LocalDay {
  const key = `${date} ${zone}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const day = makeDay(date, zone);
  if (days.size >= MOST_DAYS) days.clear();
  days.set(key, day);
  return day;
}

/** On all but the two days a year on which clocks change, a wall time is an addition. */
function makeDay(date: string, zone: string): LocalDay {
  const firstInstant = (of: string) =>
    Temporal.PlainDate.from(of).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
  const startsAt = firstInstant(date);
  const endsAt = firstInstant(addDays(date, 1));
  const weekday = weekdayOf(date);
  if (endsAt - startsAt === DAY_MS) {
    const at = (minutes: number) => startsAt + minutes * MINUTE_MS;
    return { date, weekday, startsAt, endsAt, at, edge: at };
  }
  const day = Temporal.PlainDate.from(date);
  const wallAt = (minutes: number) => day.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  return {
    date,
    weekday,
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

/** ISO-8601 as a clock on the wall shows it, with its offset: `2026-11-23T11:00:00+05:30`. */
export function zonedIso(epochMs: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', fractionalSecondDigits: 0 });
}

/** @throws {RangeError} where the text is no instant. */
export function epochOf(iso: string): number {
  return Temporal.Instant.from(iso).epochMilliseconds;
}
