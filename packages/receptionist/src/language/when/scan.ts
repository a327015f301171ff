import type { Words } from '../tokens.ts';
import type { PartOfDay } from '../types.ts';

/** What the matchers look at: the words, and now as a day number and minutes after midnight. */
export interface Scan extends Words {
  today: number;
  minutes: number;
  /** Words before this place belong to what was found already. */
  taken: number;
}

/** Days as numbers; `to` is included. */
export interface Span {
  from: number;
  to?: number;
}

/** Days as they were said. */
export interface DateSpec {
  /** Ahead of today; several where it looks several ways. */
  options: Span[];
  /** What it is in a sentence about what has been. */
  past?: Span[];
  /** It speaks of the past by itself ("yesterday", "do din pehle"). */
  isPast?: boolean;
  /** A week or a month, in which other words find their day ("agle hafte … Friday ko"). */
  frame?: Span;
  /** Where it lies within a week or a month. */
  within?: (frame: Span) => Span[];
  /** So many days from now ("das din baad"), which in a sentence about the past is from another day. */
  isCounted?: boolean;
  /** A weekday or a day of the month alone, which stands beside another name of the same day. */
  isBareDay?: boolean;
}

/** A clock time as it was said: `isExact` where the half of the day is known by itself (15:30, "pm", "noon"). */
export interface ClockSpec {
  minutes: number;
  isExact: boolean;
  /** Midnight that ends a day: 00:00 of the date that then begins. */
  isMidnight?: boolean;
  part?: DayPart;
  /** The part of day of another time that was said with this one. */
  hint?: DayPart;
}

/** `day` is "din mein": by daylight. */
export type DayPart = PartOfDay | 'day';

export type TimeSpec =
  | { kind: 'clock'; clock: ClockSpec }
  | { kind: 'range'; from?: ClockSpec; to?: ClockSpec }
  | { kind: 'part'; part: DayPart };

/** What one stretch of words says, from `at` up to `next`. */
export type Item = { at: number; next: number } & (
  | { kind: 'date'; date: DateSpec }
  | { kind: 'time'; time: TimeSpec }
  /** Something that looks like a time and is none: a duration, a festival, what lies open-ended. */
  | { kind: 'none'; why: 'duration' | 'since' | 'unknown' }
);

export interface Found {
  items: Item[];
  next: number;
}

/** The key at a place, or an empty one beyond the end. */
export const keyAt = (scan: Scan, at: number): string => scan.keys[at] ?? '';

/** Does this run of keys stand here? */
export const isRun = (scan: Scan, at: number, ...keys: readonly (string | ReadonlySet<string>)[]): boolean =>
  keys.every((key, offset) => {
    const found = scan.keys[at + offset];
    return found !== undefined && (typeof key === 'string' ? key === found : key.has(found));
  });

/** The place behind these words, where they stand one after another; each may be missing. */
export function past(scan: Scan, at: number, ...sets: readonly ReadonlySet<string>[]): number {
  let next = at;
  for (const set of sets) if (set.has(keyAt(scan, next))) next += 1;
  return next;
}
