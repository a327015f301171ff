import { civilOf, daysInMonth, daysOf, weekdayOf } from './civil.ts';
import { numberAt } from './numbers.ts';
import * as words from './when-words.ts';

/** Days as numbers; `to` is included. */
export interface DateOption {
  from: number;
  to?: number;
}

export interface DateAt {
  options: DateOption[];
  next: number;
  isWeekday: boolean;
}

/** Days that begin at a token, the longest there, or null. `isPast`: the sentence speaks of what has been. */
export function dateAt(tokens: readonly string[], at: number, today: number, isPast: boolean): DateAt | null {
  return (
    numericDate(tokens, at, today) ??
    namedDate(tokens, at, today) ??
    relative(tokens, at, today, isPast) ??
    ahead(tokens, at, today) ??
    weekday(tokens, at, today) ??
    span(tokens, at, today) ??
    dayOfMonth(tokens, at, today)
  );
}

const one = (from: number, next: number, isWeekday = false): DateAt => ({ options: [{ from }], next, isWeekday });

function numericDate(tokens: readonly string[], at: number, today: number): DateAt | null {
  const match = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?$/.exec(tokens[at] ?? '');
  if (match === null) {
    const iso = /^(\d{4})$/.exec(tokens[at] ?? '');
    return iso === null ? null : null;
  }
  const [day, month] = [Number(match[1]), Number(match[2])];
  const isClock = (tokens[at] ?? '').includes('.') && match[3] === undefined;
  if (isClock || month < 1 || month > 12) return null;
  const year = match[3] === undefined ? undefined : Number(match[3]) + (match[3].length === 2 ? 2000 : 0);
  const found = rolled(day, month, year, today);
  return found === null ? null : one(found, at + 1);
}

/** The date in this year, or the next in which it lies ahead. */
function rolled(day: number, month: number, year: number | undefined, today: number): number | null {
  if (day < 1 || day > 31) return null;
  if (year !== undefined) return day <= daysInMonth(year, month) ? daysOf(year, month, day) : null;
  const start = civilOf(today).year;
  for (let y = start; y <= start + 8; y += 1) {
    if (day <= daysInMonth(y, month) && daysOf(y, month, day) >= today) return daysOf(y, month, day);
  }
  return null;
}

/** "24 November", "November 24th", "the fifteenth of June", with or without a year. */
function namedDate(tokens: readonly string[], at: number, today: number): DateAt | null {
  const first = numberAt(tokens, at);
  if (first !== null && first.value >= 1 && first.value <= 31) {
    let next = first.next;
    if (tokens[next] === 'of' || words.dateWords.has(tokens[next] ?? '')) next += 1;
    const month = words.months.get(tokens[next] ?? '');
    if (month !== undefined) return withYear(tokens, next + 1, first.value, month, today);
  }
  const month = words.months.get(tokens[at] ?? '');
  if (month === undefined) return null;
  const theirs = tokens[at + 1] === 'ki' || tokens[at + 1] === 'the' ? at + 2 : at + 1;
  const day = numberAt(tokens, theirs);
  if (day === null || day.value < 1 || day.value > 31 || (day.digits ?? 0) > 2) return null;
  if (words.oclock.has(tokens[day.next] ?? '')) return null;
  const end = words.dateWords.has(tokens[day.next] ?? '') ? day.next + 1 : day.next;
  return withYear(tokens, end, day.value, month, today);
}

function withYear(tokens: readonly string[], at: number, day: number, month: number, today: number): DateAt | null {
  const token = tokens[at] ?? '';
  const year = /^20\d\d$/.test(token) ? Number(token) : undefined;
  const found = rolled(day, month, year, today);
  if (found === null) return null;
  const next = year === undefined ? at : at + 1;
  return one(found, words.ko.has(tokens[next] ?? '') ? next + 1 : next);
}

