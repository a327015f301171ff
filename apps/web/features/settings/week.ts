/** A stretch of a weekday, minutes after midnight. */
export interface Stretch {
  weekday: number;
  fromMin: number;
  toMin: number;
}
export interface Window extends Stretch {
  branchId: string;
}
/** When a doctor sits, and the breaks within. */
export interface Week {
  windows: Window[];
  breaks: Stretch[];
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];

const MORNING = { fromMin: 600, toMin: 780 };
const EVENING = { fromMin: 1_020, toMin: 1_200 };
const DAY_END = 1_440;

const byTime = (a: Stretch, b: Stretch) => a.weekday - b.weekday || a.fromMin - b.fromMin;

/** The stretches of one day with their place in the list. */
export function onDay<S extends Stretch>(stretches: readonly S[], weekday: number): { index: number; stretch: S }[] {
  return stretches.flatMap((stretch, index) => (stretch.weekday === weekday ? [{ index, stretch }] : []));
}

/** More hours on a day: a morning, then an evening behind what is there, for as long as the day has room. */
export function withHours(week: Week, weekday: number, branchId: string): Week {
  const ends = onDay(week.windows, weekday).map(({ stretch }) => stretch.toMin);
  const last = Math.max(0, ...ends);
  const next =
    ends.length === 0
      ? MORNING
      : last <= EVENING.fromMin
        ? EVENING
        : { fromMin: Math.min(last + 60, DAY_END - 60), toMin: Math.min(last + 120, DAY_END) };
  return { ...week, windows: [...week.windows, { weekday, branchId, ...next }].sort(byTime) };
}

/** A break of half an hour in the middle of the day's first hours. */
export function withBreak(week: Week, weekday: number): Week {
  const [first] = onDay(week.windows, weekday);
  if (first === undefined) return week;
  const { fromMin, toMin } = first.stretch;
  const middle = fromMin + Math.floor((toMin - fromMin) / 2 / 30) * 30;
  return { ...week, breaks: [...week.breaks, { weekday, fromMin: middle, toMin: middle + 30 }].sort(byTime) };
}

export function replaced<S>(list: readonly S[], index: number, next: S | null): S[] {
  return list.flatMap((one, at) => (at === index ? (next === null ? [] : [next]) : [one]));
}

/** One day's hours and breaks, on the other days too. */
export function copiedTo(week: Week, from: number, to: readonly number[]): Week {
  const copy = <S extends Stretch>(list: readonly S[]): S[] => [
    ...list.filter(({ weekday }) => !to.includes(weekday)),
    ...to.flatMap((weekday) => onDay(list, from).map(({ stretch }) => ({ ...stretch, weekday }))),
  ];
  return { windows: copy(week.windows).sort(byTime), breaks: copy(week.breaks).sort(byTime) };
}
