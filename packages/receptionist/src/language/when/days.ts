import { weekdayOf } from '../civil.ts';
import { keysOf } from '../lexicon.ts';
import { numberAt } from '../numbers.ts';
import type { DateAt } from './dates.ts';
import * as words from './lexicon.ts';
import { type DateSpec, isRun, keyAt, type Scan, type Span } from './scan.ts';

const one = (from: number, next: number): DateAt => ({ date: { options: [{ from }] }, next });

/** "aaj", "kal", "parson", "day after tomorrow", "yesterday". */
export function relativeDayAt(scan: Scan, at: number): DateAt | null {
  const { today } = scan;
  const key = keyAt(scan, at);
  if (words.today.has(key)) {
    if (words.kal.has(keyAt(scan, at + 1)) && scan.raws[at] !== 'today') return todayTomorrow(scan, at);
    return one(today, at + 1);
  }
  if (words.tomorrow.has(key)) return one(today + 1, at + 1);
  if (words.yesterday.has(key)) return { date: { options: [{ from: today - 1 }], isPast: true }, next: at + 1 };
  const ways = words.kal.has(key) ? 1 : words.parson.has(key) ? 2 : words.narson.has(key) ? 3 : 0;
  if (ways > 0) return { date: { options: [{ from: today + ways }], past: [{ from: today - ways }] }, next: at + 1 };
  if (isRun(scan, at, 'day', 'after', words.tomorrow)) return one(today + 2, at + 3);
  if (isRun(scan, at, 'day', 'after', 'the', words.tomorrow)) return one(today + 2, at + 4);
  const isDayAfter =
    isRun(scan, at, 'day', 'after') &&
    (at + 2 >= scan.keys.length || scan.breaks[at + 2] === true || dayAfterTails.has(keyAt(scan, at + 2)));
  if (isDayAfter) return one(today + 2, at + 2);
  if (
    isRun(scan, at, words.next, 'day') ||
    (isRun(scan, at, words.next, words.dayUnits) && !words.ke.has(keyAt(scan, at - 1)))
  )
    return one(today + 1, at + 2);
  if (isRun(scan, at, 'day', 'before', words.yesterday))
    return { date: { options: [{ from: today - 2 }], isPast: true }, next: at + 3 };
  return null;
}

const dayAfterTails = keysOf(
  'in at around by is would please morning evening afternoon ko if for ka ki works also will',
);

/** "aaj kal mein" is today or tomorrow; "aaj kal" by itself is nowadays. */
function todayTomorrow(scan: Scan, at: number): DateAt | null {
  if (!words.mein.has(keyAt(scan, at + 2))) return scan.breaks[at + 1] === true ? one(scan.today, at + 1) : null;
  return { date: { options: [{ from: scan.today }, { from: scan.today + 1 }] }, next: at + 3 };
}

export type Lead = { kind: 'none' | 'this' | 'coming' | 'next' | 'after-next' | 'last'; next: number };

/** "next", "next to next", "this", "aane wale", "pichhle" before a weekday, a week or a month. */
export function leadAt(scan: Scan, at: number): Lead {
  const key = keyAt(scan, at);
  if (words.next.has(key)) {
    const isLinked =
      words.toWords.has(keyAt(scan, at + 1)) || words.ke.has(keyAt(scan, at + 1)) || keyAt(scan, at + 1) === 'vale';
    if (isLinked && words.next.has(keyAt(scan, at + 2))) return { kind: 'after-next', next: at + 3 };
    if (isLinked && words.baad.has(keyAt(scan, at + 2)) && words.wale.has(keyAt(scan, at + 3)))
      return { kind: 'after-next', next: at + 4 };
    if (words.next.has(keyAt(scan, at + 1))) return { kind: 'after-next', next: at + 2 };
    return { kind: 'next', next: words.wale.has(keyAt(scan, at + 1)) ? at + 2 : at + 1 };
  }
  if (words.coming.has(key)) return { kind: 'coming', next: words.wale.has(keyAt(scan, at + 1)) ? at + 2 : at + 1 };
  if (isThis(scan, at)) {
    if (words.coming.has(keyAt(scan, at + 1)))
      return { kind: 'coming', next: words.wale.has(keyAt(scan, at + 2)) ? at + 3 : at + 2 };
    return { kind: 'this', next: words.wale.has(keyAt(scan, at + 1)) ? at + 2 : at + 1 };
  }
  if (words.last.has(key)) return { kind: 'last', next: at + 1 };
  return { kind: 'none', next: at };
}

const thisRaws = new Set(['this', 'is', 'iss', 'isi', 'issi', 'ish', 'yeh', 'इस', 'इसी', 'दिस']);
export const isThis = (scan: Scan, at: number): boolean => thisRaws.has(scan.raws[at] ?? '');

