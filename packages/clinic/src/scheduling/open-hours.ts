import { type LocalDay, localDate, localDay } from './civil-time.ts';

/** Hours on one day, minutes after local midnight, and where they are kept. */
export interface Hours {
  fromMin: number;
  toMin: number;
  branchId: string;
}

/** When a doctor sits. Dates are `YYYY-MM-DD`. */
export interface HourRules {
  windows: readonly (Hours & { weekday: number; validFrom: string; validTo: string | null })[];
  /** Dates with hours of their own instead of the week's: none at all where the list is empty. The week's breaks do not hold on them. */
  overrides: ReadonlyMap<string, readonly Hours[]>;
}

/** A break within the week's hours. */
export interface Pause {
  weekday: number;
  fromMin: number;
  toMin: number;
}

/** A day on which the clinic (null) or one branch is closed. */
export interface Holiday {
  date: string;
  branchId: string | null;
}

/**
 * The hours that a doctor keeps on a day, in order: those of the date where it has its own, else the week's that are valid then; without
 * those of branches that are closed.
 */
export function hoursOn(rules: HourRules, day: LocalDay, holidays: readonly Holiday[]): Hours[] {
  const { date, weekday } = day;
  const hours: readonly Hours[] =
    rules.overrides.get(date) ??
    rules.windows.filter(
      (window) =>
        window.weekday === weekday && window.validFrom <= date && (window.validTo === null || window.validTo >= date),
    );
  if (hours.length === 0) return [];
  const closed = holidays.filter((holiday) => holiday.date === date);
  return hours
    .filter(({ branchId }) => !closed.some((holiday) => holiday.branchId === null || holiday.branchId === branchId))
    .toSorted((a, b) => a.fromMin - b.fromMin);
}

/** Whether a span, milliseconds since the epoch, lies within the hours that a doctor keeps there, and meets no break. */
export function isWithinHours(
  rules: HourRules & { breaks: readonly Pause[] },
  holidays: readonly Holiday[],
  span: { startsAt: number; endsAt: number; branchId: string },
  zone: string,
): boolean {
  const day = localDay(localDate(span.startsAt, zone), zone);
  const isOpen = hoursOn(rules, day, holidays).some(
    ({ fromMin, toMin, branchId }) =>
      branchId === span.branchId && day.edge(fromMin) <= span.startsAt && span.endsAt <= day.edge(toMin),
  );
  return isOpen && !breaksOn(rules, day).some((pause) => pause.startsAt < span.endsAt && pause.endsAt > span.startsAt);
}

/** The week's breaks on a day, milliseconds since the epoch: none where the date has hours of its own. */
export function breaksOn(
  { breaks, overrides }: HourRules & { breaks: readonly Pause[] },
  day: LocalDay,
): { startsAt: number; endsAt: number }[] {
  if (overrides.has(day.date)) return [];
  return breaks
    .filter(({ weekday }) => weekday === day.weekday)
    .map(({ fromMin, toMin }) => ({ startsAt: day.edge(fromMin), endsAt: day.edge(toMin, 'later') }));
}
