import { isoDate, isoTime, localOf, minutesOf } from './civil.ts';
import { tokenise } from './fold.ts';
import type { PartOfDay, When, WhenContext, WhenReading } from './types.ts';
import { type DateOption, dateAt } from './when-dates.ts';
import { type ClockSpec, clockAt } from './when-times.ts';
import * as words from './when-words.ts';

/** What one stretch of words says of time. `group` counts corrections passed, `isOr` that "or" stood before it. */
type Piece = { group: number; isOr: boolean } & (
  | { kind: 'date'; options: DateOption[]; isWeekday: boolean }
  | { kind: 'clock'; clock: ClockSpec }
  | { kind: 'range'; from?: ClockSpec; to?: ClockSpec }
  | { kind: 'part'; part: PartOfDay }
);

/**
 * What was said about time: days, times, ranges, parts of day; Hindi in both scripts, English and mixtures. Several readings mean: ask.
 * Corrections hold from the last one on ("kal, nahi, parson"); "or" gives alternatives. Conventions are listed in the tests.
 */
export function understandWhen(text: string, context: WhenContext): When {
  const tokens = tokenise(text);
  const { days: today } = localOf(context.now, context.zone);
  const pieces = settle(collect(tokens, today));
  return { readings: combine(pieces, context) };
}

function collect(tokens: string[], today: number): Piece[] {
  const isPast =
    tokens.some((token) => words.pastWords.has(token)) && !tokens.some((token) => token.startsWith('chahi'));
  const pieces: Piece[] = [];
  let group = 0;
  let isOr = false;
  let at = 0;
  while (at < tokens.length) {
    const found = pieceAt(tokens, at, today, isPast);
    if (found === null) {
      const token = tokens[at] ?? '';
      if (words.corrections.has(token)) group += 1;
      if (words.or.has(token)) isOr = true;
      at += 1;
      continue;
    }
    const isDenied = words.not.has(tokens[at - 1] ?? '') || words.nahi.has(tokens[found.next] ?? '');
    if (!isDenied) for (const piece of found.pieces) pieces.push({ ...piece, group, isOr });
    isOr = false;
    at = found.next;
  }
  return pieces;
}

type Bare<P> = P extends unknown ? Omit<P, 'group' | 'isOr'> : never;
type Found = { pieces: Bare<Piece>[]; next: number };

function pieceAt(tokens: string[], at: number, today: number, isPast: boolean): Found | null {
  const phrase = phraseAt(tokens, at) ?? rangeAt(tokens, at);
  if (phrase !== null) return phrase;
  const date = dateAt(tokens, at, today, isPast);
  if (date !== null) {
    return { pieces: [{ kind: 'date', options: date.options, isWeekday: date.isWeekday }], next: date.next };
  }
  const part = words.parts.get(tokens[at] ?? '');
  if (part !== undefined) {
    const pieces: Bare<Piece>[] = [{ kind: 'part', part }];
    if (tokens[at] === 'tonight') pieces.unshift({ kind: 'date', options: [{ from: today }], isWeekday: false });
    return { pieces, next: at + 1 };
  }
  const clock = clockAt(tokens, at);
  if (clock === null || (clock.isBare && !isTimeByPlace(tokens, at, clock.next, today))) return null;
  const before = untilAt(tokens, clock.next);
  if (before !== null) return { pieces: [{ kind: 'range', ...before.make(clock.clock) }], next: before.next };
  return { pieces: [{ kind: 'clock', clock: clock.clock }], next: clock.next };
}

/** "lunch ke baad", "first half": a part of the day in other words. */
function phraseAt(tokens: string[], at: number): Found | null {
  const [a, b, c] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (a === 'first' && words.half.has(b ?? '')) return { pieces: [{ kind: 'part', part: 'morning' }], next: at + 2 };
  if (a === 'second' && words.half.has(b ?? '')) return { pieces: [{ kind: 'part', part: 'afternoon' }], next: at + 2 };
  const isLunch = (token: string | undefined) => ['lunch', 'lanch', 'khane'].includes(token ?? '');
  if (isLunch(a) && words.ke.has(b ?? '') && words.baad.has(c ?? '')) {
    return { pieces: [{ kind: 'part', part: 'afternoon' }], next: at + 3 };
  }
  if (a === 'after' && isLunch(b)) return { pieces: [{ kind: 'part', part: 'afternoon' }], next: at + 2 };
  return null;
}

