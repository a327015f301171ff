import { civilOf, daysInMonth, daysOf, weekdayOf } from '../civil.ts';
import { keysOf } from '../lexicon.ts';
import { numberAt } from '../numbers.ts';
import { type DateAt, monthAt } from './dates.ts';
import { isThis, leadAt } from './days.ts';
import * as words from './lexicon.ts';
import { type DateSpec, isRun, keyAt, type Scan, type Span } from './scan.ts';

const span = (from: number, to: number): Span => ({ from, to });

/** What is left of a span from today on; nothing where it is over. */
export function clipped(whole: Span, today: number): Span[] {
  const { from, to = from } = whole;
  if (to < today) return [];
  const start = Math.max(from, today);
  return [to === start && whole.to === undefined ? { from: start } : { from: start, to }];
}

const frameOf = (whole: Span, today: number, next: number): DateAt => ({
  date: { options: clipped(whole, today), frame: whole },
  next,
});

/** Weeks, weekends, months and stretches of them. */
export function frameAt(scan: Scan, at: number): DateAt | null {
  return weekendAt(scan, at) ?? stretchAt(scan, at) ?? weekAt(scan, at) ?? wholeMonthAt(scan, at);
}

function weekendAt(scan: Scan, at: number): DateAt | null {
  const lead = leadAt(scan, at);
  const length = words.weekend.has(keyAt(scan, lead.next))
    ? 1
    : isRun(scan, lead.next, 'vik', 'end') || isRun(scan, lead.next, words.weekUnits, words.ke, words.end)
      ? 2
      : 0;
  if (length === 0) return null;
  const next = lead.next + (keyAt(scan, lead.next + 1) === 'ke' && length === 2 ? 3 : length);
  const { today } = scan;
  const saturday = today - weekdayOf(today) + 6;
  const following = span(saturday + 7, saturday + 8);
  const isSunday = weekdayOf(today) === 7;
  if (lead.kind === 'last') return { date: { options: [span(saturday - 7, saturday - 6)], isPast: true }, next };
  if (lead.kind === 'after-next') return frameOf(span(saturday + 14, saturday + 15), today, next);
  // On a Sunday "weekend" is the one to come, unless it is "this" one.
  if (isSunday && lead.kind !== 'this') return frameOf(following, today, next);
  if (lead.kind !== 'next') return frameOf(span(saturday, saturday + 1), today, next);
  return { date: { options: [...clipped(span(saturday, saturday + 1), today), following] }, next };
}

function weekAt(scan: Scan, at: number): DateAt | null {
  const { today } = scan;
  const monday = today - weekdayOf(today) + 1;
  const week = (shift: number): Span => span(monday + 7 * shift, monday + 7 * shift + 6);
  if (isRun(scan, at, words.weekUnits, 'after', words.next)) return frameOf(week(2), today, at + 3);
  const lead = leadAt(scan, at);
  if (lead.kind === 'none' || !words.weekUnits.has(keyAt(scan, lead.next))) return null;
  const next = lead.next + 1;
  if (lead.kind === 'last') return { date: { options: [week(-1)], frame: week(-1), isPast: true }, next };
  const shift = { this: 0, coming: 1, next: 1, 'after-next': 2 }[lead.kind];
  return frameOf(week(shift), today, next);
}

/** A month as a whole: "agle mahine", "December mein", "is mahine". */
function wholeMonthAt(scan: Scan, at: number): DateAt | null {
  const month = monthFrameAt(scan, at, false);
  if (month === null) return null;
  const isPast = month.frame.to !== undefined && month.frame.to < scan.today;
  if (isPast) return { date: { options: [month.frame], frame: month.frame, isPast: true }, next: month.next };
  return frameOf(month.frame, scan.today, month.next);
}

function monthSpan(year: number, month: number): Span {
  const index = year * 12 + month - 1;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return span(daysOf(y, m, 1), daysOf(y, m, daysInMonth(y, m)));
}

/** A named month, or one by its lead. @param isBareAllowed whether "month" alone is this one ("month end"). */
function monthFrameAt(scan: Scan, at: number, isBareAllowed: boolean): { frame: Span; next: number } | null {
  const { year, month } = civilOf(scan.today);
  const lead = leadAt(scan, at);
  if (words.monthUnits.has(keyAt(scan, lead.next)) && (lead.kind !== 'none' || isBareAllowed)) {
    const shift = { none: 0, this: 0, coming: 1, next: 1, 'after-next': 2, last: -1 }[lead.kind];
    return { frame: monthSpan(year, month + shift), next: lead.next + 1 };
  }
  const place = lead.kind === 'none' ? at : lead.next;
  const named = monthAt(scan, place, isBareAllowed || isMonthByPlace(scan, place));
  if (named === null) return null;
  const isMonthWord = words.monthUnits.has(keyAt(scan, place + 1))
    ? 1
    : isRun(scan, place + 1, words.ke, words.monthUnits)
      ? 2
      : 0;
  return { frame: monthSpan(named < month ? year + 1 : year, named), next: place + 1 + isMonthWord };
}

