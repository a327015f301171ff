import { isoDate, isoTime, minutesOf } from '../civil.ts';
import type { PartOfDay, WhenContext, WhenReading } from '../types.ts';
import type { Alternative } from './alternatives.ts';
import type { ClockSpec, DayPart, Span, TimeSpec } from './scan.ts';

type Open = WhenContext['open'];

/** All readings of what was offered, each once. */
export function readingsOf(alternatives: readonly Alternative[], open: Open): WhenReading[] {
  const all = alternatives.flatMap(({ dates, times }) => {
    const ofTimes = timeReadings(times, open);
    if (dates === null) return ofTimes.map(({ shift: _, ...reading }) => reading);
    return dates.flatMap((date) =>
      ofTimes.length === 0
        ? [dayReading(date, 0)]
        : ofTimes.map(({ shift, ...time }) => ({ ...dayReading(date, shift), ...time })),
    );
  });
  return [...new Map(all.map((reading) => [JSON.stringify(reading), reading])).values()];
}

const dayReading = ({ from, to }: Span, shift: number): WhenReading => ({
  date: isoDate(from + shift),
  ...(to === undefined ? {} : { dateTo: isoDate(to) }),
});

/** `shift`: 1 where the hour belongs to the date that begins in that night. */
type TimeReading = Pick<WhenReading, 'time' | 'timeFrom' | 'timeTo' | 'part'> & { shift: number };

function timeReadings(times: readonly TimeSpec[], open: Open): TimeReading[] {
  const parts = [...new Set(times.flatMap((time) => (time.kind === 'part' ? [time.part] : [])))];
  const others = times.filter((time) => time.kind !== 'part');
  if (others.length === 0)
    return parts.filter((part): part is PartOfDay => part !== 'day').map((part) => ({ part, shift: 0 }));
  return others.flatMap((time) =>
    time.kind === 'clock' ? clockReadings(time.clock, parts, open) : rangeReadings(time.from, time.to, parts, open),
  );
}

/** From, up to, in minutes after midnight. An hour of the twelve is looked for there; `day` is any hour of light. */
const hoursOf: Record<DayPart, readonly [number, number]> = {
  morning: [4 * 60, 12 * 60],
  afternoon: [11 * 60, 17 * 60],
  evening: [15 * 60, 23 * 60],
  night: [18 * 60, 24 * 60],
  day: [7 * 60, 19 * 60],
};
const DAWN = 4 * 60;

/** Both halves of the day that a said time may lie in, narrowed by part of day, else by the opening hours. */
function halvesOf(clock: ClockSpec, parts: readonly DayPart[], open: Open, isEnd = false): number[] {
  if (clock.isExact) return [clock.minutes];
  const half = clock.minutes % 720;
  const both = [half, half + 720];
  const own = clock.part === undefined ? parts : [clock.part];
  if (own.length > 0) {
    const kept = own.flatMap((part) => inPart(both, part));
    if (kept.length > 0) return [...new Set(kept)];
  }
  const settled = byHours(both, open, isEnd);
  const [hinted] = clock.hint === undefined ? [] : inPart(both, clock.hint);
  if (hinted === undefined) return settled;
  // A hint holds where the clinic is open then, and where nothing else settles it.
  return settled.length === 1 && !settled.includes(hinted) ? settled : [hinted];
}

function inPart(both: readonly number[], part: DayPart): number[] {
  const [from, to] = hoursOf[part];
  const inside = both.filter((minutes) => minutes >= from && minutes < to);
  if (inside.length > 0) return inside;
  // "raat ek baje", "subah teen baje": the small hours.
  return part === 'night' || part === 'morning' ? both.filter((minutes) => minutes < DAWN + 2 * 60) : [];
}

function byHours(both: readonly number[], open: Open, isEnd: boolean): number[] {
  if (open === undefined) return [...both];
  const [from, to] = [minutesOf(open.from), minutesOf(open.to) || 1440];
  const inside = both.filter((minutes) => minutes >= from && (isEnd ? minutes <= to : minutes < to));
  return inside.length === 1 ? inside : [...both];
}

function clockReadings(clock: ClockSpec, parts: readonly DayPart[], open: Open): TimeReading[] {
  if (clock.isMidnight === true) return [{ time: '00:00', shift: 1 }];
  const isNight = !clock.isExact && (clock.part === undefined ? parts : [clock.part]).includes('night');
  return halvesOf(clock, parts, open).map((minutes) => {
    const isTwelve = !clock.isExact && clock.minutes === 720 && minutes === 0;
    return { time: isoTime(minutes), shift: (isNight && minutes < DAWN) || isTwelve ? 1 : 0 };
  });
}

function rangeReadings(
  from: ClockSpec | undefined,
  to: ClockSpec | undefined,
  parts: readonly DayPart[],
  open: Open,
): TimeReading[] {
  if (from === undefined || to === undefined) {
    const bound = from ?? to;
    if (bound === undefined) return [];
    const isEnd = from === undefined;
    return halvesOf(bound, parts, open, isEnd).map((minutes) =>
      isEnd ? { timeTo: isoTime(minutes), shift: 0 } : { timeFrom: isoTime(minutes), shift: 0 },
    );
  }
  const pairs = pairsOf(halvesOf(from, parts, undefined), halvesOf(to, parts, undefined));
  const loose = pairs.length > 0 ? pairs : pairsOf(halvesOf(from, [], undefined), halvesOf(to, [], undefined));
  const shared = byOtherPart(loose, from, to);
  return byOpen(shared, open).map(([start, end]) => ({ timeFrom: isoTime(start), timeTo: isoTime(end), shift: 0 }));
}

type Pair = readonly [number, number];

const pairsOf = (starts: readonly number[], ends: readonly number[]): Pair[] =>
  starts.flatMap((start) => ends.filter((end) => end > start && end - start < 720).map((end) => [start, end] as const));

/** "shaam 5 se 7": where one bound alone has a part of day, it holds for both if it can. */
function byOtherPart(pairs: readonly Pair[], from: ClockSpec, to: ClockSpec): readonly Pair[] {
  const part = from.part ?? to.part;
  if (pairs.length < 2 || part === undefined) return pairs;
  const [first, last] = hoursOf[part];
  const inside = pairs.filter(([start, end]) => start >= first && end <= last);
  return inside.length > 0 ? inside : pairs;
}

function byOpen(pairs: readonly Pair[], open: Open): readonly Pair[] {
  if (open === undefined || pairs.length < 2) return pairs;
  const [from, to] = [minutesOf(open.from), minutesOf(open.to) || 1440];
  const inside = pairs.filter(([start, end]) => start >= from && end <= to);
  return inside.length > 0 ? inside : pairs;
}
