import { daysFromIso, isoDate } from '../language/civil.ts';

/** A date some days on. */
export const addDays = (date: string, days: number): string => isoDate(daysFromIso(date) + days);
