import type { z } from 'zod';
import { type Stage, stages } from '../calls/call-query.ts';
import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';
import { percentileOf } from './histogram.ts';
import { type Counted, countedOf, type Range, rangeOf, type rangeSchema } from './range.ts';

export interface Percentiles {
  p50: number | null;
  p95: number | null;
  p99: number | null;
  /** Turns that were timed. */
  count: number;
}

export interface LatencyAnalytics extends Range, Counted {
  /** Those that were timed in either range, ms. */
  stages: { stage: Stage; now: Percentiles; before: Percentiles }[];
  /** Of the whole answer, as the caller heard it. */
  series: { day: string; p50: number | null; p95: number | null }[];
}

interface Row {
  isNow: boolean;
  measure: string;
  bucket: number;
  amount: number;
}

/** How long callers wait for an answer, and where the time goes. */
export async function latencyAnalytics(
  ctx: ClinicContext,
  request: z.input<typeof rangeSchema>,
): Promise<LatencyAnalytics> {
  authorise(ctx, 'analytics.read');
  const range = rangeOf(request);
  const { from, to, before, step } = range;
  const measures = stages.map((stage) => `latency.${stage}`);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const rows = await tx.$queryRaw<Row[]>`
      SELECT day >= ${from}::date AS "isNow", measure, key::int AS bucket, sum(amount)::float8 AS amount FROM call_rollups
      WHERE clinic_id = ${clinicId}::uuid AND measure = ANY(${measures}::text[]) AND day BETWEEN ${before.from}::date AND ${to}::date
      GROUP BY 1, 2, 3`;
    const series = await tx.$queryRaw<{ day: string; bucket: number; amount: number }[]>`
      SELECT date_trunc(${step}, day)::date::text AS day, key::int AS bucket, sum(amount)::float8 AS amount FROM call_rollups
      WHERE clinic_id = ${clinicId}::uuid AND measure = 'latency.answer' AND day BETWEEN ${from}::date AND ${to}::date
      GROUP BY 1, 2 ORDER BY 1`;
    const found = stages.map((stage) => {
      const own = rows.filter(({ measure }) => measure === `latency.${stage}`);
      return {
        stage,
        now: percentiles(own.filter(({ isNow }) => isNow)),
        before: percentiles(own.filter(({ isNow }) => !isNow)),
      };
    });
    return {
      ...range,
      ...(await countedOf(tenant)),
      stages: found.filter(({ now, before: earlier }) => now.count + earlier.count > 0),
      series: [...Map.groupBy(series, ({ day }) => day)].map(([day, ofDay]) => {
        const { p50, p95 } = percentiles(ofDay);
        return { day, p50, p95 };
      }),
    };
  });
}

function percentiles(rows: readonly { bucket: number; amount: number }[]): Percentiles {
  const counts = new Map(rows.map(({ bucket, amount }) => [bucket, amount]));
  return {
    p50: percentileOf(counts, 0.5),
    p95: percentileOf(counts, 0.95),
    p99: percentileOf(counts, 0.99),
    count: rows.reduce((sum, { amount }) => sum + amount, 0),
  };
}
