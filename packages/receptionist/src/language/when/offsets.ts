import { civilOf, daysInMonth, daysOf, weekdayOf } from '../civil.ts';
import { keysOf } from '../lexicon.ts';
import { numberAt, oneAndHalf, twoAndHalf } from '../numbers.ts';
import * as words from './lexicon.ts';
import { type Item, isRun, keyAt, type Scan, type Span } from './scan.ts';

/** So many days, weeks, months or minutes. `to` where two numbers were said ("do teen din"). */
export interface Amount {
  unit: 'minutes' | 'days' | 'months';
  value: number;
  to?: number;
  next: number;
}

/** "teen din", "do hafte", "ek mahina", "half an hour", "do teen din", "a week". */
export function amountAt(scan: Scan, at: number): Amount | null {
  const halfHour = isRun(scan, at, words.half, 'an', words.hourWords)
    ? 3
    : isRun(scan, at, words.half, words.hourWords)
      ? 2
      : 0;
  if (halfHour > 0) return { unit: 'minutes', value: 30, next: at + halfHour };
  if (words.fortnight.has(keyAt(scan, at))) return { unit: 'days', value: 14, next: at + 1 };
  const first = countAt(scan, at);
  if (first === null) return bareUnitAt(scan, at);
  const isJoined =
    words.or.has(keyAt(scan, first.next)) || scan.raws[first.next] === '-' || keyAt(scan, first.next) === 'to';
  const second = numberAt(scan.keys, isJoined ? first.next + 1 : first.next);
  const isPair = second !== null && second.value > first.value && second.value <= 60 && Number.isInteger(first.value);
  const last = isPair ? second : first;
  const place = ['aur', 'more', 'full', 'pure', 'poore', 'ek'].includes(keyAt(scan, last.next))
    ? last.next + 1
    : last.next;
  const unit = unitAt(scan, place);
  if (unit === null) return null;
  return {
    unit: unit.unit,
    value: first.value * unit.size,
    ...(isPair ? { to: second.value * unit.size } : {}),
    next: unit.next,
  };
}

function countAt(scan: Scan, at: number): { value: number; next: number } | null {
  const key = keyAt(scan, at);
  if (isRun(scan, at, 'a', 'couple')) return { value: 2, next: keyAt(scan, at + 2) === 'of' ? at + 3 : at + 2 };
  if (['a', 'an'].includes(key)) return { value: 1, next: at + 1 };
  if (oneAndHalf.has(key)) return { value: 1.5, next: at + 1 };
  if (twoAndHalf.has(key)) return { value: 2.5, next: at + 1 };
  const number = numberAt(scan.keys, at);
  if (number === null || number.isOrdinal || (number.digits ?? 0) > 3) return null;
  const half = isRun(scan, number.next, 'and', 'a', words.half)
    ? 3
    : isRun(scan, number.next, 'and', words.half)
      ? 2
      : 0;
  return half === 0 ? number : { value: number.value + 0.5, next: number.next + half };
}

/** "hafte bhar", "mahine bhar", "hafte baad": one of them. */
function bareUnitAt(scan: Scan, at: number): Amount | null {
  if (numberAt(scan.keys, at - 1) !== null || words.next.has(keyAt(scan, at - 1))) return null;
  const unit = unitAt(scan, at);
  if (unit === null || unit.unit === 'minutes' || (unit.unit === 'days' && unit.size === 1)) return null;
  if (keyAt(scan, unit.next) === 'bhar') return { unit: unit.unit, value: unit.size, next: unit.next + 1 };
  return words.baad.has(keyAt(scan, unit.next)) ? { unit: unit.unit, value: unit.size, next: unit.next } : null;
}

