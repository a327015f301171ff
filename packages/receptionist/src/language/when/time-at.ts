import { keysOf } from '../lexicon.ts';
import { numberAt } from '../numbers.ts';
import { isCounted, isLabelled, isTimeByPlace, mayFollow } from './by-place.ts';
import { clockAt, partAt } from './clock.ts';
import { plainClockAt } from './clock-forms.ts';
import type { ClockAt } from './clock-signs.ts';
import { pastBetween } from './date-at.ts';
import * as words from './lexicon.ts';
import { isMoved, isMoving } from './moving.ts';
import { type ClockSpec, type DayPart, type Found, isRun, keyAt, type Scan, type TimeSpec } from './scan.ts';

const timeItem = (at: number, next: number, time: TimeSpec): Found => ({
  items: [{ at, next, kind: 'time', time }],
  next,
});
const partItem = (at: number, next: number, part: DayPart): Found => timeItem(at, next, { kind: 'part', part });
const noneItem = (at: number, next: number): Found => ({ items: [{ at, next, kind: 'none', why: 'since' }], next });

/** A time, a range of time or a part of the day. @param isTimeNear whether a day or another time stands right before it */
export function timeAt(scan: Scan, at: number, isTimeNear: boolean): Found | null {
  return (
    phraseAt(scan, at) ??
    rangeAt(scan, at) ??
    ledTime(scan, at) ??
    eitherHour(scan, at) ??
    followedTime(scan, at, isTimeNear) ??
    dayPartAt(scan, at)
  );
}

const lunch = keysOf('lunch lanch launch khana khane lunchtime लंच खाना खाने');
const dinner = keysOf('dinner');
const breakfast = keysOf('breakfast nashta nashte naashta naashte नाश्ता नाश्ते');
const work = keysOf('office college duty offis daftar ऑफिस दफ्तर');

/** "lunch ke baad", "first half", "after office": a part of the day in other words. */
function phraseAt(scan: Scan, at: number): Found | null {
  const key = keyAt(scan, at);
  if (
    words.half.has(keyAt(scan, at + 1)) &&
    ['first', 'second', 'pehle', 'dusre', 'last', '1st', '2nd', 'pahle', 'pehla', 'dusra'].includes(key)
  ) {
    return partItem(at, at + 2, ['first', 'pehle', 'pahle', 'pehla'].includes(key) ? 'morning' : 'afternoon');
  }
  if (/^[12]$/.test(key) && ['st', 'nd'].includes(keyAt(scan, at + 1)) && words.half.has(keyAt(scan, at + 2))) {
    return partItem(at, at + 3, key === '1' ? 'morning' : 'afternoon');
  }
  const meal = mealAt(scan, at);
  if (meal !== null) return partItem(at, meal.next, meal.part);
  return null;
}

function mealAt(scan: Scan, at: number): { part: DayPart; next: number } | null {
  const isAfter = ['after', 'post'].includes(keyAt(scan, at));
  const isBefore = ['before', 'pre'].includes(keyAt(scan, at));
  const start = isAfter || isBefore ? at + 1 : at;
  const kind = [lunch, dinner, breakfast, work].findIndex((set) => set.has(keyAt(scan, start)));
  if (kind < 0) return null;
  const place = words.ke.has(keyAt(scan, start + 1))
    ? start + 2
    : ['se', 'hours', 'time', 'ours'].includes(keyAt(scan, start + 1))
      ? start + 2
      : start + 1;
  const isBehindAfter = words.baad.has(keyAt(scan, place));
  const isBehindBefore = words.pehle.has(keyAt(scan, place));
  const next = isBehindAfter || isBehindBefore ? place + 1 : place;
  const before: readonly DayPart[] = ['morning', 'evening', 'morning', 'morning'];
  const after: readonly DayPart[] = ['afternoon', 'night', 'morning', 'evening'];
  if (isAfter || isBehindAfter) return { part: after[kind] ?? 'afternoon', next: isAfter ? start + 1 : next };
  if (isBefore || isBehindBefore) return { part: before[kind] ?? 'morning', next: isBefore ? start + 1 : next };
  const isAtLunch =
    kind === 0 &&
    (['time', 'taim'].includes(keyAt(scan, start + 1)) ||
      isRun(scan, start + 1, words.ke, 'time') ||
      keyAt(scan, at) === 'lunchtime');
  return isAtLunch
    ? {
        part: 'afternoon',
        next:
          keyAt(scan, at) === 'lunchtime' ? start + 1 : words.ke.has(keyAt(scan, start + 1)) ? start + 3 : start + 2,
      }
    : null;
}

