import { civilOf, daysInMonth, daysOf } from '../civil.ts';
import { keysOf } from '../lexicon.ts';
import { cardinalAt, numberAt } from '../numbers.ts';
import { isCounted, isLabelled } from './by-place.ts';
import * as words from './lexicon.ts';
import { type DateSpec, keyAt, type Scan } from './scan.ts';

export interface DateAt {
  date: DateSpec;
  next: number;
}

/** A day and a month, perhaps a year. Day-first; forward to the next such day, and back to the last one for a sentence about the past. */
export function dayAndMonth(day: number, month: number, year: number | undefined, scan: Scan): DateSpec | null {
  if (day < 1 || day > 31 || month < 1 || month > 12) return null;
  if (year !== undefined) {
    if (day > daysInMonth(year, month)) return null;
    const from = daysOf(year, month, day);
    return { options: [{ from }], ...(from < scan.today ? { isPast: true } : {}) };
  }
  const start = civilOf(scan.today).year;
  const years = Array.from({ length: 17 }, (_, index) => start - 8 + index).filter((y) => day <= daysInMonth(y, month));
  const ahead = years.map((y) => daysOf(y, month, day)).find((from) => from >= scan.today);
  const behind = years.map((y) => daysOf(y, month, day)).findLast((from) => from < scan.today);
  if (ahead === undefined) return null;
  return { options: [{ from: ahead }], ...(behind === undefined ? {} : { past: [{ from: behind }] }) };
}

/** "5/6", "5-6-2027", "2027-06-05"; "15.12" only where a word says that it is a date. */
export function numericDateAt(scan: Scan, at: number): DateAt | null {
  const key = keyAt(scan, at);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(key);
  if (iso !== null) return dated(scan, at + 1, Number(iso[3]), Number(iso[2]), Number(iso[1]));
  const match = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/.exec(key);
  if (match === null) return spacedDateAt(scan, at);
  const [day, month] = [Number(match[1]), Number(match[2])];
  const year = match[3] === undefined ? undefined : Number(match[3]) + (match[3].length === 2 ? 2000 : 0);
  const isDotted = key.includes('.') && year === undefined;
  const isNamed =
    words.dateWords.has(keyAt(scan, at - 1)) ||
    words.dateWords.has(keyAt(scan, at + 1)) ||
    words.ko.has(keyAt(scan, at + 1));
  if (isDotted && !isNamed && day <= 23) return null;
  if (words.oclock.has(keyAt(scan, at + 1))) return null;
  if (month > 12 && day <= 12) return dated(scan, at + 1, month, day, year);
  return dated(scan, at + 1, day, month, year);
}

/** "24-11", which reads as "24 to 11": no hours, so a date. */
function spacedDateAt(scan: Scan, at: number): DateAt | null {
  if (scan.raws[at + 1] !== '-' || !/^\d{1,2}$/.test(keyAt(scan, at)) || !/^\d{1,2}$/.test(keyAt(scan, at + 2)))
    return null;
  const [day, month] = [Number(keyAt(scan, at)), Number(keyAt(scan, at + 2))];
  const after = keyAt(scan, at + 3);
  if (day <= 12 || month > 12 || words.months.has(after) || words.dateWords.has(after) || words.oclock.has(after))
    return null;
  return dated(scan, at + 3, day, month, undefined);
}

function dated(scan: Scan, next: number, day: number, month: number, year: number | undefined): DateAt | null {
  const date = dayAndMonth(day, month, year, scan);
  return date === null ? null : { date, next: pastDateWord(scan, next) };
}

const pastDateWord = (scan: Scan, at: number): number => (words.dateWords.has(keyAt(scan, at)) ? at + 1 : at);

/** A month's name; of those that are other words too, only where `isBesideNumber`. */
export function monthAt(scan: Scan, at: number, isBesideNumber: boolean): number | null {
  const raw = scan.raws[at] ?? '';
  const isShy = words.shyMonths.has(raw);
  if (isShy && !isBesideNumber) return null;
  return words.shortMonths.get(raw) ?? words.months.get(keyAt(scan, at)) ?? null;
}

