import { keysOf } from '../lexicon.ts';
import { fractions, numberAt, oneAndHalf, twoAndHalf } from '../numbers.ts';
import { mayFollow } from './by-place.ts';
import { type ClockAt, closed, isAmount, isHalfDay, isOclock, isOfSomething, said, twelve } from './clock-signs.ts';
import { hourAt } from './hour.ts';
import * as words from './lexicon.ts';
import { isRun, keyAt, type Scan } from './scan.ts';

/** A clock time without its part of day. */
export function plainClockAt(scan: Scan, at: number): ClockAt | null {
  return (
    written(scan, at) ??
    named(scan, at) ??
    byQuarter(scan, at) ??
    pastOrTo(scan, at) ??
    lacking(scan, at) ??
    plain(scan, at)
  );
}

/** "10:30", "10.30", "1630 hours", "530 pm". */
function written(scan: Scan, at: number): ClockAt | null {
  const key = keyAt(scan, at);
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(key);
  if (match !== null) {
    const [hour, minute] = [Number(match[1]), Number(match[2])];
    if (hour > 23 || minute > 59) return null;
    if (key.includes('.') && isAmount(scan, at + 1)) return null;
    return closed(scan, { clock: said(hour, minute), next: at + 1, isBare: false });
  }
  const packed = /^(\d{1,2})(\d{2})$/.exec(key);
  if (packed === null) return null;
  const [hour, minute] = [Number(packed[1]), Number(packed[2])];
  const isMarked = isOclock(scan, at + 1) || isHalfDay(scan, at + 1) || keyAt(scan, at - 1) === 'at';
  if (!isMarked || hour > 23 || hour === 0 || minute > 59) return null;
  return closed(scan, { clock: said(hour, minute), next: at + 1, isBare: false });
}

function named(scan: Scan, at: number): ClockAt | null {
  const key = keyAt(scan, at);
  if (words.noon.has(key)) {
    const next = ['tvelve', '12'].includes(keyAt(scan, at + 1)) ? at + 2 : at + 1;
    return { clock: { minutes: 720, isExact: true }, next, isBare: false };
  }
  const isHalfNight = isRun(scan, at, words.half, 'rat');
  if (words.midnight.has(key) || isHalfNight) {
    return {
      clock: { minutes: 0, isExact: true, isMidnight: true },
      next: isHalfNight ? at + 2 : at + 1,
      isBare: false,
    };
  }
  const isOne = oneAndHalf.has(key);
  if (!isOne && !twoAndHalf.has(key)) return null;
  const whole = twelve(isOne ? 90 : 150);
  if (isOclock(scan, at + 1)) return closed(scan, { clock: whole, next: at + 1, isBare: false });
  return isOfSomething(scan, at + 1) ? null : { clock: whole, next: at + 1, isBare: true };
}

/** "saadhe das", "sava das", "paune das", "sava baje". */
function byQuarter(scan: Scan, at: number): ClockAt | null {
  const fraction = fractions.get(keyAt(scan, at));
  if (fraction === undefined) return null;
  const hour = hourAt(scan, at + 1);
  if (hour === null) {
    const isOne = fraction !== 0.5 && isOclock(scan, at + 1);
    return isOne ? closed(scan, { clock: twelve(60 + fraction * 60), next: at + 1, isBare: false }) : null;
  }
  if (hour.value < 1 || hour.value > 12 || isOfSomething(scan, hour.next)) return null;
  return closed(scan, { clock: twelve((hour.value + fraction) * 60), next: hour.next, isBare: false });
}

/** "half past ten", "quarter to eleven", "twenty five past nine", "ten minutes to four". */
function pastOrTo(scan: Scan, at: number): ClockAt | null {
  let minutes: number;
  let next = at;
  const start = keyAt(scan, at) === 'a' ? at + 1 : at;
  if (words.half.has(keyAt(scan, start))) [minutes, next] = [30, start + 1];
  else if (words.quarter.has(keyAt(scan, start))) [minutes, next] = [15, start + 1];
  else {
    const number = numberAt(scan.keys, at);
    if (number === null || number.isOrdinal || number.value < 1 || number.value > 59) return null;
    [minutes, next] = [number.value, number.next];
  }
  const hasUnit = words.minuteWords.has(keyAt(scan, next));
  if (hasUnit) next += 1;
  const isPast = keyAt(scan, next) === 'past' || (hasUnit && keyAt(scan, next) === 'after');
  const isTo =
    ['to', 'til', 'of'].includes(keyAt(scan, next)) &&
    scan.raws[next] !== '-' &&
    (hasUnit || [15, 25].includes(minutes) || (minutes === 20 && numberAt(scan.keys, at)?.digits === undefined));
  if (!isPast && !isTo) return null;
  const hour = hourAt(scan, next + 1);
  if (hour === null || hour.value < 1 || hour.value > 12) return null;
  if (!isPast && minutes !== 15 && !hasUnit && isOclock(scan, hour.next)) return null;
  return closed(scan, {
    clock: twelve(hour.value * 60 + (isPast ? minutes : -minutes)),
    next: hour.next,
    isBare: false,
  });
}

const lackWords = keysOf('kam kum kami कम');