function relative(tokens: readonly string[], at: number, today: number, isPast: boolean): DateAt | null {
  const token = tokens[at] ?? '';
  const days = words.relativeDays.get(token);
  if (days !== undefined) return one(today + days, at + 1);
  const way = isPast ? -1 : 1;
  if (words.kal.has(token)) return one(today + way, at + 1);
  if (words.parson.has(token)) return one(today + 2 * way, at + 1);
  if (words.narson.has(token)) return one(today + 3 * way, at + 1);
  if (token === 'day' && tokens[at + 1] === 'after' && words.relativeDays.get(tokens[at + 2] ?? '') === 1) {
    return one(today + 2, at + 3);
  }
  return null;
}

/** "paanch din baad", "in two weeks", "after three days", "do hafte ke baad". */
function ahead(tokens: readonly string[], at: number, today: number): DateAt | null {
  const isLed = ['in', 'after'].includes(tokens[at] ?? '');
  const start = isLed ? at + 1 : at;
  const number = tokens[start] === 'a' ? { value: 1, next: start + 1 } : numberAt(tokens, start);
  if (number === null) return null;
  const unit = tokens[number.next] ?? '';
  let next = number.next + 1;
  if (words.ke.has(tokens[next] ?? '')) next += 1;
  const isFollowed = words.baad.has(tokens[next] ?? '');
  if (!isLed && !isFollowed) return null;
  const end = isFollowed ? next + 1 : number.next + 1;
  if (words.dayUnits.has(unit)) return one(today + number.value, end);
  if (words.weekUnits.has(unit)) return one(today + 7 * number.value, end);
  if (!words.monthUnits.has(unit)) return null;
  const { year, month, day } = civilOf(today);
  const index = month - 1 + number.value;
  const [y, m] = [year + Math.floor(index / 12), (index % 12) + 1];
  return one(daysOf(y, m, Math.min(day, daysInMonth(y, m))), end);
}

function weekday(tokens: readonly string[], at: number, today: number): DateAt | null {
  const lead = leadAt(tokens, at);
  const day = words.weekdays.get(tokens[lead.next] ?? '');
  if (day === undefined) return null;
  const next = words.ko.has(tokens[lead.next + 1] ?? '') ? lead.next + 2 : lead.next + 1;
  const monday = today - weekdayOf(today) + 1;
  const distance = (day - weekdayOf(today) + 7) % 7;
  const coming = today + (distance === 0 ? 7 : distance);
  if (lead.kind === 'this') return one(today + distance, next, true);
  if (lead.kind === 'after-next') return one(monday + 14 + day - 1, next, true);
  if (lead.kind === 'next') {
    const following = monday + 7 + day - 1;
    const options = coming === following ? [coming] : [coming, following];
    return { options: options.map((from) => ({ from })), next, isWeekday: true };
  }
  if (distance === 0) return { options: [{ from: today }, { from: today + 7 }], next, isWeekday: true };
  return one(coming, next, true);
}

type Lead = { kind: 'none' | 'this' | 'next' | 'after-next'; next: number };

/** "next", "next to next", "this", "aane wale" before a weekday, a week or a month. */
function leadAt(tokens: readonly string[], at: number): Lead {
  const token = tokens[at] ?? '';
  if (words.next.has(token)) {
    if (['to', 'se', 'tu'].includes(tokens[at + 1] ?? '') && words.next.has(tokens[at + 2] ?? '')) {
      return { kind: 'after-next', next: at + 3 };
    }
    if (words.next.has(tokens[at + 1] ?? '')) return { kind: 'after-next', next: at + 2 };
    return { kind: 'next', next: at + 1 };
  }
  if (words.thisOne.has(token)) {
    const after = words.wale.has(tokens[at + 1] ?? '') ? at + 2 : at + 1;
    return { kind: 'this', next: after };
  }
  return { kind: 'none', next: at };
}