/** "after four", "before noon", "between ten and eleven", "das se gyarah ke beech", "10 to 11". */
function rangeAt(tokens: string[], at: number): Found | null {
  const token = tokens[at] ?? '';
  if (token === 'after' || token === 'before') {
    const skip = atEdge(tokens, at + 1);
    const clock = clockAt(tokens, skip);
    if (clock !== null && !isCounted(tokens, clock.next)) {
      const range = token === 'after' ? { from: clock.clock } : { to: clock.clock };
      return { pieces: [{ kind: 'range', ...range }], next: clock.next };
    }
  }
  const isLed = token === 'betvin' || token === 'from';
  const first = clockAt(tokens, isLed ? at + 1 : at);
  if (first === null) return null;
  const joint = tokens[first.next] ?? '';
  const isJoint =
    words.se.has(joint) || joint === 'to' || (isLed && joint === 'and') || (isLed && words.tak.has(joint));
  if (!isJoint) return null;
  const second = clockAt(tokens, first.next + 1);
  if (second === null || isCounted(tokens, second.next)) return null;
  let next = second.next;
  if (words.ke.has(tokens[next] ?? '') && words.beech.has(tokens[next + 1] ?? '')) next += 2;
  else if (words.tak.has(tokens[next] ?? '') || words.beech.has(tokens[next] ?? '')) next += 1;
  else if (!isLed && first.isBare && second.isBare && !isPlainHours(first.clock, second.clock)) return null;
  return { pieces: [{ kind: 'range', from: first.clock, to: second.clock }], next };
}

/** "10 se 11": two whole hours of a clinic's day. */
const isPlainHours = (first: ClockSpec, second: ClockSpec): boolean =>
  first.minutes !== second.minutes && first.minutes >= 60 && second.minutes >= 60 && first.minutes <= 780;

/** What stands behind a time makes it a bound: "char baje ke baad", "das baje se pehle", "paanch baje tak". */
function untilAt(
  tokens: string[],
  at: number,
): { make: (clock: ClockSpec) => { from?: ClockSpec; to?: ClockSpec }; next: number } | null {
  const [a, b] = [tokens[at] ?? '', tokens[at + 1] ?? ''];
  if (words.ke.has(a) && words.baad.has(b)) return { make: (from) => ({ from }), next: at + 2 };
  if (words.baad.has(a)) return { make: (from) => ({ from }), next: at + 1 };
  if (words.se.has(a) && words.before.has(b)) return { make: (to) => ({ to }), next: at + 2 };
  if (words.tak.has(a)) return { make: (to) => ({ to }), next: at + 1 };
  return null;
}

const isCounted = (tokens: string[], at: number): boolean => {
  const token = tokens[at] ?? '';
  return (
    words.dayUnits.has(token) || words.weekUnits.has(token) || words.monthUnits.has(token) || words.dateWords.has(token)
  );
};

/** Is a bare number a time here? Beside a day, a part of day, "at" or a bound it is, and where nothing else was said. */
function isTimeByPlace(tokens: string[], at: number, next: number, today: number): boolean {
  if (isCounted(tokens, next) || tokens[next] === 'sal' || tokens[next] === 'year' || tokens[next] === 'years')
    return false;
  if (tokens.length === next - at) return true;
  const [before, after] = [tokens[at - 1] ?? '', tokens[next] ?? ''];
  if (words.atWords.has(before) || words.parts.has(before) || words.parts.has(after)) return true;
  if (after === 'in' && tokens[next + 1] === 'the' && words.parts.has(tokens[next + 2] ?? '')) return true;
  if (untilAt(tokens, next) !== null) return true;
  if (words.ko.has(before) && at >= 2 && dateAt(tokens, at - 2, today, false) !== null) return true;
  return before !== '' && dateAt(tokens, at - 1, today, false)?.next === at;
}

const atEdge = (tokens: string[], at: number): number => (tokens[at] === 'the' || tokens[at] === 'about' ? at + 1 : at);

/** Corrections: of each kind, only what was said after the last one holds. */
function settle(pieces: Piece[]): Piece[] {
  const kindOf = (piece: Piece) => (piece.kind === 'date' ? 'date' : piece.kind === 'part' ? 'part' : 'time');
  const last = new Map<string, number>();
  for (const piece of pieces) last.set(kindOf(piece), piece.group);
  return pieces.filter((piece) => piece.group === last.get(kindOf(piece)));
}

function combine(pieces: Piece[], context: WhenContext): WhenReading[] {
  const dates = dateOptions(pieces.filter((piece) => piece.kind === 'date'));
  const parts = [...new Set(pieces.filter((piece) => piece.kind === 'part').map(({ part }) => part))];
  const clocks = pieces.filter((piece) => piece.kind === 'clock');
  const ranges = pieces.filter((piece) => piece.kind === 'range');
  const times: WhenReading[] = [];
  for (const { clock } of clocks) times.push(...clockReadings(clock, parts, context));
  if (clocks.length === 0) for (const { from, to } of ranges) times.push(...rangeReadings(from, to, parts, context));
  if (times.length === 0) for (const part of parts) times.push({ part });
  const days: (WhenReading & { shift?: number })[] = dates.map(({ from, to }) => ({
    date: isoDate(from),
    ...(to === undefined ? {} : { dateTo: isoDate(to) }),
  }));
  if (days.length === 0) return unique(times.map(withoutMidnight));
  if (times.length === 0) return unique(days);
  const readings = dates.flatMap(({ from, to }) =>
    times.map((time) => ({
      date: isoDate(isMidnight(time) ? from + 1 : from),
      ...(to === undefined ? {} : { dateTo: isoDate(to) }),
      ...withoutMidnight(time),
    })),
  );
  return unique(readings);
}

