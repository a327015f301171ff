import type { ClinicProfile } from '@vaani/clinic';
import { daysFromIso, isoDate, isoTime, localOf } from './language/civil.ts';
import type { PartOfDay, WhenReading } from './language/types.ts';
import { understandWhen } from './language/when/understand-when.ts';

/** Where and when words about time are understood. */
export interface TimePlace {
  /** ISO-8601 instant. */
  now: string;
  zone: string;
  open?: { from: string; to: string };
}

export interface Local {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  time: string;
}

/** The clinic-local day and time of an instant. */
export function localAt(instant: string, zone: string): Local {
  const { days, minutes } = localOf(instant, zone);
  return { date: isoDate(days), time: isoTime(minutes) };
}

/** The earliest and the latest hour at which any of these doctors sits: it settles bare hours. */
export function openHoursOf(
  clinic: Pick<ClinicProfile, 'doctors'>,
  doctorId: string | null,
): { from: string; to: string } | undefined {
  const windows = clinic.doctors.filter(({ id }) => doctorId === null || id === doctorId).flatMap(({ hours }) => hours);
  if (windows.length === 0) return undefined;
  const from = windows.map((window) => window.from).sort()[0] ?? '00:00';
  const to =
    windows
      .map((window) => window.to)
      .sort()
      .at(-1) ?? '23:59';
  return { from, to };
}

/** What an utterance says of time, as far as it lies ahead: the one reading of it for the brains and for the guard. */
export function timesSaid(text: string, place: TimePlace): WhenReading[] {
  const { readings } = understandWhen(text, place);
  return ahead(readings, place);
}

/** Of several readings those that have passed fall away; a single one stays, so that it can be said to have passed. */
function ahead(readings: WhenReading[], { now: instant, zone }: TimePlace): WhenReading[] {
  const now = localAt(instant, zone);
  const open = readings.filter(({ date, dateTo, time }) => {
    if (date === undefined) return true;
    if ((dateTo ?? date) < now.date) return false;
    return date !== now.date || time === undefined || time > now.time;
  });
  return open.length > 0 ? open : readings.slice(0, 1);
}

/** What is said anew replaces, what is left out stays: "no, Thursday" keeps the hour, "at five" the day. */
export function mergedWhen(old: WhenReading | null, said: WhenReading): WhenReading {
  if (old === null) return said;
  const hasDay = said.date !== undefined;
  const hasTime = [said.time, said.timeFrom, said.timeTo, said.part].some((value) => value !== undefined);
  if (hasDay && hasTime) return said;
  const { date, dateTo, ...times } = old;
  if (hasDay) return { ...times, ...said };
  return { ...(date === undefined ? {} : { date }), ...(dateTo === undefined ? {} : { dateTo }), ...said };
}

/** Hours of a part of the day, as a search for it takes them. */
const hoursOf: Record<PartOfDay, readonly [from: string, to: string]> = {
  morning: ['00:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['16:00', '21:00'],
  night: ['19:00', '24:00'],
};

/** Does a slot agree with what was said, as far as it was said? */
export function fitsReading(startsAt: string, reading: WhenReading, zone: string): boolean {
  const { date, time } = localAt(startsAt, zone);
  if (reading.date !== undefined) {
    const day = daysFromIso(date);
    if (day < daysFromIso(reading.date) || day > daysFromIso(reading.dateTo ?? reading.date)) return false;
  }
  if (reading.time !== undefined) return time === reading.time;
  if (reading.timeFrom !== undefined && time < reading.timeFrom) return false;
  if (reading.timeTo !== undefined && time > reading.timeTo) return false;
  if (reading.part === undefined) return true;
  const [from, to] = hoursOf[reading.part];
  return time >= from && time < to;
}
