import { addDays, localDate, localDay } from '../scheduling/civil-time.ts';

/** When no reminder goes out: minutes after local midnight, over midnight where the end comes before the beginning. Equal: never. */
export interface QuietHours {
  fromMin: number;
  toMin: number;
}

/** The quiet stretch that an instant lies in (epoch milliseconds), or null. */
export function quietSpan(at: number, zone: string, quiet: QuietHours): { from: number; to: number } | null {
  if (quiet.fromMin === quiet.toMin) return null;
  const today = localDate(at, zone);
  for (const date of [addDays(today, -1), today]) {
    const from = localDay(date, zone).edge(quiet.fromMin);
    const last = quiet.toMin < quiet.fromMin ? addDays(date, 1) : date;
    const to = localDay(last, zone).edge(quiet.toMin);
    if (from <= at && at < to) return { from, to };
  }
  return null;
}

/** The next instant at which quiet begins, at or after this one; infinity where it never does. */
export function nextQuiet(at: number, zone: string, quiet: QuietHours): number {
  if (quiet.fromMin === quiet.toMin) return Number.POSITIVE_INFINITY;
  const today = localDate(at, zone);
  const starts = [today, addDays(today, 1)].map((date) => localDay(date, zone).edge(quiet.fromMin));
  return starts.find((from) => from >= at) ?? Number.POSITIVE_INFINITY;
}
