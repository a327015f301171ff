import { civilOf, daysInMonth, daysOf, localOf, pad } from './civil.ts';
import { corrections } from './corrections.ts';
import { keysOf } from './lexicon.ts';
import { cardinalAt, type NumberAt, numberAt } from './numbers.ts';
import { readWords } from './tokens.ts';
import { monthAt } from './when/dates.ts';

const glue = keysOf(
  'of the ki ke ka ko tareekh tarikh tareek date month mahina mahine saal san sal year in mein me and के की का को तारीख सन साल में',
);

/**
 * A birth date `YYYY-MM-DD`, or a year `YYYY` where no more was said; null where there is none. Day-first; two digits of a year are the last
 * such year that has begun. @param now ISO-8601 instant
 */
export function understandBirthDate(text: string, context: { now: string; zone: string }): string | null {
  const { days: today } = localOf(context.now, context.zone);
  const words = readWords(text);
  const from = words.keys.findLastIndex((key) => corrections.has(key));
  return birthFrom(words, from + 1, today) ?? birthFrom(words, 0, today);
}

type Words = ReturnType<typeof readWords>;

function birthFrom(words: Words, from: number, today: number): string | null {
  for (let at = from; at < words.keys.length; at += 1) {
    const date =
      digitsDate(words.keys, at, today) ?? writtenDate(words.keys[at] ?? '', today) ?? saidDate(words, at, today);
    if (date !== null) return date;
  }
  const years = words.keys.map((_, at) => (at < from ? null : yearAt(words.keys, at, today, true)));
  const whole = years.find((year) => year?.isWhole === true);
  const only = years.filter((year) => year !== null);
  return String(whole?.value ?? (only.length === 1 ? (only[0]?.value ?? '') : '')) || null;
}

function checked(day: number, month: number, year: number, today: number): string | null {
  if (year < 1880 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return daysOf(year, month, day) > today ? null : `${year}-${pad(month)}-${pad(day)}`;
}

/** The year of two digits that has begun last. */
function century(year: number, today: number): number {
  const now = civilOf(today).year;
  return year + (2000 + year <= now ? 2000 : 1900);
}

/** "5/6/87", "1987-06-05", "05061987". */
function writtenDate(key: string, today: number): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(key);
  if (iso !== null) return checked(Number(iso[3]), Number(iso[2]), Number(iso[1]), today);
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(key) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(key);
  if (match === null) return null;
  const [, first = '', second = '', last = ''] = match;
  const year = last.length === 2 ? century(Number(last), today) : Number(last);
  const isMonthFirst = Number(second) > 12 && Number(first) <= 12;
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return checked(Number(day), Number(month), year, today);
}

/** Digits one by one: a year ("one nine eight seven"), or day, month and year in eight. */
function digitsDate(keys: readonly string[], at: number, today: number): string | null {
  let [digits, next] = ['', at];
  for (
    let number = numberAt(keys, next);
    number !== null && number.value < 10 && !number.isOrdinal;
    number = numberAt(keys, next)
  ) {
    if (number.next !== next + 1 || (number.digits ?? 1) > 1) break;
    digits += String(number.value);
    next = number.next;
  }
  if (digits.length === 8) return writtenDate(digits, today);
  const year = Number(digits);
  return digits.length === 4 && year >= 1880 && year <= civilOf(today).year ? digits : null;
}

/** "5 June 1987", "June 5th 87", "paanch chhah unnis sau satasi". */
function saidDate(words: Words, at: number, today: number): string | null {
  const parts = partsAt(words, at);
  if (parts === null) return null;
  const year = yearAt(words.keys, pastGlue(words.keys, parts.next), today, false);
  return year === null ? null : checked(parts.day, parts.month, year.value, today);
}

function partsAt(words: Words, at: number): { day: number; month: number; next: number } | null {
  const { keys } = words;
  const scan = { ...words, today: 0, minutes: 0, taken: 0 };
  const first = numberAt(keys, at);
  if (first !== null && isDay(first)) {
    const place = pastGlue(keys, first.next);
    const named = monthAt(scan, place, true);
    if (named !== null) return { day: first.value, month: named, next: place + 1 };
    const second = numberAt(keys, place);
    return second !== null && second.value >= 1 && second.value <= 12
      ? { day: first.value, month: second.value, next: second.next }
      : null;
  }
  const month = monthAt(scan, at, true);
  const day = month === null ? null : numberAt(keys, pastGlue(keys, at + 1));
  return month === null || day === null || !isDay(day) ? null : { day: day.value, month, next: day.next };
}

const isDay = ({ value, digits }: NumberAt): boolean => value >= 1 && value <= 31 && (digits ?? 0) <= 2;

function pastGlue(keys: readonly string[], at: number): number {
  let next = at;
  while (glue.has(keys[next] ?? '')) next += 1;
  return next;
}

/** "1987", "unnis sau satasi", "nineteen eighty seven", "do hazaar paanch", "87". @param isAlone whether nothing else was said of the date */
function yearAt(
  keys: readonly string[],
  at: number,
  today: number,
  isAlone: boolean,
): { value: number; isWhole: boolean } | null {
  const now = civilOf(today).year;
  const isYear = (value: number): boolean => value >= 1880 && value <= now;
  const whole = cardinalAt(keys, at);
  if (whole !== null && isYear(whole.value)) return { value: whole.value, isWhole: true };
  const [first, second] = pairAt(keys, at);
  if (first !== null && second !== null && [18, 19, 20].includes(first.value) && second.value < 100) {
    const value = first.value * 100 + second.value;
    if (isYear(value)) return { value, isWhole: true };
  }
  const isTwo =
    first !== null && first.value < 100 && !first.isOrdinal && (first.digits === 2 || first.value > 31 || !isAlone);
  return isTwo && (!isAlone || first.value > 31 || first.digits === 2)
    ? { value: century(first.value, today), isWhole: false }
    : null;
}

function pairAt(keys: readonly string[], at: number): [NumberAt | null, NumberAt | null] {
  const first = numberAt(keys, at);
  if (first === null) return [null, null];
  const place = keys[first.next] === 'o' || keys[first.next] === 'oh' ? first.next + 1 : first.next;
  return [first, numberAt(keys, place)];
}