/** Weeks, weekends, months and the end of one. */
function span(tokens: readonly string[], at: number, today: number): DateAt | null {
  const monday = today - weekdayOf(today) + 1;
  if (tokens[at] === 'vikend' || tokens[at] === 'veekend' || tokens[at] === 'vekend') return weekend(today, at + 1);
  const lead = leadAt(tokens, at);
  const token = tokens[lead.next] ?? '';
  if (['vikend', 'vekend'].includes(token)) {
    if (lead.kind === 'next') return range(monday + 12, monday + 13, lead.next + 1);
    return weekend(today, lead.next + 1);
  }
  if (lead.kind !== 'none' && words.weekUnits.has(token)) {
    if (lead.kind === 'this') return range(today, monday + 6, lead.next + 1);
    const start = monday + (lead.kind === 'next' ? 7 : 14);
    return range(start, start + 6, lead.next + 1);
  }
  const { year, month } = civilOf(today);
  const monthEnd = endOfMonth(tokens, at);
  if (monthEnd !== null) {
    const last = daysOf(year, month, daysInMonth(year, month));
    return range(Math.max(today, last - 6), last, monthEnd);
  }
  if (lead.kind === 'next' && words.monthUnits.has(token)) {
    const [y, m] = month === 12 ? [year + 1, 1] : [year, month + 1];
    return range(daysOf(y, m, 1), daysOf(y, m, daysInMonth(y, m)), lead.next + 1);
  }
  const named = words.months.get(tokens[at] ?? '');
  if (named !== undefined && !words.shyMonths.has(tokens[at] ?? '')) {
    const y = named < month ? year + 1 : year;
    return range(Math.max(today, daysOf(y, named, 1)), daysOf(y, named, daysInMonth(y, named)), at + 1);
  }
  return null;
}

const range = (from: number, to: number, next: number): DateAt => ({ options: [{ from, to }], next, isWeekday: false });

function weekend(today: number, next: number): DateAt {
  const saturday = today - weekdayOf(today) + 6;
  return range(Math.max(today, saturday), saturday + 1, next);
}

/** Where "month end", "mahine ke end mein" or "end of the month" ends, or null. */
function endOfMonth(tokens: readonly string[], at: number): number | null {
  const isEnd = (token: string | undefined) => ['end', 'ant', 'akhir', 'akhri', 'end'].includes(token ?? '');
  if (words.monthUnits.has(tokens[at] ?? '')) {
    if (isEnd(tokens[at + 1])) return at + 2;
    if (words.ke.has(tokens[at + 1] ?? '') && isEnd(tokens[at + 2])) return at + 3;
  }
  if (!isEnd(tokens[at]) || tokens[at + 1] !== 'of') return null;
  const unit = ['the', 'this'].includes(tokens[at + 2] ?? '') ? at + 3 : at + 2;
  return words.monthUnits.has(tokens[unit] ?? '') ? unit + 1 : null;
}

/** "pandrah tareekh", "15 ko", "the 15th", "date 15". */
function dayOfMonth(tokens: readonly string[], at: number, today: number): DateAt | null {
  const isLed = words.dateWords.has(tokens[at] ?? '');
  const number = numberAt(tokens, isLed ? at + 1 : at);
  if (number === null || number.value < 1 || number.value > 31) return null;
  const after = tokens[number.next] ?? '';
  const isDate =
    isLed || words.dateWords.has(after) || words.ko.has(after) || (number.isOrdinal && isCalendar(tokens, at));
  if (!isDate) return null;
  const { year, month } = civilOf(today);
  for (let ahead = 0; ahead < 14; ahead += 1) {
    const [y, m] = [year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1];
    if (number.value > daysInMonth(y, m)) continue;
    const found = daysOf(y, m, number.value);
    if (found < today) continue;
    const next = words.dateWords.has(after) || words.ko.has(after) ? number.next + 1 : number.next;
    return one(found, words.ko.has(tokens[next] ?? '') ? next + 1 : next);
  }
  return null;
}

/** "the first one" and "second half" count things, not days: low ordinals need "on the" or digits. */
function isCalendar(tokens: readonly string[], at: number): boolean {
  const number = numberAt(tokens, at);
  if (number === null) return false;
  const after = tokens[number.next] ?? '';
  if (['one', 'half', 'option', 'slot', 'time', 'vala', 'vali', 'vale'].includes(after)) return false;
  return number.value > 4 || number.digits !== undefined || tokens[at - 2] === 'on';
}