/** "24 November", "November 24th", "the fifteenth of June", "15 ya 16 December"; with or without a year. */
export function namedDateAt(scan: Scan, at: number): DateAt | null {
  const first = numberAt(scan.keys, at);
  if (first !== null && first.value >= 1 && first.value <= 31 && !isLabelled(scan, at)) {
    let next = first.next;
    if (keyAt(scan, next) === 'of' || words.dateWords.has(keyAt(scan, next))) next += 1;
    if (words.ka.has(keyAt(scan, next)) && next > first.next) next += 1;
    const month = monthAt(scan, next, true);
    // "mai 5 ko": Roman "mai" is "I" more often than May.
    if (month !== null && scan.raws[next] !== 'mai') return withYear(scan, next + 1, first.value, month);
    if (month !== null && isMayByPlace(scan, next)) return withYear(scan, next + 1, first.value, month);
    const second = joinedDay(scan, first.next);
    if (second === null) return null;
    const sharedMonth = monthAt(scan, second.next, true);
    return sharedMonth === null ? null : severalDays(scan, first.value, second, sharedMonth);
  }
  const month = monthAt(scan, at, true);
  if (month === null || scan.raws[at] === 'mai') return null;
  const skip = keyAt(scan, at + 1);
  const day = numberAt(scan.keys, ['ki', 'the', 'ke', 'ka', 'men', 'mein'].includes(skip) ? at + 2 : at + 1);
  if (day === null || day.value < 1 || day.value > 31 || (day.digits ?? 0) > 2) return null;
  if (words.oclock.has(keyAt(scan, day.next)) || isHourBehind(scan, day.next) || isCounted(scan, day.next)) return null;
  if (words.shyMonths.has(scan.raws[at] ?? '') && ['i', 'we'].includes(skip)) return null;
  return withYear(scan, pastDateWord(scan, day.next), day.value, month);
}

const isHourBehind = (scan: Scan, at: number): boolean =>
  ['am', 'pm', 'oclock'].includes(keyAt(scan, at)) || words.bajkar.has(keyAt(scan, at));
const isMayByPlace = (scan: Scan, at: number): boolean =>
  at + 1 >= scan.keys.length ||
  words.ko.has(keyAt(scan, at + 1)) ||
  words.ke.has(keyAt(scan, at + 1)) ||
  words.parts.has(keyAt(scan, at + 1));

/** "15 ya 16", "15 se 18", "15 to 18" before a month or "tareekh". */
export function joinedDay(scan: Scan, at: number): { value: number; next: number; isRange: boolean } | null {
  const joint = keyAt(scan, at);
  const isEither = words.or.has(joint) || words.and.has(joint);
  const isRange = words.toWords.has(joint);
  const digits = numberAt(scan.keys, isEither || isRange ? at + 1 : at);
  if (digits === null || digits.value < 1 || digits.value > 31) return null;
  return { value: digits.value, next: digits.next, isRange: isRange && !isEither };
}

function severalDays(
  scan: Scan,
  first: number,
  second: { value: number; next: number; isRange: boolean },
  month: number,
): DateAt | null {
  const [a, b] = [dayAndMonth(first, month, undefined, scan), dayAndMonth(second.value, month, undefined, scan)];
  const [from, to] = [a?.options[0]?.from, b?.options[0]?.from];
  if (from === undefined || to === undefined) return null;
  const options = second.isRange && to > from ? [{ from, to }] : [{ from }, { from: to }];
  return { date: { options }, next: second.next + 1 };
}

function withYear(scan: Scan, at: number, day: number, month: number): DateAt | null {
  const year = yearAt(scan, at);
  const date = dayAndMonth(day, month, year?.value, scan);
  return date === null ? null : { date, next: year?.next ?? at };
}

/** "2027", "do hazaar sattais", "twenty twenty seven". */
function yearAt(scan: Scan, at: number): { value: number; next: number } | null {
  const key = keyAt(scan, at);
  if (/^(19|20)\d\d$/.test(key)) return { value: Number(key), next: at + 1 };
  const spoken = cardinalAt(scan.keys, at);
  if (spoken !== null && spoken.value >= 1900 && spoken.value < 2100) return spoken;
  const [century, rest] = [numberAt(scan.keys, at), numberAt(scan.keys, at + 1)];
  if (
    century?.value !== 20 ||
    century.digits !== undefined ||
    rest === null ||
    rest.value < 10 ||
    rest.digits !== undefined
  )
    return null;
  return { value: 2000 + rest.value, next: rest.next };
}

