import { addDays, localDate, localDay } from '../scheduling/civil-time.ts';

/** Between which minutes after local midnight people may be rung. */
export interface CallingHours {
  callingFromMin: number;
  callingToMin: number;
}

/** The first instant at or after `at` (epoch milliseconds) at which somebody may be rung. */
export function nextCallingTime(at: number, zone: string, hours: CallingHours): number {
  const today = localDate(at, zone);
  for (const date of [today, addDays(today, 1)]) {
    const day = localDay(date, zone);
    const from = day.edge(hours.callingFromMin);
    if (at < from) return from;
    if (at < day.edge(hours.callingToMin)) return at;
  }
  // The hours are never empty, and tomorrow's begin after today's end.
  throw new RangeError('the calling hours of two days were all past');
}

/** "9:00", for a sentence. */
export const clockOf = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