/** "between ten and eleven", "das se gyarah ke beech", "10 to 11", "das gyarah baje". */
function rangeAt(scan: Scan, at: number): Found | null {
  const isLed = ['betven', 'betvin', 'from', 'betvn'].includes(keyAt(scan, at));
  const first = clockAt(scan, isLed ? at + 1 : at);
  if (first === null || (!isLed && isLabelled(scan, at))) return null;
  const pair = isLed ? null : pairAt(scan, at, first);
  if (pair !== null) return pair;
  const joint = keyAt(scan, first.next);
  const isTo = words.toWords.has(joint);
  const isAnd = words.and.has(joint);
  if (!isTo && !isAnd) return null;
  const start = first.next + (['lekar', 'leke'].includes(keyAt(scan, first.next + 1)) ? 2 : 1);
  const second = clockAt(scan, keyAt(scan, start) === 'the' ? start + 1 : start);
  if (second === null || isCounted(scan, second.next)) return null;
  const next = pastBetween(scan, second.next);
  const isBetween = next > second.next;
  if (isAnd && !isLed && !isBetween) return null;
  if (!isAnd && !isLed && !isBetween && first.isBare && second.isBare && !isPlainHours(scan, at, first, second))
    return null;
  const isTarget = isLed ? isMoving(scan) && keyAt(scan, at) === 'from' : isMoved(scan, second.next);
  if (isTo && isTarget) return timeItem(at, next, { kind: 'clock', clock: second.clock });
  return timeItem(at, next, { kind: 'range', from: first.clock, to: second.clock });
}

/** "10 se 11": two whole hours of a clinic's day, and nothing counted or named. */
function isPlainHours(scan: Scan, at: number, first: ClockAt, second: ClockAt): boolean {
  const [a, b] = [first.clock.minutes, second.clock.minutes];
  return (
    a !== b &&
    a >= 60 &&
    b >= 60 &&
    a <= 720 &&
    b <= 720 &&
    mayFollow(scan, second.next) &&
    numberAt(scan.keys, at - 1) === null
  );
}

/** "das gyarah baje", "4-5 baje": about then, from the one to the other. */
function pairAt(scan: Scan, at: number, first: ClockAt): Found | null {
  const hour = numberAt(scan.keys, words.parts.has(keyAt(scan, at)) ? first.next - 1 : at);
  if (!isWholeHour(first.clock) || first.next > at + 3 || hour === null) return null;
  const second = clockAt(scan, first.next);
  if (second === null || second.isBare || !isWholeHour(second.clock) || scan.breaks[first.next] === true) return null;
  const isMarkedFirst = words.oclock.has(keyAt(scan, first.next - 1));
  if (isMarkedFirst || second.clock.minutes - first.clock.minutes !== 60 || numberAt(scan.keys, first.next) === null)
    return null;
  return timeItem(at, pastBetween(scan, second.next), { kind: 'range', from: first.clock, to: second.clock });
}

const isWholeHour = (clock: ClockSpec): boolean => clock.minutes % 60 === 0 && clock.minutes <= 720;

const untilWords = keysOf('before till until upto');
const earlier = keysOf('earlier than');

/** "after four", "before noon", "by five", "from ten", "not before five", "till 6". */
function ledTime(scan: Scan, at: number): Found | null {
  const lead = keyAt(scan, at);
  const isFrom =
    lead === 'after' ||
    lead === 'from' ||
    lead === 'since' ||
    isRun(scan, at, 'later', 'than') ||
    isRun(scan, at, 'past');
  const isTo = untilWords.has(lead) || lead === 'by' || isRun(scan, at, earlier, 'than');
  if (!isFrom && !isTo) return null;
  if (lead === 'after' && words.noon.has(keyAt(scan, at + 1))) return null;
  let start = keyAt(scan, at + 1) === 'than' ? at + 2 : at + 1;
  while (['the', 'around', 'about', 'or'].includes(keyAt(scan, start))) start += 1;
  const clock = clockAt(scan, start);
  if (clock === null)
    return isFrom && lead !== 'after' && partAt(scan, start) !== null ? noneItem(at, start + 1) : null;
  if (clock.isBare && (isCounted(scan, clock.next) || !mayFollow(scan, clock.next) || isDateLike(scan, clock.next)))
    return null;
  if (lead === 'since') return noneItem(at, clock.next);
  const next = words.later.has(keyAt(scan, clock.next)) ? clock.next + 1 : clock.next;
  return timeItem(at, next, isFrom ? { kind: 'range', from: clock.clock } : { kind: 'range', to: clock.clock });
}

const isDateLike = (scan: Scan, at: number): boolean =>
  words.months.has(keyAt(scan, at)) || words.dateWords.has(keyAt(scan, at));

/** "4 ya 5 baje", "ten or eleven am": the first is a time because the second is. */
function eitherHour(scan: Scan, at: number): Found | null {
  const first = clockAt(scan, at);
  if (first === null || !first.isBare || isLabelled(scan, at) || !words.or.has(keyAt(scan, first.next))) return null;
  const second = clockAt(scan, first.next + 1);
  if (second === null || (second.isBare && !isBound(scan, second.next))) return null;
  return timeItem(at, first.next, {
    kind: 'clock',
    clock: { ...first.clock, ...(second.clock.part === undefined ? {} : { part: second.clock.part }) },
  });
}

