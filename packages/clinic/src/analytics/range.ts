import { Prisma, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { iso } from '../scheduling/appointment-view.ts';
import { addDays, daysBetween } from '../scheduling/civil-time.ts';
import { dateSchema } from '../scheduling/slot-schema.ts';
import { dateOf } from './roll-up.ts';
import type { Days, Measure } from './roll-up-calls.ts';
import { rollupRows } from './rollup-rows.ts';

const MOST_DAYS = 1_830;

export const rangeSchema = z.object({
  /** Clinic-local days, both included. */
  from: dateSchema,
  to: dateSchema,
});

/** How coarse a chart is drawn: a point for each of these. */
export type Step = 'day' | 'week' | 'month';

export interface Range extends Days {
  /** The same number of days, just before. */
  before: Days;
  step: Step;
}

/** @throws {ClinicError} where it is no range, or longer than five years. */
export function rangeOf(request: z.input<typeof rangeSchema>): Range {
  const { from, to } = parseInput(rangeSchema, request);
  if (to < from) throw new ClinicError('bad-input', 'The last day lies before the first.', 'to');
  const count = daysBetween(from, to) + 1;
  if (count > MOST_DAYS) throw new ClinicError('bad-input', 'A range is five years at most.', 'to');
  return {
    from,
    to,
    before: { from: addDays(from, -count), to: addDays(from, -1) },
    step: count <= 62 ? 'day' : count <= 400 ? 'week' : 'month',
  };
}

/** A number, and what it was in the range before. */
export interface Compared {
  now: number;
  before: number;
}

export interface Counted {
  /** When the sums were last made; null: never yet. */
  refreshedAt: string | null;
  /** The first day that is counted; what lies before is not there, or not yet. */
  firstDay: string | null;
}

export async function countedOf({ tx, clinicId }: Tenant): Promise<Counted> {
  const row = await tx.rollupState.findUnique({ where: { clinicId }, select: { refreshedAt: true, firstDay: true } });
  return row === null
    ? { refreshedAt: null, firstDay: null }
    : { refreshedAt: iso(row.refreshedAt), firstDay: dateOf(row.firstDay) };
}

/** Some measures of a range and of the one before, by measure. */
export async function readSums(
  { tx, clinicId }: Tenant,
  range: Range,
  measures: readonly Measure[],
): Promise<(measure: Measure) => Sums> {
  const sums = new Map(measures.map((measure) => [measure, new Sums()]));
  for (const [isNow, days] of [[true, range] as const, [false, range.before] as const]) {
    const rows = await tx.$queryRaw<{ measure: Measure; key: string; amount: number }[]>`
      SELECT measure, key, sum(amount)::float8 AS amount FROM (${rollupRows(clinicId, measures, days)}) AS r GROUP BY 1, 2`;
    for (const { measure, key, amount } of rows) sums.get(measure)?.add(key, isNow, amount);
  }
  return (measure) => sums.get(measure) ?? new Sums();
}

/** One measure over the range, a point a step. */
export async function readSeries(
  { tx, clinicId }: Tenant,
  { from, to, step }: Range,
  measure: Measure,
): Promise<{ day: string; key: string; amount: number }[]> {
  const rows =
    step === 'month'
      ? rollupRows(clinicId, [measure], { from, to })
      : Prisma.sql`SELECT day, key, amount FROM call_rollups
          WHERE clinic_id = ${clinicId}::uuid AND measure = ${measure} AND day BETWEEN ${from}::date AND ${to}::date`;
  return tx.$queryRaw`
    SELECT date_trunc(${step}, day)::date::text AS day, key, sum(amount)::float8 AS amount FROM (${rows}) AS r
    GROUP BY 1, 2 ORDER BY 1`;
}

/** Sums by key, each with what it was before. */
export class Sums {
  readonly #sums = new Map<string, Compared>();

  add(key: string, isNow: boolean, amount: number): void {
    const sum = this.#sums.get(key) ?? { now: 0, before: 0 };
    sum[isNow ? 'now' : 'before'] += amount;
    this.#sums.set(key, sum);
  }

  of(key: string): Compared {
    return this.#sums.get(key) ?? { now: 0, before: 0 };
  }

  /** All of them, the greatest now first. */
  list(): { key: string; now: number; before: number }[] {
    return [...this.#sums]
      .map(([key, sum]) => ({ key, ...sum }))
      .toSorted((a, b) => b.now - a.now || b.before - a.before || (a.key < b.key ? -1 : 1));
  }
}
