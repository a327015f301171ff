import { keysOf } from '../lexicon.ts';
import { type DateAt, dayOfMonth, dayOfMonthAt, joinedDay, namedDateAt, numericDateAt } from './dates.ts';
import { relativeDayAt, weekdayAt } from './days.ts';
import { frameAt } from './frames.ts';
import * as words from './lexicon.ts';
import { isMoved, isMoving } from './moving.ts';
import { amountAt, shifted } from './offsets.ts';
import { type DateSpec, type Found, keyAt, type Scan, type Span } from './scan.ts';

/** A day, a week or a month by its own name, the longest there. */
export function baseDateAt(scan: Scan, at: number): DateAt | null {
  return (
    numericDateAt(scan, at) ??
    namedDateAt(scan, at) ??
    frameAt(scan, at) ??
    relativeDayAt(scan, at) ??
    weekdayAt(scan, at) ??
    dayOfMonthAt(scan, at)
  );
}

const dateItem = (at: number, next: number, date: DateSpec): Found => ({
  items: [{ at, next, kind: 'date', date }],
  next,
});
const noneItem = (at: number, next: number, why: 'since' | 'unknown'): Found => ({
  items: [{ at, next, kind: 'none', why }],
  next,
});

/** A day with what bounds it or counts from it: "kal ke do din baad", "Monday se pehle", "Monday se Wednesday tak", "a week from Friday". */
export function dateAt(scan: Scan, at: number): Found | null {
  return countedFrom(scan, at) ?? betweenDates(scan, at) ?? ledDate(scan, at) ?? followedDate(scan, at);
}

/** "two days after Monday", "a week from Friday", "a day before the 15th". */
function countedFrom(scan: Scan, at: number): Found | null {
  const amount = amountAt(scan, at);
  if (amount === null || amount.unit === 'minutes') return null;
  const joint = keyAt(scan, amount.next);
  if (!['after', 'from', 'before'].includes(joint)) return null;
  const place = keyAt(scan, amount.next + 1) === 'the' ? amount.next + 2 : amount.next + 1;
  const base = baseDateAt(scan, place);
  if (base !== null) {
    const date = moved(base.date, amount, joint === 'before' ? -1 : 1, scan);
    return date === null ? null : dateItem(at, base.next, date);
  }
  // "two days after Diwali": not known here. "three days from now" is told elsewhere.
  return joint === 'after' && place < scan.keys.length && scan.breaks[place] !== true
    ? noneItem(at, place + 1, 'unknown')
    : null;
}

function moved(
  base: DateSpec,
  amount: NonNullable<ReturnType<typeof amountAt>>,
  way: 1 | -1,
  scan: Scan,
): DateSpec | null {
  const options = base.options
    .flatMap(({ from }) => shifted(from, amount, way) ?? [])
    .filter(({ from, to = from }) => to >= scan.today || base.isPast === true);
  return options.length === 0 ? null : { options };
}

/** "Monday se Wednesday tak", "20 se 25 tareekh ke beech", "between Monday and Friday", "Monday to Friday". */
function betweenDates(scan: Scan, at: number): Found | null {
  const isLed = ['betven', 'betvin', 'from', 'betvn'].includes(keyAt(scan, at));
  const start = isLed ? (keyAt(scan, at + 1) === 'the' ? at + 2 : at + 1) : at;
  const first = baseDateAt(scan, start) ?? bareDayAt(scan, start, isLed);
  if (first === null) return null;
  const joint = keyAt(scan, first.next);
  const isJoint =
    words.toWords.has(joint) || (words.and.has(joint) && (isLed || isBetweenBehind(scan, first.next + 1)));
  if (!isJoint) return null;
  let place = past(scan, first.next + 1);
  if (keyAt(scan, place) === 'the') place += 1;
  const second = baseDateAt(scan, place);
  if (second === null) return null;
  const isTarget = isLed ? isMoving(scan) && keyAt(scan, at) === 'from' : isMoved(scan, second.next);
  if (!words.and.has(joint) && isTarget) return dateItem(at, second.next, second.date);
  const options = first.date.options.slice(0, 1).flatMap(({ from }) => spanTo(from, first.date, second.date));
  const next = pastBetween(scan, second.next);
  return options.length === 0 ? null : dateItem(at, next, { options });
}

const past = (scan: Scan, at: number): number =>
  ['lekar', 'leke', 'le'].includes(keyAt(scan, at)) ? at + (keyAt(scan, at + 1) === 'kar' ? 2 : 1) : at;

const isBetweenBehind = (scan: Scan, at: number): boolean => {
  const second = baseDateAt(scan, at);
  return (
    second !== null &&
    (words.beech.has(keyAt(scan, second.next)) ||
      (words.ke.has(keyAt(scan, second.next)) && words.beech.has(keyAt(scan, second.next + 1))))
  );
};

/** "20 se 25 tareekh": the first number is a day because the second is. */
function bareDayAt(scan: Scan, at: number, isLed: boolean): DateAt | null {
  const second = joinedDay(scan, at + 1);
  const isBig = /^\d{1,2}$/.test(keyAt(scan, at)) || isLed;
  if (second === null || !second.isRange || !isBig || !words.dateWords.has(keyAt(scan, second.next))) return null;
  const day = Number(keyAt(scan, at));
  const date = day >= 1 && day <= 31 ? dayOfMonth(day, scan) : null;
  return date === null ? null : { date, next: at + 1 };
}

