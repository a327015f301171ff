import type { z } from 'zod';
import type { CallOutcome } from '../calls/types.ts';
import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';
import {
  type Compared,
  type Counted,
  countedOf,
  type Range,
  rangeOf,
  type rangeSchema,
  readSeries,
  readSums,
  Sums,
} from './range.ts';
import type { Measure } from './roll-up-calls.ts';

/** How calls ended, by who dealt with them. Each call is in one. */
export const groups = ['contained', 'handedOver', 'message', 'emergency', 'dropped'] as const;
export type CallGroup = (typeof groups)[number];

export const groupOf: Readonly<Record<CallOutcome, CallGroup>> = {
  booked: 'contained',
  moved: 'contained',
  cancelled: 'contained',
  informed: 'contained',
  transferred: 'handedOver',
  staff: 'handedOver',
  message: 'message',
  emergency: 'emergency',
  abandoned: 'dropped',
  failed: 'dropped',
};

export type Ranked = { key: string; now: number; before: number }[];

export interface CallAnalytics extends Range, Counted {
  calls: Compared;
  groups: Record<CallGroup, Compared>;
  /** `answered`, `seconds`, `barge_ins`, `interrupted`, `fallen_back`, `wished_booking`, `got_booking`. */
  totals: Record<(typeof totalKeys)[number], Compared>;
  outcomes: Ranked;
  languages: Ranked;
  moods: Ranked;
  wishes: Ranked;
  /** A point a step, by how calls ended. */
  series: ({ day: string } & Record<CallGroup, number>)[];
  /** Calls by weekday (1 Monday … 7 Sunday) and hour; those without any are left out. */
  hours: { weekday: number; hour: number; calls: number }[];
}

const totalKeys = [
  'answered',
  'seconds',
  'barge_ins',
  'interrupted',
  'fallen_back',
  'wished_booking',
  'got_booking',
] as const;
const summed: Measure[] = ['outcome', 'language', 'mood', 'wish', 'total'];

/** How many calls there were and what came of them, in a range and in the one before. From sums, so that it costs days and not calls. */
export async function callAnalytics(ctx: ClinicContext, request: z.input<typeof rangeSchema>): Promise<CallAnalytics> {
  authorise(ctx, 'analytics.read');
  const range = rangeOf(request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { from, to } = range;
    const of = await readSums(tenant, range, summed);
    const series = await readSeries(tenant, range, 'outcome');
    const hours = await tx.$queryRaw<{ weekday: number; hour: number; calls: number }[]>`
      SELECT extract(isodow FROM day)::int AS weekday, key::int AS hour, sum(amount)::float8 AS calls FROM call_rollups
      WHERE clinic_id = ${clinicId}::uuid AND measure = 'hour' AND day BETWEEN ${from}::date AND ${to}::date
      GROUP BY 1, 2 ORDER BY 1, 2`;
    const [outcomes, totals] = [of('outcome'), of('total')];
    const grouped = new Sums();
    for (const { key, now, before: earlier } of outcomes.list()) {
      grouped.add(groupOf[key as CallOutcome], true, now);
      grouped.add(groupOf[key as CallOutcome], false, earlier);
      grouped.add('all', true, now);
      grouped.add('all', false, earlier);
    }
    return {
      ...range,
      ...(await countedOf(tenant)),
      calls: grouped.of('all'),
      groups: recordOf(groups, (group) => grouped.of(group)),
      totals: recordOf(totalKeys, (key) => totals.of(key)),
      outcomes: outcomes.list(),
      languages: of('language').list(),
      moods: of('mood').list(),
      wishes: of('wish').list(),
      series: seriesOf(series),
      hours,
    };
  });
}

const recordOf = <K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;

function seriesOf(rows: readonly { day: string; key: string; amount: number }[]): CallAnalytics['series'] {
  return [...Map.groupBy(rows, ({ day }) => day)].map(([day, ofDay]) => ({
    day,
    ...recordOf(groups, (group) =>
      ofDay.filter(({ key }) => groupOf[key as CallOutcome] === group).reduce((sum, { amount }) => sum + amount, 0),
    ),
  }));
}