/** "in May", "May mein", "March ke mahine": a month's name that is another word too. */
const isMonthByPlace = (scan: Scan, at: number): boolean => {
  const [before, after] = [keyAt(scan, at - 1), keyAt(scan, at + 1)];
  if (scan.raws[at] === 'mai') return false;
  return (
    before === 'in' ||
    ['mein', 'me', 'में', 'मे'].includes(scan.raws[at + 1] ?? '') ||
    words.monthUnits.has(after) ||
    isRun(scan, at + 1, words.ke, words.monthUnits) ||
    isThis(scan, at - 1) ||
    words.next.has(before)
  );
};

type Stretch = { within: (frame: Span) => Span[]; next: number };

/** A stretch of a month: its end, its start, its middle, its first or last week, its last day. */
function stretchAt(scan: Scan, at: number): DateAt | null {
  const month = monthFrameAt(scan, at, true);
  if (month !== null) {
    const isJoined = words.ka.has(keyAt(scan, month.next)) || ['of', 'mein', 'me'].includes(keyAt(scan, month.next));
    const behind = qualifierAt(scan, isJoined ? month.next + 1 : month.next);
    if (behind !== null) return inMonth(scan, month.frame, behind, behind.next);
  }
  const before = qualifierAt(scan, at);
  if (before === null) return null;
  let place = before.next;
  const isOf = keyAt(scan, place) === 'of' || keyAt(scan, place) === 'in';
  if (isOf) place += 1;
  if (keyAt(scan, place) === 'the') place += 1;
  const named = isOf ? monthFrameAt(scan, place, true) : monthFrameAt(scan, place, false);
  return named === null ? null : inMonth(scan, named.frame, before, named.next);
}

/** A stretch that is over is the one of the month after, where no month was named by its lead. */
function inMonth(scan: Scan, frame: Span, { within }: Stretch, next: number): DateAt {
  const options = within(frame).flatMap((whole) => clipped(whole, scan.today));
  return { date: { options, frame: within(frame)[0] ?? frame }, next };
}

const dayWords = keysOf('day din date tareekh tarikh tareek तारीख दिन');

function qualifierAt(scan: Scan, at: number): Stretch | null {
  const key = keyAt(scan, at);
  const mein = (next: number): number => (words.mein.has(keyAt(scan, next)) ? next + 1 : next);
  const isLast = words.end.has(key) || key === 'last';
  if (isLast && words.weekUnits.has(keyAt(scan, at + 1))) return { within: lastSeven, next: mein(at + 2) };
  if (isLast && dayWords.has(keyAt(scan, at + 1)) && keyAt(scan, at + 2) !== 'mein') {
    return { within: ({ from, to = from }) => [{ from: to }], next: at + 2 };
  }
  if (isLast && isRun(scan, at + 1, words.dayUnits, words.mein)) return { within: lastSeven, next: at + 3 };
  if (words.end.has(key)) return { within: lastSeven, next: mein(at + 1) };
  if (words.start.has(key) && key !== 'early')
    return { within: ({ from }) => [span(from, from + 6)], next: mein(at + 1) };
  if (words.middle.has(key)) return { within: ({ from }) => [span(from + 10, from + 19)], next: mein(at + 1) };
  const ordinal = numberAt(scan.keys, at);
  if (ordinal?.isOrdinal !== true || ordinal.value > 5) return null;
  if (words.weekUnits.has(keyAt(scan, ordinal.next))) {
    const shift = 7 * (ordinal.value - 1);
    return {
      within: ({ from, to = from }) => [span(from + shift, Math.min(from + shift + 6, to))],
      next: mein(ordinal.next + 1),
    };
  }
  const isFirstDay =
    ordinal.value === 1 &&
    !words.weekdays.has(keyAt(scan, ordinal.next)) &&
    !words.months.has(keyAt(scan, ordinal.next));
  if (
    !isFirstDay ||
    !(
      dayWords.has(keyAt(scan, ordinal.next)) ||
      keyAt(scan, ordinal.next) === 'of' ||
      words.ko.has(keyAt(scan, ordinal.next))
    )
  )
    return null;
  const next =
    dayWords.has(keyAt(scan, ordinal.next)) || words.ko.has(keyAt(scan, ordinal.next))
      ? ordinal.next + 1
      : ordinal.next;
  return { within: ({ from }) => [{ from }], next };
}

const lastSeven = ({ from, to = from }: Span): Span[] => [span(to - 6, to)];

/** A stretch of an unnamed month ("first week mein") says nothing certain; a lone end of month is this one. */
export const isFrame = (date: DateSpec): boolean => date.frame !== undefined;
