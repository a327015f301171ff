import { numberAt } from './numbers.ts';
import * as words from './when-words.ts';

/** A clock time as it was said: `isExact` where the half of the day is known by itself (15:30, "pm", "noon"). */
export interface ClockSpec {
  minutes: number;
  isExact: boolean;
  isNextDay?: boolean;
}

export interface ClockAt {
  clock: ClockSpec;
  next: number;
  /** A number alone: a time only where something beside it says so. */
  isBare: boolean;
}

const bare = (hour: number, minute: number): ClockSpec => ({
  minutes: hour * 60 + minute,
  isExact: hour === 0 || hour > 12,
});

/** A clock time that begins at a token, the longest there, or null. */
export function clockAt(tokens: readonly string[], at: number): ClockAt | null {
  return written(tokens, at) ?? named(tokens, at) ?? byQuarter(tokens, at) ?? pastOrTo(tokens, at) ?? plain(tokens, at);
}

function written(tokens: readonly string[], at: number): ClockAt | null {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(tokens[at] ?? '');
  if (match === null) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  if (hour > 23 || minute > 59) return null;
  return closed(tokens, { clock: bare(hour, minute), next: at + 1, isBare: false });
}

function named(tokens: readonly string[], at: number): ClockAt | null {
  const token = tokens[at] ?? '';
  if (words.noon.has(token)) return { clock: { minutes: 720, isExact: true }, next: at + 1, isBare: false };
  if (words.midnight.has(token)) {
    return { clock: { minutes: 0, isExact: true, isNextDay: true }, next: at + 1, isBare: false };
  }
  const whole = words.wholeTimes.get(token);
  if (whole === undefined || !isOclock(tokens[at + 1])) return null;
  return closed(tokens, { clock: { minutes: whole, isExact: false }, next: at + 1, isBare: false });
}

function byQuarter(tokens: readonly string[], at: number): ClockAt | null {
  const quarter = words.quarters.get(tokens[at] ?? '');
  if (quarter === undefined) return null;
  const hour = numberAt(tokens, at + 1);
  if (hour === null || hour.value < 1 || hour.value > 12) return null;
  const minutes = (hour.value * 60 + quarter + 720) % 720;
  return closed(tokens, { clock: twelve(minutes), next: hour.next, isBare: false });
}

/** "half past ten", "quarter to eleven", "twenty five past nine", "ten minutes to four". */
function pastOrTo(tokens: readonly string[], at: number): ClockAt | null {
  let minutes: number;
  let next = at;
  if (words.half.has(tokens[at] ?? '')) [minutes, next] = [30, at + 1];
  else if (words.quarter.has(tokens[at] ?? '')) [minutes, next] = [15, at + 1];
  else if (tokens[at] === 'a' && words.quarter.has(tokens[at + 1] ?? '')) [minutes, next] = [15, at + 2];
  else {
    const number = numberAt(tokens, at);
    if (number === null || number.value < 1 || number.value > 59) return null;
    [minutes, next] = [number.value, number.next];
  }
  const hasUnit = words.minuteWords.has(tokens[next] ?? '');
  if (hasUnit) next += 1;
  const isPast = words.past.has(tokens[next] ?? '');
  const isTo = tokens[next] === 'to' && (hasUnit || minutes === 15 || minutes === 30);
  if (!isPast && !isTo) return null;
  const hour = numberAt(tokens, next + 1);
  if (hour === null || hour.value < 1 || hour.value > 12) return null;
  const total = (hour.value * 60 + (isPast ? minutes : -minutes) + 720) % 720;
  return closed(tokens, { clock: twelve(total), next: hour.next, isBare: false });
}

function plain(tokens: readonly string[], at: number): ClockAt | null {
  const hour = numberAt(tokens, at);
  if (hour === null || hour.isOrdinal || hour.value > 23 || (hour.digits ?? 0) > 2) return null;
  const marker = tokens[hour.next] ?? '';
  if (words.bajkar.has(marker)) {
    const minute = numberAt(tokens, hour.next + 1);
    if (minute !== null && minute.value < 60) return withMinuteWord(tokens, hour.value, minute);
  }
  if (words.bajne.has(marker)) {
    // "das bajne mein paanch minute": five to ten
    const minute = numberAt(tokens, hour.next + 2);
    if (minute !== null && minute.value < 60 && hour.value <= 12) {
      const total = (hour.value * 60 - minute.value + 720) % 720;
      const end = words.minuteWords.has(tokens[minute.next] ?? '') ? minute.next + 1 : minute.next;
      return closed(tokens, { clock: twelve(total), next: end, isBare: false });
    }
  }
  if (isOclock(marker)) {
    const minute = numberAt(tokens, hour.next + 1);
    const hasUnit = minute !== null && words.minuteWords.has(tokens[minute.next] ?? '');
    if (minute !== null && minute.value < 60 && hasUnit) return withMinuteWord(tokens, hour.value, minute);
    return closed(tokens, { clock: bare(hour.value, 0), next: hour.next, isBare: false });
  }
  const minute = minutesAfter(tokens, hour.next, hour.value);
  if (minute !== null) {
    return closed(tokens, { clock: bare(hour.value, minute.value), next: minute.next, isBare: false });
  }
  return closed(tokens, { clock: bare(hour.value, 0), next: hour.next, isBare: true });
}

/** "ten thirty", "ten oh five": minutes of two digits right behind an hour. */
function minutesAfter(tokens: readonly string[], at: number, hour: number): { value: number; next: number } | null {
  if (hour < 1 || hour > 23) return null;
  const first = numberAt(tokens, at);
  if (first === null || first.isOrdinal || words.dateWords.has(tokens[first.next] ?? '')) return null;
  if (first.value === 0) {
    const second = numberAt(tokens, first.next);
    return second !== null && second.value > 0 && second.value < 10 ? { value: second.value, next: second.next } : null;
  }
  if (first.value < 10 || first.value > 59) return null;
  if (words.months.has(tokens[first.next] ?? '') || words.dayUnits.has(tokens[first.next] ?? '')) return null;
  return first;
}

function withMinuteWord(tokens: readonly string[], hour: number, minute: { value: number; next: number }): ClockAt {
  const next = words.minuteWords.has(tokens[minute.next] ?? '') ? minute.next + 1 : minute.next;
  return closed(tokens, { clock: bare(hour, minute.value), next, isBare: false });
}

/** Takes "baje", "am" and "pm" that stand behind a time. */
function closed(tokens: readonly string[], found: ClockAt): ClockAt {
  let { next, isBare, clock } = found;
  while (isOclock(tokens[next])) [next, isBare] = [next + 1, false];
  const token = tokens[next] ?? '';
  const isAm = words.am.has(token);
  if ((isAm || words.pm.has(token)) && clock.minutes < 13 * 60) {
    const half = clock.minutes % 720;
    clock = { minutes: isAm ? half : half + 720, isExact: true };
    next += 1;
    isBare = false;
  }
  return { clock, next, isBare };
}

const twelve = (minutes: number): ClockSpec => ({ minutes, isExact: false });
const isOclock = (token: string | undefined): boolean => token !== undefined && words.oclock.has(token);