/** A weekday's number; short forms only beside another sign of time. */
export function weekdayNumberAt(scan: Scan, at: number): number | null {
  const plain = words.weekdays.get(keyAt(scan, at));
  if (plain !== undefined) return plain;
  const shy = words.shyWeekdays.get(scan.raws[at] ?? '');
  return shy !== undefined && isWeekdayByPlace(scan, at) ? shy : null;
}

function isWeekdayByPlace(scan: Scan, at: number): boolean {
  const [before, after] = [keyAt(scan, at - 1), keyAt(scan, at + 1)];
  const raw = scan.raws[at] ?? '';
  const isEnglish = ['mon', 'tue', 'tues', 'wed', 'thu', 'thur', 'thurs', 'fri'].includes(raw);
  if (isEnglish) return true;
  const isLed = ['on', 'this', 'next', 'coming'].includes(before) || words.next.has(before) || isThis(scan, at - 1);
  if (['sat', 'sun'].includes(raw))
    return (
      (isLed || words.parts.has(after) || isShortDay(scan, at + 2) || isShortDay(scan, at - 2)) &&
      !words.oclock.has(after)
    );
  const isDayBehind = isRun(scan, at + 1, words.ke, words.dayUnits);
  return (
    isDayBehind ||
    words.next.has(before) ||
    isThis(scan, at - 1) ||
    words.parts.has(after) ||
    (words.ko.has(after) && raw !== 'som')
  );
}

/** "sat or sun": the other one of a pair. */
const isShortDay = (scan: Scan, at: number): boolean => ['mon', 'fri', 'sat', 'sun'].includes(scan.raws[at] ?? '');

/** A weekday with what stands before it. */
export function weekdayAt(scan: Scan, at: number): DateAt | null {
  const lead = leadAt(scan, at);
  const ordinal = lead.kind === 'none' ? numberAt(scan.keys, at) : null;
  const isOrdinal = ordinal?.isOrdinal === true && ordinal.value <= 5 && weekdayNumberAt(scan, ordinal.next) !== null;
  const isFinal = (words.end.has(keyAt(scan, at)) || keyAt(scan, at) === 'last') && isOfMonth(scan, at + 2);
  const place = isOrdinal ? (ordinal?.next ?? at) : isFinal ? at + 1 : lead.next;
  const day = weekdayNumberAt(scan, place);
  if (day === null || ['every', 'har', 'roj', 'each'].includes(keyAt(scan, at - 1))) return null;
  const next = place + 1;
  if (isOrdinal || isFinal) return { date: nthWeekday(day, isFinal ? -1 : (ordinal?.value ?? 1)), next };
  return { date: weekdayLed(scan, day, lead.kind), next };
}

const isOfMonth = (scan: Scan, at: number): boolean => keyAt(scan, at) === 'of' || words.ka.has(keyAt(scan, at));

/** "first Monday": only within a month that is named beside it. */
const nthWeekday = (day: number, nth: number): DateSpec => ({
  options: [],
  within: (frame) => {
    const all = everyWeekday(day, frame);
    const found = nth < 0 ? all.at(nth) : all[nth - 1];
    return found === undefined ? [] : [found];
  },
});

function everyWeekday(day: number, { from, to = from }: Span): Span[] {
  const first = from + ((day - weekdayOf(from) + 7) % 7);
  return Array.from({ length: 5 }, (_, index) => ({ from: first + 7 * index })).filter((span) => span.from <= to);
}

function weekdayLed(scan: Scan, day: number, lead: Lead['kind']): DateSpec {
  const { today } = scan;
  const monday = today - weekdayOf(today) + 1;
  const distance = (day - weekdayOf(today) + 7) % 7;
  const coming = today + (distance === 0 ? 7 : distance);
  const behind = today - (distance === 0 ? 7 : 7 - distance);
  switch (lead) {
    case 'this':
      return { options: [{ from: today + distance }], past: [{ from: behind }] };
    case 'coming':
      return { options: [{ from: coming }] };
    case 'after-next':
      return { options: [{ from: monday + 14 + day - 1 }] };
    case 'last':
      return { options: [{ from: behind }], isPast: true };
    case 'next': {
      const following = monday + 7 + day - 1;
      return { options: (coming === following ? [coming] : [coming, following]).map((from) => ({ from })) };
    }
    case 'none':
      return {
        options: (distance === 0 ? [today, coming] : [coming]).map((from) => ({ from })),
        past: [{ from: behind }],
        isBareDay: true,
        within: (frame) => everyWeekday(day, frame),
      };
  }
}
