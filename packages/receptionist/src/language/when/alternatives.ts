import type { DateSpec, DayPart, Item, Span, TimeSpec } from './scan.ts';

/** One way that was offered: "kal subah" of "kal subah ya parson shaam". */
export interface Alternative {
  dates: Span[] | null;
  times: TimeSpec[];
}

interface Draft {
  date: DateSpec | null;
  /** Its time was refused: the day counts only where another time is said for it. */
  isWeak: boolean;
  times: TimeSpec[];
}

/** The alternatives of one stretch between corrections. */
export type Version = Draft[];

/** Adds what was said next: to the alternative that is being told, or as another one. */
export function add(version: Version, item: Item, how: { isWeak: boolean; isOr: boolean; today: number }): void {
  const last = how.isOr ? undefined : version.at(-1);
  if (item.kind === 'date') addDate(version, last, item.date, how);
  if (item.kind === 'time') addTime(version, last, item.time);
}

function addDate(
  version: Version,
  last: Draft | undefined,
  date: DateSpec,
  { isWeak, today }: { isWeak: boolean; today: number },
): void {
  if (last === undefined) version.push({ date: framed(date, version.at(-1)?.date?.frame, today), isWeak, times: [] });
  else {
    const both = last.date === null ? date : joined(last.date, date, today);
    if (both === null) version.push({ date, isWeak, times: [] });
    else Object.assign(last, { date: both, isWeak });
  }
}

function addTime(version: Version, last: Draft | undefined, time: TimeSpec): void {
  if (last === undefined) version.push({ date: null, isWeak: false, times: [time] });
  else if (last.times.every((one) => isComplement(one, time))) last.times.push(time);
  else if (!last.times.some((one) => isSame(one, time))) version.push({ date: null, isWeak: false, times: [time] });
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A part of day beside a clock time settles it; two times are two ways. */
const isComplement = (one: TimeSpec, other: TimeSpec): boolean => (one.kind === 'part') !== (other.kind === 'part');

/** "agle hafte Monday ya Tuesday": the second day lies in the week that the first was looked for in. */
function framed(date: DateSpec, frame: Span | undefined, today: number): DateSpec {
  if (frame === undefined || date.within === undefined || date.isBareDay !== true) return date;
  const options = date.within(frame).filter(({ from, to = from }) => to >= today);
  return options.length === 0 ? date : { options, frame };
}

/** Two names of one day: what both allow; null where they disagree. */
function joined(first: DateSpec, second: DateSpec, today: number): DateSpec | null {
  const inFrame = lookedFor(first, second, today) ?? lookedFor(second, first, today);
  if (inFrame !== null) return inFrame;
  const shared = first.options.flatMap((one) => second.options.flatMap((other) => narrower(one, other) ?? []));
  if (shared.length > 0) return { options: shared };
  // "Monday the 7th of December": the date leads where the weekday is right for it.
  if (isRightFor(first, second)) return second;
  return isRightFor(second, first) ? first : null;
}

/** "agle hafte … Friday ko": a day within a week or a month. */
function lookedFor({ frame, isPast }: DateSpec, inner: DateSpec, today: number): DateSpec | null {
  if (frame === undefined || inner.within === undefined) return null;
  const options = inner.within(frame).filter(({ from, to = from }) => isPast === true || to >= today);
  return { options, frame, ...(isPast === true ? { isPast } : {}) };
}

/** The one of two spans that lies within the other. */
function narrower(one: Span, other: Span): Span | null {
  if (isWithin(one, other)) return one;
  return isWithin(other, one) ? other : null;
}

const isWithin = (inner: Span, outer: Span): boolean =>
  inner.from >= outer.from && (inner.to ?? inner.from) <= (outer.to ?? outer.from);

/** Is a bare weekday that of a dated day? */
const isRightFor = (bare: DateSpec, dated: DateSpec): boolean =>
  bare.isBareDay === true &&
  dated.options.length > 0 &&
  dated.options.every((one) => one.to === undefined && bare.within?.(one).length === 1);

/** The last version holds; what it leaves out it takes from those before. */
export function overlay(versions: readonly Version[]): Alternative[] {
  let result: Draft[] = [];
  for (const version of versions) result = laid(version, result);
  const hasFirm = result.some(({ date, isWeak }) => date !== null && !isWeak);
  return spread(result)
    .filter(({ date, isWeak, times }) => date === null || !isWeak || (!hasFirm && times.length > 0))
    .map(({ date, times }) => ({ dates: date?.options ?? null, times }))
    .filter(({ dates, times }) => dates !== null || times.length > 0);
}

/** A version over those before it: a new day keeps their times, a new time their days. */
function laid(version: Version, before: readonly Draft[]): Draft[] {
  if (before.length === 0) return [...version];
  const hasDate = version.some(({ date }) => date !== null);
  if (hasDate && version.some(({ times }) => times.length > 0)) return [...version];
  const old = spread(before);
  if (hasDate) {
    const times = unique(old.map((draft) => draft.times).filter(({ length }) => length > 0));
    return spread(version).flatMap((draft) =>
      times.length === 0 ? [draft] : times.map((one) => ({ ...draft, times: one })),
    );
  }
  const dates = unique(old.flatMap(({ date }) => date ?? []));
  const hint = partOf(old);
  return spread(version).flatMap((draft) => {
    const times = hint === null ? draft.times : draft.times.map((time) => hinted(time, hint));
    return dates.length === 0 ? [{ ...draft, times }] : dates.map((date) => ({ date, isWeak: false, times }));
  });
}

const unique = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** "kal ya parson shaam ko", "kal subah ya shaam": what one alternative lacks and its neighbour has. */
function spread(version: readonly Draft[]): Draft[] {
  const hint = partOf(version);
  const drafts = version.map((draft) => ({
    ...draft,
    times: hint === null ? draft.times : draft.times.map((time) => hinted(time, hint)),
  }));
  for (const [index, draft] of drafts.entries()) {
    const before = drafts[index - 1];
    if (draft.date === null && before !== undefined) Object.assign(draft, { date: before.date, isWeak: before.isWeak });
  }
  for (let index = drafts.length - 2; index >= 0; index -= 1) {
    const [draft, after] = [drafts[index], drafts[index + 1]];
    if (draft === undefined || after === undefined) continue;
    if (draft.date === null) draft.date = after.date;
    if (draft.times.length === 0) draft.times = after.times;
  }
  return drafts;
}

/** "subah das ya gyarah baje": the part of one helps to tell which half of the day the other is in. */
export const hinted = (time: TimeSpec, hint: DayPart): TimeSpec =>
  time.kind === 'clock' && !time.clock.isExact && time.clock.part === undefined
    ? { kind: 'clock', clock: { ...time.clock, hint } }
    : time;

/** The only part of day that was said. */
function partOf(drafts: readonly Draft[]): DayPart | null {
  const parts = drafts.flatMap(({ times }) =>
    times.flatMap((time): DayPart[] => {
      if (time.kind === 'part') return [time.part];
      return time.kind === 'clock' && time.clock.part !== undefined ? [time.clock.part] : [];
    }),
  );
  const [part, ...others] = [...new Set(parts)];
  return part === undefined || others.length > 0 ? null : part;
}
