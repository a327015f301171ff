/** Dates as integers, without a clock or a library: `language/` imports nothing. Days count from 1970-01-01. */

/** Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant's days_from_civil). */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export interface Civil {
  year: number;
  month: number;
  day: number;
}

/** The date of a day number. */
export function civilOf(days: number): Civil {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1,
  };
}

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `YYYY-MM-DD`. */
export function isoDate(days: number): string {
  const { year, month, day } = civilOf(days);
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

export function daysFromIso(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return daysOf(year, month, day);
}

export const pad = (value: number): string => String(value).padStart(2, '0');

/** `HH:MM` of minutes after midnight. */
export const isoTime = (minutes: number): string => `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;

export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** `2026-11-25T11:30` without a zone is what a clock on the wall shows. */
const onTheWall = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Local day number and minutes after midnight of an instant (ISO-8601; without an offset it is local already). */
export function localOf(instant: string, zone: string): { days: number; minutes: number } {
  const wall = onTheWall.exec(instant);
  if (wall !== null) {
    const [, year, month, day, hour = 0, minute = 0] = wall.map(Number);
    return { days: daysOf(year ?? 1970, month ?? 1, day ?? 1), minutes: (hour || 0) * 60 + (minute || 0) };
  }
  let format = formatters.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(Date.parse(instant))) part[type] = Number(value);
  return {
    days: daysOf(part.year ?? 1970, part.month ?? 1, part.day ?? 1),
    minutes: (part.hour ?? 0) * 60 + (part.minute ?? 0),
  };
}
