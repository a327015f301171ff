import { Prisma } from '@vaani/db';
import { addDays } from '../scheduling/civil-time.ts';
import type { Days, Measure } from './roll-up-calls.ts';

/** Sums of whole months stand beside those of days, under the measure's name with this before it: three years are then read as months. */
export const MONTH_PREFIX = 'month.';

const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;
/** The first day of the month after. */
export const nextMonth = (date: string): string => monthOf(addDays(monthOf(date), 31));

/** A range as whole months (by their first days) and the days before and after them. */
export function splitDays({ from, to }: Days): { months: Days | null; edges: Days[] } {
  const first = from === monthOf(from) ? from : nextMonth(from);
  const end = monthOf(addDays(to, 1));
  if (first >= end) return { months: null, edges: [{ from, to }] };
  const edges = [
    { from, to: addDays(first, -1) },
    { from: end, to },
  ].filter((edge) => edge.from <= edge.to);
  return { months: { from: first, to: monthOf(addDays(end, -1)) }, edges };
}

/** The sums of some measures over a range: rows of `measure`, `day`, `key` and `amount`, where a whole month is one day. */
export function rollupRows(clinicId: string, measures: readonly Measure[], days: Days): Prisma.Sql {
  const { months, edges } = splitDays(days);
  const of = (names: readonly string[], name: Prisma.Sql, { from, to }: Days) => Prisma.sql`
    SELECT ${name} AS measure, day, key, amount FROM call_rollups
    WHERE clinic_id = ${clinicId}::uuid AND measure = ANY(${[...names]}::text[]) AND day BETWEEN ${from}::date AND ${to}::date`;
  const monthly = measures.map((measure) => `${MONTH_PREFIX}${measure}`);
  const parts = [
    ...edges.map((edge) => of(measures, Prisma.sql`measure`, edge)),
    ...(months === null ? [] : [of(monthly, Prisma.sql`substr(measure, ${MONTH_PREFIX.length + 1}::int)`, months)]),
  ];
  return Prisma.join(parts, ' UNION ALL ');
}
