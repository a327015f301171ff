import { keysOf } from '../lexicon.ts';
import { numberAt } from '../numbers.ts';
import { plainClockAt } from './clock-forms.ts';
import type { ClockAt } from './clock-signs.ts';
import * as words from './lexicon.ts';
import { type ClockSpec, type DayPart, keyAt, type Scan } from './scan.ts';

/** A clock time that begins at a token, with the part of day beside it, or null. */
export function clockAt(scan: Scan, at: number): ClockAt | null {
  const led = leadingPart(scan, at);
  const found = led === null ? plainClockAt(scan, at) : plainClockAt(scan, led.next);
  if (found === null) return null;
  if (led !== null) {
    if (found.isBare && isGiving(scan, led.next, led.part)) return null;
    return { ...found, clock: withPart(found.clock, led.part), isBare: false };
  }
  const behind = trailingPart(scan, found.next);
  if (behind === null || found.clock.isMidnight === true) return found;
  return { clock: withPart(found.clock, behind.part), next: behind.next, isBare: false };
}

const withPart = (clock: ClockSpec, part: DayPart): ClockSpec => (clock.isExact ? clock : { ...clock, part });

/** "shaam do" is "give me the evening", not two o'clock; "dopahar do" may be two. */
const isGiving = (scan: Scan, at: number, part: DayPart): boolean =>
  (part !== 'afternoon' && keyAt(scan, at) === 'do') || (keyAt(scan, at) === 'ek' && isArticle(scan, at));

/** "ek appointment", "ek slot": one of something. */
const isArticle = (scan: Scan, at: number): boolean =>
  keyAt(scan, at + 1) !== '' && !scan.breaks[at + 1] && !words.oclock.has(keyAt(scan, at + 1));

const leading = [words.ke, words.ko, words.ka, words.mein, words.atWords];

/** "subah", "shaam ke", "dopahar ko": a part of day before a clock time. */
function leadingPart(scan: Scan, at: number): { part: DayPart; next: number } | null {
  const part = partAt(scan, at);
  if (part === null) return null;
  let next = part.next;
  while (leading.some((set) => set.has(keyAt(scan, next)))) next += 1;
  return { part: part.part, next };
}

const trailing = keysOf('in the at ke k ki ka ko mein me');

/** "in the evening", "shaam ko", "at night" behind a clock time; not where it begins another one ("… subah, shaam paanch baje"). */
function trailingPart(scan: Scan, at: number): { part: DayPart; next: number } | null {
  if (scan.breaks[at] === true && !words.parts.has(keyAt(scan, at))) return null;
  let start = at;
  while (trailing.has(keyAt(scan, start)) && start < at + 2) start += 1;
  const part = partAt(scan, start);
  if (part === null) return null;
  const next = words.ko.has(keyAt(scan, part.next)) || words.ke.has(keyAt(scan, part.next)) ? part.next + 1 : part.next;
  if (words.or.has(keyAt(scan, part.next)) || plainClockAt(scan, next) === null)
    return { part: part.part, next: part.next };
  return null;
}

const qualifiers = keysOf('early late mid der jaldi');

/** A part of the day in one or two words. `day` only before or behind a clock time. */
export function partAt(scan: Scan, at: number): { part: DayPart; next: number } | null {
  const key = keyAt(scan, at);
  const part = words.parts.get(key);
  if (part !== undefined && key !== 'tonight') return { part, next: at + 1 };
  const qualified = qualifiers.has(key) ? words.parts.get(keyAt(scan, at + 1)) : undefined;
  if (qualified !== undefined) return { part: qualified, next: at + 2 };
  if (key === 'after' && words.noon.has(keyAt(scan, at + 1)) && keyAt(scan, at - 1) !== 'at')
    return { part: 'afternoon', next: at + 2 };
  if (words.shyEvening.has(scan.raws[at] ?? '') && isEveningByPlace(scan, at)) return { part: 'evening', next: at + 1 };
  if (
    words.daytime.has(key) &&
    (words.mein.has(keyAt(scan, at + 1)) || words.ke.has(keyAt(scan, at + 1))) &&
    numberAt(scan.keys, at - 1) === null
  ) {
    const hour = plainClockAt(scan, at + 2);
    if (hour !== null && !hour.isBare) return { part: 'day', next: at + 2 };
  }
  return null;
}

function isEveningByPlace(scan: Scan, at: number): boolean {
  const after = keyAt(scan, at + 1);
  const before = keyAt(scan, at - 1);
  const isDayBefore =
    words.kal.has(before) || words.today.has(before) || words.parson.has(before) || words.weekdays.has(before);
  return (
    isDayBefore || numberAt(scan.keys, at + 1) !== null || (words.ko.has(after) && numberAt(scan.keys, at + 2) !== null)
  );
}