function spanTo(from: number, first: DateSpec, second: DateSpec): Span[] {
  const end = second.options.map((option) => option.to ?? option.from).find((to) => to > from);
  const later = second.within?.({ from, to: from + 31 })[0]?.from;
  const to = second.isBareDay === true ? (later ?? end) : end;
  return to === undefined || first.isPast === true ? [] : [{ from, to }];
}

/** "… ke beech mein", "… tak" behind a span. */
export function pastBetween(scan: Scan, at: number): number {
  let next = at;
  if (words.ke.has(keyAt(scan, next)) && words.beech.has(keyAt(scan, next + 1))) next += 2;
  else if (words.beech.has(keyAt(scan, next)) || words.tak.has(keyAt(scan, next))) next += 1;
  return next;
}

const until = keysOf('before by till until upto');
const openEnded = keysOf('after since');

/** "before Monday", "by Friday", "after the 15th", "since Monday", "from tomorrow". */
function ledDate(scan: Scan, at: number): Found | null {
  const lead = keyAt(scan, at);
  const isUntil = until.has(lead);
  if (!isUntil && !openEnded.has(lead) && lead !== 'from') return null;
  let start = at + 1;
  while (words.last.has(keyAt(scan, start)) === false && ['the', 'or'].includes(keyAt(scan, start))) start += 1;
  const base = baseDateAt(scan, start);
  if (base === null)
    return lead === 'since' && words.parts.has(keyAt(scan, start)) ? noneItem(at, start + 1, 'since') : null;
  if (!isUntil) return noneItem(at, pastPart(scan, base.next), lead === 'after' ? 'unknown' : 'since');
  return untilDate(scan, at, base, lead === 'before' ? -1 : 0, base.next);
}

/** "kal raat se": the part belongs to what it began with. */
const pastPart = (scan: Scan, at: number): number => (words.parts.has(keyAt(scan, at)) ? at + 1 : at);

function untilDate(scan: Scan, at: number, base: DateAt, shift: number, next: number): Found | null {
  const [first] = base.date.options;
  if (first === undefined) return null;
  const to = (shift < 0 ? first.from : (first.to ?? first.from)) + shift;
  if (to < scan.today) return noneItem(at, next, 'unknown');
  return dateItem(at, next, { options: [{ from: scan.today, to }] });
}

const nextDay = keysOf('agle next अगले');

/** A day, with "se pehle", "tak", "ke baad", "se", "ke do din baad", "ke agle din" behind it. */
function followedDate(scan: Scan, at: number): Found | null {
  const base = baseDateAt(scan, at);
  if (base === null) return null;
  const { date, next } = base;
  const key = keyAt(scan, next);
  if (scan.breaks[next] === true) return dateItem(at, next, date);
  if (['after', 'before'].includes(key) && words.festivals.has(keyAt(scan, next + 1)))
    return noneItem(at, next + 2, 'unknown');
  const isOf = words.ke.has(key);
  const isFrom = words.se.has(key);
  if (isOf || isFrom) {
    const amount = amountAt(scan, next + 1);
    const behind =
      amount === null
        ? -1
        : words.baad.has(keyAt(scan, amount.next)) || words.later.has(keyAt(scan, amount.next))
          ? 1
          : words.pehle.has(keyAt(scan, amount.next))
            ? -1
            : 0;
    if (amount !== null && behind !== 0) {
      const counted = moved(date, amount, behind === 1 ? 1 : -1, scan);
      return counted === null ? noneItem(at, amount.next + 1, 'unknown') : dateItem(at, amount.next + 1, counted);
    }
    if (nextDay.has(keyAt(scan, next + 1)) && words.dayUnits.has(keyAt(scan, next + 2)))
      return dateItem(at, next + 3, dayAfter(date));
    if (isOf && words.baad.has(keyAt(scan, next + 1))) {
      const isThatDay = words.wale.has(keyAt(scan, next + 2)) && words.dayUnits.has(keyAt(scan, next + 3));
      return isThatDay ? dateItem(at, next + 4, dayAfter(date)) : noneItem(at, next + 2, 'unknown');
    }
    if (words.pehle.has(keyAt(scan, next + 1))) return untilDate(scan, at, base, -1, pastTwice(scan, next + 2));
    if (isFrom && !isLeft(scan, next + 1)) return noneItem(at, next + 1, 'since');
  }
  if (words.tak.has(key)) return untilDate(scan, at, base, 0, next + 1);
  if (words.later.has(key) && key !== 'later') return noneItem(at, next + 1, 'since');
  if (words.parts.has(key) && words.se.has(keyAt(scan, next + 1)) && !words.pehle.has(keyAt(scan, next + 2)))
    return noneItem(at, next + 2, 'since');
  return dateItem(at, next, date);
}

const pastTwice = (scan: Scan, at: number): number => (words.pehle.has(keyAt(scan, at)) ? at + 1 : at);
const dayAfter = (date: DateSpec): DateSpec => ({
  options: date.options.map(({ from, to = from }) => ({ from: to + 1 })),
});

/** "Monday se badal ke": what is left, not what something began with. */
const leaving = keysOf('shift badal badalkar badalke change hata hatake');
const isLeft = (scan: Scan, at: number): boolean => leaving.has(keyAt(scan, at));