/** Days of a month that a number names, within a frame or ahead. */
export function dayOfMonth(day: number, scan: Scan): DateSpec | null {
  const { year, month } = civilOf(scan.today);
  const at = (shift: number): number | null => {
    const index = month - 1 + shift;
    const [y, m] = [year + Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
    return day <= daysInMonth(y, m) ? daysOf(y, m, day) : null;
  };
  const near = Array.from({ length: 16 }, (_, index) => at(index - 3)).filter((days) => days !== null);
  const ahead = near.find((from) => from >= scan.today);
  const behind = near.findLast((from) => from < scan.today);
  if (ahead === undefined) return null;
  return {
    options: [{ from: ahead }],
    isBareDay: true,
    ...(behind === undefined ? {} : { past: [{ from: behind }] }),
    within: ({ from, to = from }) => {
      const start = civilOf(from);
      const found = [0, 1].map((shift) => {
        const index = start.month - 1 + shift;
        const [y, m] = [start.year + Math.floor(index / 12), (index % 12) + 1];
        return day <= daysInMonth(y, m) ? daysOf(y, m, day) : Number.NaN;
      });
      return found.filter((days) => days >= from && days <= to).map((days) => ({ from: days }));
    },
  };
}

const forWords = ['for', 'lie', 'liye'];

/** "pandrah tareekh", "15 ko", "the 15th", "date 15", "15 ki shaam", "pehli tareekh". */
export function dayOfMonthAt(scan: Scan, at: number): DateAt | null {
  const isLed = words.dateWords.has(keyAt(scan, at));
  const number = numberAt(scan.keys, isLed ? at + 1 : at);
  if (number === null || number.value < 1 || number.value > 31 || (number.digits ?? 0) > 2) return null;
  if (!isLed && isLabelled(scan, at)) return null;
  const several = isLed ? null : joinedDay(scan, number.next);
  if (several !== null && words.dateWords.has(keyAt(scan, several.next)))
    return severalOfMonth(scan, number.value, several);
  const after = keyAt(scan, number.next);
  const isBroken = scan.breaks[number.next] === true;
  const isNamed = isLed || words.dateWords.has(after) || (words.ko.has(after) && !isBroken && !isAfterPart(scan, at));
  const isOfDay = ['ki', 'ke'].includes(after) && words.parts.has(keyAt(scan, number.next + 1)) && number.value > 12;
  const isBig =
    number.value > 12 &&
    (forWords.includes(keyAt(scan, number.next + 1)) ||
      forWords.includes(keyAt(scan, at - 1)) ||
      keyAt(scan, at - 1) === 'on');
  const isOn = keyAt(scan, at - 1) === 'on' && !isCounted(scan, number.next);
  if (!isNamed && !isOfDay && !isBig && !isOn && !(number.isOrdinal && isCalendar(scan, at))) return null;
  const date = dayOfMonth(number.value, scan);
  if (date === null) return null;
  return {
    date,
    next: words.dateWords.has(after) || (words.ko.has(after) && !isBroken) ? number.next + 1 : number.next,
  };
}

const isAfterPart = (scan: Scan, at: number): boolean =>
  words.parts.has(keyAt(scan, at - 1)) && !/^\d/.test(keyAt(scan, at));

function severalOfMonth(
  scan: Scan,
  first: number,
  second: { value: number; next: number; isRange: boolean },
): DateAt | null {
  const [a, b] = [dayOfMonth(first, scan), dayOfMonth(second.value, scan)];
  const from = a?.options[0]?.from;
  const to = from !== undefined && second.isRange ? b?.within?.({ from, to: from + 31 })[0]?.from : b?.options[0]?.from;
  if (from === undefined || to === undefined) return null;
  const options = second.isRange && to > from ? [{ from, to }] : [{ from }, { from: to }];
  return { date: { options }, next: second.next + 1 };
}

const things = keysOf('one half option slot time number floor din day hafte week choice visit baar bar half');

/** "the first one" and "second half" count things, not days: low ordinals need "on the" or digits. */
function isCalendar(scan: Scan, at: number): boolean {
  const number = numberAt(scan.keys, at);
  if (number === null) return false;
  const after = keyAt(scan, number.next);
  const isThing = things.has(after) || words.wale.has(after) || words.weekdays.has(after);
  if (isThing) return false;
  return (
    number.value > 4 ||
    number.digits !== undefined ||
    (['on', 'the'].includes(keyAt(scan, at - 2)) && keyAt(scan, at - 1) === 'the')
  );
}
