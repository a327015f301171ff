import type { z } from 'zod';
import { type Stage, stages } from '../calls/call-query.ts';
import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';
import { percentileOf } from './histogram.ts';
import { type Counted, countedOf, type Range, rangeOf, type rangeSchema, readSeries, readSums } from './range.ts';

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

/** How long callers wait for an answer, and where the time goes. */
export async function latencyAnalytics(
  ctx: ClinicContext,
  request: z.input<typeof rangeSchema>,
): Promise<LatencyAnalytics> {
  authorise(ctx, 'analytics.read');
  const range = rangeOf(request);
  const measures = stages.map((stage) => `latency.${stage}` as const);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const of = await readSums(tenant, range, measures);
    const series = await readSeries(tenant, range, 'latency.answer');
    const found = stages.map((stage) => {
      const buckets = of(`latency.${stage}`).list();
      return {
        stage,
        now: percentiles(buckets.map(({ key, now }) => ({ key, amount: now }))),
        before: percentiles(buckets.map(({ key, before }) => ({ key, amount: before }))),
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

/** @param rows counts by bucket. */
function percentiles(rows: readonly { key: string; amount: number }[]): Percentiles {
  const counts = new Map(rows.map(({ key, amount }) => [Number(key), amount]));
  return {
    p50: percentileOf(counts, 0.5),
    p95: percentileOf(counts, 0.95),
    p99: percentileOf(counts, 0.99),
    count: rows.reduce((sum, { amount }) => sum + amount, 0),
  };
}