function unitAt(scan: Scan, at: number): { unit: Amount['unit']; size: number; next: number } | null {
  const key = keyAt(scan, at);
  const next = keyAt(scan, at + 1) === 'bhar' ? at + 2 : at + 1;
  if (words.dayUnits.has(key)) return { unit: 'days', size: 1, next };
  if (words.weekUnits.has(key)) return { unit: 'days', size: 7, next };
  if (words.monthUnits.has(key)) return { unit: 'months', size: 1, next };
  if (words.yearUnits.has(key)) return { unit: 'months', size: 12, next };
  if (words.fortnight.has(key)) return { unit: 'days', size: 14, next };
  if (words.hourWords.has(key)) return { unit: 'minutes', size: 60, next };
  return words.minuteWords.has(key) ? { unit: 'minutes', size: 1, next } : null;
}

/** The day so many days or months from another one; null where it is no whole number of them. */
function dayShifted(from: number, unit: Amount['unit'], value: number, way: 1 | -1): number | null {
  if (!Number.isInteger(value) || unit === 'minutes') return null;
  if (unit === 'days') return from + way * value;
  const { year, month, day } = civilOf(from);
  const index = year * 12 + month - 1 + way * value;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return daysOf(y, m, Math.min(day, daysInMonth(y, m)));
}

/** As `dayShifted`, of an amount: "do teen din baad" is a span. */
export function shifted(from: number, amount: Amount, way: 1 | -1): Span | null {
  const near = dayShifted(from, amount.unit, amount.value, way);
  if (amount.to === undefined) return near === null ? null : { from: near };
  const far = dayShifted(from, amount.unit, amount.to, way);
  if (near === null || far === null) return null;
  return way === 1 ? { from: near, to: far } : { from: far, to: near };
}

const now = keysOf('now abhi ab today aaj aj');

/** What an amount says, with the words around it: ahead, behind, within, or nothing but how long. */
export function offsetAt(scan: Scan, at: number): { items: Item[]; next: number } | null {
  const lead = keyAt(scan, at);
  const isIn = lead === 'in' && !words.parts.has(keyAt(scan, at + 1));
  const isAfter = lead === 'after';
  const isWithin = lead === 'vithin';
  const isNext = words.next.has(lead);
  const isLast =
    words.last.has(lead) || ['since', 'for'].includes(lead) || (lead === 'from' && words.last.has(keyAt(scan, at + 1)));
  const isFromNow = now.has(lead) && words.se.has(keyAt(scan, at + 1));
  const isLed = isIn || isAfter || isWithin || isNext || isLast;
  let start = isLed ? at + 1 : isFromNow ? at + 2 : at;
  while (isLast && (words.last.has(keyAt(scan, start)) || keyAt(scan, start) === 'the')) start += 1;
  if (isWithin || isIn) while (['the', 'next', 'about', 'around'].includes(keyAt(scan, start))) start += 1;
  const amount = amountAt(scan, start);
  if (amount === null || (amount.unit === 'minutes' && ['to', 'past', 'til'].includes(keyAt(scan, amount.next))))
    return null;
  const isBehindOther = !isLed && !isFromNow && isOffOther(scan, at);
  const said = behindAmount(scan, amount.next);
  const found = (item: Item, next: number) => ({ items: [item], next });
  const none = (why: 'duration' | 'unknown', next: number) => found({ at, next, kind: 'none', why }, next);
  if (isBehindOther && said.kind !== 'none') return none('unknown', said.next);
  if (isLast) return none('duration', said.next);
  const isAhead = isIn || isAfter || said.kind === 'ahead' || (isFromNow && said.kind !== 'since');
  if (isIn && keyAt(scan, start - 1) === 'next') return within(scan, at, amount, amount.next, 0);
  if (isAhead) return ahead(scan, at, amount, said.kind === 'ahead' ? said.next : amount.next);
  if (isWithin || said.kind === 'within')
    return within(scan, at, amount, said.kind === 'within' ? said.next : amount.next, isNext ? 1 : 0);
  if (isNext && amount.unit === 'days' && keyAt(scan, start) !== 'a') return within(scan, at, amount, amount.next, 1);
  if (said.kind === 'ago') {
    const when = shifted(scan.today, amount, -1);
    if (when === null || amount.unit === 'minutes' || isSinceThen(scan, said.next)) return none('duration', said.next);
    return found({ at, next: said.next, kind: 'date', date: { options: [when], isPast: true } }, said.next);
  }
  return none('duration', said.kind === 'since' ? said.next : amount.next);
}

