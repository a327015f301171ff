import type { z } from 'zod';
import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';
import { type Counted, countedOf, type Range, rangeOf, type rangeSchema } from './range.ts';

/** Doctors' time and who came. Minutes of open time count each lane of a doctor who sees several at once. */
export interface Visits {
  openMinutes: number;
  bookedMinutes: number;
  kept: number;
  noShows: number;
  cancelled: number;
}

export interface VisitAnalytics extends Range, Counted {
  visits: { now: Visits; before: Visits };
  /** By name. */
  doctors: ({ doctorId: string; name: string; nameHindi: string } & Visits)[];
  series: ({ day: string } & Visits)[];
}

/** How much of the doctors' time was booked, and how many did not come. */
export async function visitAnalytics(
  ctx: ClinicContext,
  request: z.input<typeof rangeSchema>,
): Promise<VisitAnalytics> {
  authorise(ctx, 'analytics.read');
  const range = rangeOf(request);
  const { from, to, before, step } = range;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const rows = await tx.$queryRaw<({ isNow: boolean; doctorId: string; day: string } & Visits)[]>`
      SELECT day >= ${from}::date AS "isNow", doctor_id AS "doctorId", date_trunc(${step}, day)::date::text AS day,
        sum(open_minutes)::float8 AS "openMinutes", sum(booked_minutes)::float8 AS "bookedMinutes", sum(kept)::float8 AS kept,
        sum(no_shows)::float8 AS "noShows", sum(cancelled)::float8 AS cancelled
      FROM visit_rollups WHERE clinic_id = ${clinicId}::uuid AND day BETWEEN ${before.from}::date AND ${to}::date
      GROUP BY 1, 2, 3 ORDER BY 3`;
    const doctors = await tx.doctor.findMany({
      where: { clinicId },
      select: { id: true, name: true, nameHindi: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    const now = rows.filter(({ isNow }) => isNow);
    const byDoctor = Map.groupBy(now, ({ doctorId }) => doctorId);
    return {
      ...range,
      ...(await countedOf(tenant)),
      visits: { now: sumOf(now), before: sumOf(rows.filter(({ isNow }) => !isNow)) },
      doctors: doctors.flatMap(({ id, name, nameHindi }) => {
        const own = byDoctor.get(id);
        return own === undefined ? [] : [{ doctorId: id, name, nameHindi, ...sumOf(own) }];
      }),
      series: [...Map.groupBy(now, ({ day }) => day)].map(([day, ofDay]) => ({ day, ...sumOf(ofDay) })),
    };
  });
}

function sumOf(rows: readonly Visits[]): Visits {
  const sum = { openMinutes: 0, bookedMinutes: 0, kept: 0, noShows: 0, cancelled: 0 };
  for (const row of rows) for (const key of Object.keys(sum) as (keyof Visits)[]) sum[key] += row[key];
  return sum;
}
