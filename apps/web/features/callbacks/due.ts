import { atMinutes, localDate, localMinutes, readDate } from '../schedule/dates.ts';

/** An instant as a field for date and time holds it: `2026-11-23T18:30`, by the clinic's clock. */
export function dueText(at: string, zone: string): string {
  const minutes = localMinutes(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${localDate(at, zone)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The instant that a field holds, to the minute; null where it is not whole. */
export function readDue(text: string, zone: string): string | null {
  const [, day = '', hours = '', minutes = ''] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text) ?? [];
  const date = readDate(day);
  return date === null ? null : atMinutes(date, Number(hours) * 60 + Number(minutes), zone);
}