/** Marks 00:00 that belongs to the day which then begins ("raat baarah"). */
const MIDNIGHT = '24:00';
const isMidnight = (reading: WhenReading): boolean => reading.time === MIDNIGHT;
const withoutMidnight = (reading: WhenReading): WhenReading =>
  isMidnight(reading) ? { ...reading, time: '00:00' } : reading;

function dateOptions(pieces: { options: DateOption[]; isWeekday: boolean; isOr: boolean }[]): DateOption[] {
  let options: DateOption[] = [];
  for (const piece of pieces) {
    if (options.length === 0) options = piece.options;
    else if (piece.isOr) options = [...options, ...piece.options];
    else {
      // "Tuesday the 24th": what both allow; where they disagree, both stand and are asked about.
      const shared = options.filter((one) => piece.options.some((other) => within(one, other) || within(other, one)));
      const narrow = shared.map((one) => piece.options.find((other) => within(other, one)) ?? one);
      const isNamed =
        piece.isWeekday && options.every(({ from }) => piece.options.some((other) => (other.from - from) % 7 === 0));
      const wasNamed =
        options.length > 0 &&
        !piece.isWeekday &&
        piece.options.every(({ from }) => options.some((other) => (other.from - from) % 7 === 0));
      if (narrow.length > 0) options = narrow;
      else if (isNamed) continue;
      else if (wasNamed) options = piece.options;
      else options = [...options, ...piece.options];
    }
  }
  return options;
}

const within = (inner: DateOption, outer: DateOption): boolean =>
  inner.from >= outer.from && (inner.to ?? inner.from) <= (outer.to ?? outer.from);

const partHours: Record<PartOfDay, readonly [number, number]> = {
  morning: [4 * 60, 12 * 60],
  afternoon: [12 * 60, 17 * 60],
  evening: [16 * 60, 21 * 60],
  night: [19 * 60, 24 * 60],
};

/** Both halves of the day that a said time may lie in, narrowed by part of day, else by the opening hours. */
function minutesReadings(clock: ClockSpec, parts: PartOfDay[], context: WhenContext): number[] {
  if (clock.isExact) return [clock.minutes];
  const half = clock.minutes % 720;
  const both = [half, half + 720];
  if (parts.length > 0) {
    const kept = parts.flatMap((part) => {
      const [from, to] = partHours[part];
      const inside = both.filter((minutes) => minutes >= from && minutes < to);
      if (inside.length > 0) return inside;
      return part === 'night' && half < 4 * 60 ? [half] : part === 'morning' && half < 4 * 60 ? [half] : both.slice(1);
    });
    return [...new Set(kept)];
  }
  if (context.openHours === undefined) return both;
  const [from, to] = [minutesOf(context.openHours.from), minutesOf(context.openHours.to)];
  const open = both.filter((minutes) => minutes >= from && minutes < to);
  return open.length === 1 ? open : both;
}

function clockReadings(clock: ClockSpec, parts: PartOfDay[], context: WhenContext): WhenReading[] {
  if (clock.isNextDay === true) return [{ time: MIDNIGHT }];
  return minutesReadings(clock, parts, context).map((minutes) => {
    const isNight = parts.includes('night') && minutes < 60 && !clock.isExact;
    return { time: isNight ? (minutes === 0 ? MIDNIGHT : isoTime(minutes)) : isoTime(minutes) };
  });
}

function rangeReadings(
  from: ClockSpec | undefined,
  to: ClockSpec | undefined,
  parts: PartOfDay[],
  context: WhenContext,
): WhenReading[] {
  const starts = from === undefined ? [undefined] : minutesReadings(from, parts, context);
  const ends = to === undefined ? [undefined] : minutesReadings(to, parts, { ...context, ...openTo(context) });
  const all = starts.flatMap((start) =>
    ends
      .filter((end) => start === undefined || end === undefined || (end > start && end - start < 720))
      .map((end) => ({ start, end })),
  );
  const open = context.openHours;
  const inside =
    open === undefined || all.length < 2
      ? all
      : all.filter(
          ({ start, end }) =>
            (start === undefined || start >= minutesOf(open.from)) && (end === undefined || end <= minutesOf(open.to)),
        );
  return (inside.length > 0 ? inside : all).map(({ start, end }) => ({
    ...(start === undefined ? {} : { timeFrom: isoTime(start) }),
    ...(end === undefined ? {} : { timeTo: isoTime(end) }),
  }));
}

/** The closing time itself may end a range. */
function openTo(context: WhenContext): { openHours?: { from: string; to: string } } {
  if (context.openHours === undefined) return {};
  return {
    openHours: { from: context.openHours.from, to: isoTime(Math.min(minutesOf(context.openHours.to) + 1, 1439)) },
  };
}

function unique(readings: WhenReading[]): WhenReading[] {
  const seen = new Map(readings.map((reading) => [JSON.stringify(Object.entries(reading).sort()), reading]));
  return [...seen.values()];
}
