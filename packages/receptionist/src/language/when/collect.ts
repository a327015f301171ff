import { keysOf } from '../lexicon.ts';
import { isComplaintBehind } from './clauses.ts';
import { clockAt } from './clock.ts';
import { baseDateAt, dateAt } from './date-at.ts';
import { isThis } from './days.ts';
import * as words from './lexicon.ts';
import { offsetAt } from './offsets.ts';
import { type Found, type Item, isRun, keyAt, type Scan } from './scan.ts';
import { timeAt } from './time-at.ts';

const festivalTails = keysOf(
  'ke ki ka se baad bad pehle pahle wale wala wali agle din day week hafte later puja pooja aas paas time ko के की का से बाद पहले वाले अगले दिन',
);

/** All that is said of time, from the first word to the last. */
export function collect(words: Scan): Item[] {
  let scan = words;
  const items: Item[] = [];
  let at = 0;
  while (at < scan.keys.length) {
    const last = items.at(-1);
    const isTimeNear =
      last?.kind === 'date'
        ? last.next >= at - bridged(scan, at)
        : last?.kind === 'time' && isOther(scan, last.next, at);
    const found =
      festivalAt(scan, at) ??
      nowadaysAt(scan, at) ??
      tonightAt(scan, at) ??
      thisPartAt(scan, at) ??
      dateAt(scan, at) ??
      offsetAt(scan, at) ??
      timeAt(scan, at, isTimeNear);
    if (found === null || found.next <= at) {
      at += 1;
      continue;
    }
    for (const item of found.items)
      items.push(isTelling(scan, item) ? { at: item.at, next: item.next, kind: 'none', why: 'since' } : item);
    at = found.next;
    scan = { ...scan, taken: at };
  }
  return items;
}

/** Small words between a day and a bare hour: "Friday ko paanch", "tomorrow at 5". */
function bridged(scan: Scan, at: number): number {
  let count = 0;
  while (
    count < 2 &&
    ['ko', 'ke', 'ka', 'ki', 'at', 'around', 'about', 'by', 'hi', 'for', 'की', 'mein'].includes(
      keyAt(scan, at - 1 - count),
    )
  )
    count += 1;
  return count;
}

/** "do baje se ulti ho rahi hai": since when, not from when on. */
function isTelling(scan: Scan, item: Item): boolean {
  const isOpen =
    item.kind === 'time' && item.time.kind === 'range' && item.time.from !== undefined && item.time.to === undefined;
  return isOpen && words.se.has(keyAt(scan, item.next - 1)) && isComplaintBehind(scan, item.next);
}

function festivalAt(scan: Scan, at: number): Found | null {
  const isLed = ['after', 'before', 'around', 'on', 'since', 'till', 'til'].includes(keyAt(scan, at));
  let next = isLed ? at + 1 : at;
  if (!words.festivals.has(keyAt(scan, next))) return null;
  while (words.festivals.has(keyAt(scan, next))) next += 1;
  while (festivalTails.has(keyAt(scan, next)) && scan.breaks[next] !== true) next += 1;
  // "Diwali ke baad wale Monday": which Monday is not known either.
  const isOffset = ['vale', 'vala', 'vali', 'agle', 'bad', 'baad'].includes(keyAt(scan, next - 1));
  const base =
    isOffset && scan.breaks[next] !== true && words.weekdays.has(keyAt(scan, next)) ? baseDateAt(scan, next) : null;
  return { items: [{ at, next: base?.next ?? next, kind: 'none', why: 'unknown' }], next: base?.next ?? next };
}

/** "4 or 5", "ten, no, eleven", "10, actually make it 11": a number that stands for the time before it. */
function isOther(scan: Scan, from: number, to: number): boolean {
  const between = scan.keys.slice(from, to);
  return (
    between.length > 0 && between.every((key) => words.or.has(key) || words.corrections.has(key) || otherWords.has(key))
  );
}
const otherWords = keysOf('make it i at not to around ko baje par pe');

/** "this morning", "is shaam". */
function thisPartAt(scan: Scan, at: number): Found | null {
  const part = isThis(scan, at) ? words.parts.get(keyAt(scan, at + 1)) : undefined;
  if (part === undefined) return null;
  const clock = clockAt(scan, at + 1);
  const date: Item = { at, next: at + 1, kind: 'date', date: { options: [{ from: scan.today }] } };
  if (clock !== null) return { items: [date], next: at + 1 };
  return { items: [date, { at: at + 1, next: at + 2, kind: 'time', time: { kind: 'part', part } }], next: at + 2 };
}

function tonightAt(scan: Scan, at: number): Found | null {
  if (words.last.has(keyAt(scan, at)) && words.parts.get(keyAt(scan, at + 1)) === 'night') {
    const next = at + 2;
    const date: Item = { at, next, kind: 'date', date: { options: [{ from: scan.today - 1 }], isPast: true } };
    return { items: [date, { at, next, kind: 'time', time: { kind: 'part', part: 'night' } }], next };
  }
  if (keyAt(scan, at) !== 'tonight') return null;
  const next = at + 1;
  const date: Item = { at, next, kind: 'date', date: { options: [{ from: scan.today }] } };
  return { items: [date, { at, next, kind: 'time', time: { kind: 'part', part: 'night' } }], next };
}

/** "aaj kal khansi hai": nowadays. */
function nowadaysAt(scan: Scan, at: number): Found | null {
  if (words.nowadays.has(keyAt(scan, at))) {
    const isEither = words.mein.has(keyAt(scan, at + 1));
    if (!isEither) return { items: [], next: at + 1 };
    return {
      items: [{ at, next: at + 2, kind: 'date', date: { options: [{ from: scan.today }, { from: scan.today + 1 }] } }],
      next: at + 2,
    };
  }
  const isTwoWords =
    isRun(scan, at, 'aj', words.kal) && scan.breaks[at + 1] !== true && !words.mein.has(keyAt(scan, at + 2));
  return isTwoWords && !words.or.has(keyAt(scan, at + 2)) ? { items: [], next: at + 2 } : null;
}