/** "do din pehle se", "2 days back since": how long something has gone on. */
const isSinceThen = (scan: Scan, at: number): boolean => words.se.has(keyAt(scan, at)) && scan.breaks[at] !== true;

/** "Diwali ke do din baad", "test ke ek hafte baad": counted from something else than a day. */
const isOffOther = (scan: Scan, at: number): boolean =>
  (words.ke.has(keyAt(scan, at - 1)) && at >= 2) || others.has(keyAt(scan, at - 1));
const others = keysOf('uske iske unke jiske us usse isse उसके इसके उनके उससे');

type Behind = { kind: 'ahead' | 'within' | 'ago' | 'since' | 'none'; next: number };

function behindAmount(scan: Scan, at: number): Behind {
  const key = keyAt(scan, at);
  if (scan.breaks[at] === true) return { kind: 'none', next: at };
  if (words.ke.has(key) && words.baad.has(keyAt(scan, at + 1))) return { kind: 'ahead', next: at + 2 };
  if (words.baad.has(key)) return { kind: 'ahead', next: at + 1 };
  if (words.later.has(key)) return { kind: 'ahead', next: at + 1 };
  if (isRun(scan, at, 'from', now)) return { kind: 'ahead', next: at + 2 };
  if (words.ke.has(key) && words.andar.has(keyAt(scan, at + 1))) return { kind: 'within', next: at + 2 };
  if (words.andar.has(key)) return { kind: 'within', next: at + 1 };
  if (words.mein.has(key)) return { kind: 'within', next: at + 1 };
  if (words.ago.has(key) || (words.ke.has(key) && words.ago.has(keyAt(scan, at + 1))))
    return { kind: 'ago', next: words.ke.has(key) ? at + 2 : at + 1 };
  if (words.se.has(key)) return { kind: 'since', next: at + 1 };
  return { kind: 'none', next: at };
}

function ahead(scan: Scan, at: number, amount: Amount, next: number): { items: Item[]; next: number } {
  if (amount.unit === 'minutes') return { items: inMinutes(scan, at, amount, next), next };
  const when = shifted(scan.today, amount, 1);
  if (when === null) return { items: [{ at, next, kind: 'none', why: 'unknown' }], next };
  // "do hafte baad, Monday ko": of that week.
  const isWeeks = amount.unit === 'days' && amount.value % 7 === 0 && amount.to === undefined;
  const monday = when.from - weekdayOf(when.from) + 1;
  const date = { options: [when], isCounted: true, ...(isWeeks ? { frame: { from: monday, to: monday + 6 } } : {}) };
  return { items: [{ at, next, kind: 'date', date }], next };
}

/** "do ghante baad": a time that follows from now. */
function inMinutes(scan: Scan, at: number, amount: Amount, next: number): Item[] {
  const total = scan.minutes + Math.round(amount.value);
  const date: Item = { at, next, kind: 'date', date: { options: [{ from: scan.today + Math.floor(total / 1440) }] } };
  return [date, { at, next, kind: 'time', time: { kind: 'clock', clock: { minutes: total % 1440, isExact: true } } }];
}

/** "do din ke andar", "within a week", "agle teen din": from today, or from tomorrow on. */
function within(scan: Scan, at: number, amount: Amount, next: number, first: number): { items: Item[]; next: number } {
  if (amount.unit === 'minutes') return ahead(scan, at, amount, next);
  const to = dayShifted(scan.today, amount.unit, amount.to ?? amount.value, 1);
  if (to === null) return { items: [{ at, next, kind: 'none', why: 'unknown' }], next };
  return { items: [{ at, next, kind: 'date', date: { options: [{ from: scan.today + first, to }] } }], next };
}