const isBound = (scan: Scan, at: number): boolean => boundBehind(scan, at) !== null;

/** A clock time, with "ke baad", "se pehle", "tak", "se", "onwards" behind it. */
function followedTime(scan: Scan, at: number, isTimeNear: boolean): Found | null {
  const found = clockAt(scan, at);
  if (found === null) return null;
  const { clock, next } = found;
  const behindAbout = aboutBehind(scan, next);
  if (behindAbout !== null && !isLabelled(scan, at) && !isBigNumber(scan, at, clock))
    return timeItem(at, behindAbout, { kind: 'clock', clock });
  const bound = boundBehind(scan, next);
  if (found.isBare) {
    if (isCounted(scan, next) || isLabelled(scan, at) || isBigNumber(scan, at, clock)) return null;
    if (bound === null && !isTimeByPlace(scan, at, next, isTimeNear)) return null;
    if (bound?.isLoose === true && !isTimeNear && scan.keys.length > bound.next) return null;
  }
  if (bound === null) return timeItem(at, next, { kind: 'clock', clock });
  if (bound.kind === 'since') return timeItem(at, bound.next, { kind: 'range', from: clock });
  return timeItem(
    at,
    bound.next,
    bound.kind === 'from' ? { kind: 'range', from: clock } : { kind: 'range', to: clock },
  );
}

const about = keysOf('aas paas aaspaas kareeb karib lagbhag around about आस पास आसपास करीब लगभग');

/** Behind "ke aas paas", "ke kareeb", or null. */
function aboutBehind(scan: Scan, at: number): number | null {
  if (!words.ke.has(keyAt(scan, at)) || !about.has(keyAt(scan, at + 1))) return null;
  return about.has(keyAt(scan, at + 2)) ? at + 3 : at + 2;
}

/** A bare number beyond twelve is a day of the month, or a count. */
const isBigNumber = (scan: Scan, at: number, clock: ClockSpec): boolean => {
  const number = numberAt(scan.keys, at);
  return number !== null && clock.minutes % 60 === 0 && (number.value > 12 || number.value === 0);
};

type Bound = { kind: 'from' | 'to' | 'since'; next: number; isLoose: boolean };

function boundBehind(scan: Scan, at: number): Bound | null {
  const [a, b] = [keyAt(scan, at), keyAt(scan, at + 1)];
  if (scan.breaks[at] === true) return null;
  const bound = (kind: Bound['kind'], next: number, isLoose = false): Bound => ({ kind, next, isLoose });
  if (words.ke.has(a) && words.baad.has(b)) return bound('from', at + 2);
  if (words.baad.has(a)) return bound('from', at + 1);
  if (words.later.has(a) && a !== 'later') return bound('from', at + 1);
  if (a === 'or' && b === 'later') return bound('from', at + 2);
  if ((words.se.has(a) || words.ke.has(a)) && words.pehle.has(b))
    return bound('to', words.pehle.has(keyAt(scan, at + 2)) ? at + 3 : at + 2);
  if (words.tak.has(a)) return bound('to', at + 1);
  if (isRun(scan, at, 'or', earlier)) return bound('to', at + 2);
  return words.se.has(a) && plainClockAt(scan, at + 1) === null ? bound('since', at + 1, true) : null;
}

const openPart = keysOf('tak till until तक');
const greetings = keysOf('good gud shubh shub shubha शुभ');

/** A part of the day alone; not in a greeting, and not what something goes on since or until. */
function dayPartAt(scan: Scan, at: number): Found | null {
  const part = partAt(scan, at);
  if (part === null || part.part === 'day') return null;
  if (greetings.has(keyAt(scan, at - 1))) return { items: [], next: part.next };
  let { next } = part;
  while (words.parts.get(keyAt(scan, next)) === part.part && scan.breaks[next] !== true) next += 1;
  const behind = keyAt(scan, next);
  // "raat bhar", "din raat": all night, all the time.
  if (behind === 'bhar' || (part.part === 'night' && words.daytime.has(keyAt(scan, at - 1)))) return noneItem(at, next);
  if (scan.breaks[next] !== true) {
    if (words.se.has(behind)) {
      if (words.pehle.has(keyAt(scan, next + 1)))
        return part.part === 'afternoon' ? partItem(at, next + 2, 'morning') : noneItem(at, next + 2);
      const second = partAt(scan, next + 1);
      if (second !== null && openPart.has(keyAt(scan, second.next))) return noneItem(at, second.next + 1);
      return noneItem(at, next + 1);
    }
    if (openPart.has(behind)) return noneItem(at, next + 1);
    if (part.part === 'afternoon' && words.baad.has(behind)) return partItem(at, next + 1, 'afternoon');
    if (part.part === 'afternoon' && words.ke.has(behind) && words.baad.has(keyAt(scan, next + 1)))
      return partItem(at, next + 2, 'afternoon');
  }
  return partItem(at, next, part.part);
}