/** "das mein paanch minute kam", "das bajne mein paanch minute". */
function lacking(scan: Scan, at: number): ClockAt | null {
  const hour = hourAt(scan, at);
  if (hour === null || hour.value < 1 || hour.value > 12) return null;
  let next = hour.next;
  const isStriking = words.bajne.has(keyAt(scan, next));
  if (isStriking) next += 1;
  if (!words.mein.has(keyAt(scan, next)) && !(isStriking && words.se.has(keyAt(scan, next)))) return null;
  const minute = numberAt(scan.keys, next + 1);
  const quarter = fractions.get(keyAt(scan, next + 1)) === -0.25 ? 15 : null;
  const lacks = minute?.value ?? quarter;
  if (lacks === null || lacks === undefined || lacks > 59) return null;
  next = minute?.next ?? next + 2;
  const hasUnit = words.minuteWords.has(keyAt(scan, next));
  if (hasUnit) next += 1;
  const isLacking =
    lackWords.has(keyAt(scan, next)) ||
    words.pehle.has(keyAt(scan, next)) ||
    ['baki', 'bache', 'rahte'].includes(keyAt(scan, next));
  if (!isStriking && !(hasUnit && isLacking)) return null;
  return closed(scan, { clock: twelve(hour.value * 60 - lacks), next: isLacking ? next + 1 : next, isBare: false });
}

function plain(scan: Scan, at: number): ClockAt | null {
  const hour = hourAt(scan, at);
  if (hour === null || hour.isOrdinal || hour.value > 24 || (hour.digits ?? 0) > 2) return null;
  const marker = keyAt(scan, hour.next);
  const isStriking =
    words.bajkar.has(marker) || isRun(scan, hour.next, 'baj', words.ke) || isRun(scan, hour.next, 'baj', 'kar');
  if (isStriking) {
    const after = words.bajkar.has(marker) ? hour.next + 1 : hour.next + 2;
    const minute = numberAt(scan.keys, after);
    if (minute !== null && minute.value < 60) return withMinutes(scan, hour.value, minute);
  }
  if (isOclock(scan, hour.next)) {
    const minute = numberAt(scan.keys, hour.next + 1);
    const hasUnit =
      minute !== null && words.minuteWords.has(keyAt(scan, minute.next)) && !isOffset(scan, minute.next + 1);
    if (minute !== null && minute.value < 60 && hasUnit) return withMinutes(scan, hour.value, minute);
    return closed(scan, { clock: said(hour.value, 0), next: hour.next, isBare: false });
  }
  const minute = minutesAfter(scan, at, hour.next, hour.value);
  if (minute !== null)
    return closed(scan, { clock: said(hour.value, minute.value), next: minute.next, isBare: minute.isLoose });
  return closed(scan, { clock: said(hour.value, 0), next: hour.next, isBare: true });
}

/** "10 baje, 20 minute mein": a span, not minutes of the hour. */
const isOffset = (scan: Scan, at: number): boolean =>
  words.mein.has(keyAt(scan, at)) || words.baad.has(keyAt(scan, at)) || words.later.has(keyAt(scan, at));

/** "ten thirty", "ten oh five", "10 30": minutes of two digits right behind an hour. `isLoose` where it may be something else. */
function minutesAfter(
  scan: Scan,
  start: number,
  at: number,
  hour: number,
): { value: number; next: number; isLoose: boolean } | null {
  if (hour < 1 || hour > 23 || scan.breaks[at] === true) return null;
  const first = numberAt(scan.keys, at);
  if (first === null || first.isOrdinal || words.dateWords.has(keyAt(scan, first.next))) return null;
  // More numbers around it: digits of something longer.
  if (isMoreDigits(scan, start - 1) || (numberAt(scan.keys, first.next) !== null && first.value !== 0)) return null;
  if (first.value === 0) {
    const second = numberAt(scan.keys, first.next);
    if (second === null || second.value > 9 || first.digits !== undefined) return null;
    return { value: second.value, next: second.next, isLoose: false };
  }
  if (first.value < 10 || first.value > 59 || (first.digits ?? 2) !== 2) return null;
  if (first.value <= 12 && first.value > hour && isOclock(scan, first.next)) return null;
  const unit = keyAt(scan, first.next);
  if (
    words.months.has(unit) ||
    [words.dayUnits, words.weekUnits, words.monthUnits, words.yearUnits].some((set) => set.has(unit))
  )
    return null;
  return {
    value: first.value,
    next: first.next,
    isLoose: first.value < 13 || first.value % 5 !== 0 || !mayFollow(scan, first.next),
  };
}

const isMoreDigits = (scan: Scan, at: number): boolean => {
  if (at < scan.taken) return false;
  const key = keyAt(scan, at);
  return /^\d+$/.test(key) || (numberAt(scan.keys, at)?.isOrdinal === false && !['do', 'ek', 'o', 'oh'].includes(key));
};

function withMinutes(scan: Scan, hour: number, minute: { value: number; next: number }): ClockAt {
  const next = words.minuteWords.has(keyAt(scan, minute.next)) ? minute.next + 1 : minute.next;
  return closed(scan, { clock: said(hour, minute.value), next, isBare: false });
}
