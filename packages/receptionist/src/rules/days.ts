import type { BrainContext } from '../brain.ts';
import { daysFromIso, isoDate } from '../language/civil.ts';
import type { WhenReading } from '../language/types.ts';
import { localTime } from './speak.ts';

/** A date some days on. */
export const addDays = (date: string, days: number): string => isoDate(daysFromIso(date) + days);

/** Has a day, or a time of today, passed? */
export function isPast(when: WhenReading, context: BrainContext): boolean {
  const now = localTime(context.now, context);
  if (when.date === undefined) return false;
  if ((when.dateTo ?? when.date) < now.date) return true;
  return when.date === now.date && when.dateTo === undefined && when.time !== undefined && when.time <= now.time;
}
