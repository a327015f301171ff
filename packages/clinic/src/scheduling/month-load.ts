import { Prisma, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import type { Span } from './availability.ts';
import { addDays, datesBetween, type LocalDay, localDay, MINUTE_MS, startOfDay } from './civil-time.ts';
import { type DoctorRules, loadRules, type Rules } from './load-rules.ts';
import { breaksOn, hoursOn } from './open-hours.ts';

export const monthLoadSchema = z.object({
  /** The clinic's month. */
  month: z.string('is not text').regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month as 2026-11'),
  /** One doctor's; all of the clinic's where it is missing. */
  doctorId: z.uuid('is not an id').optional(),
});

/** How full one day is. */
export interface MonthDay {
  date: string;
  /** All but those that were cancelled or moved. */
  appointments: number;
  /** Minutes that doctors sit, without breaks, leave and what stands in an outside calendar. */
  openMin: number;
  /** Minutes of appointments. */
  bookedMin: number;
  /** Doctors who sit that day. */
  doctors: number;
  /** What the clinic's day off is called; null on other days. */
  holiday: string | null;
}

/**
 * A month at a glance: each day's appointments against the time there is. A doctor gets their own.
 * @throws {ClinicError} for bad input, or an unknown doctor.
 */
export async function monthLoad(ctx: ClinicContext, query: z.input<typeof monthLoadSchema>): Promise<MonthDay[]> {
  authorise(ctx, 'schedule.read');
  const { month, doctorId } = parseInput(monthLoadSchema, query);
  const own = onlyDoctor(ctx);
  if (own !== null && doctorId !== undefined && doctorId !== own)
    throw new ClinicError('not-allowed', 'A doctor sees their own schedule.', 'doctorId');
  const wanted = own ?? doctorId;
  const dates = datesOf(month);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { zone } = await settingsOf(tenant);
    const doctors = await tx.doctor.findMany({
      where: { clinicId, isActive: true, ...(wanted === undefined ? {} : { id: wanted }) },
      select: { id: true },
    });
    if (wanted !== undefined && doctors.length === 0)
      throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
    const ids = doctors.map(({ id }) => id);
    const rules = await loadRules(tenant, ids, { from: dates[0] ?? '', to: dates.at(-1) ?? '' });
    const booked = await bookedByDay(tenant, ids, dates, zone);
    return dates.map((date): MonthDay => {
      const day = localDay(date, zone);
      const open = ids.map((id) => openMinutes(rules.of(id), day, rules.holidays));
      return {
        date,
        appointments: booked.get(date)?.appointments ?? 0,
        bookedMin: booked.get(date)?.minutes ?? 0,
        openMin: open.reduce((sum, minutes) => sum + minutes, 0),
        doctors: open.filter((minutes) => minutes > 0).length,
        holiday: rules.holidays.find((holiday) => holiday.date === date && holiday.branchId === null)?.name ?? null,
      };
    });
  });
}

function datesOf(month: string): string[] {
  const first = `${month}-01`;
  // The 28th and five days lie in the next month, whichever it is.
  const next = `${addDays(`${month}-28`, 5).slice(0, 7)}-01`;
  return datesBetween(first, addDays(next, -1));
}

/** Minutes in which somebody could sit before the doctor. */
function openMinutes(rules: DoctorRules, day: LocalDay, holidays: Rules['holidays']): number {
  const hours = hoursOn(rules, day, holidays).map(({ fromMin, toMin }) => ({
    startsAt: day.edge(fromMin),
    endsAt: day.edge(toMin),
  }));
  const left = [...breaksOn(rules, day), ...rules.leaves, ...rules.outside].reduce(without, hours);
  return Math.round(left.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0) / MINUTE_MS);
}

/** What is left of some spans once another is taken out. */
function without(spans: Span[], gone: Span): Span[] {
  return spans.flatMap((span) =>
    gone.endsAt <= span.startsAt || gone.startsAt >= span.endsAt
      ? [span]
      : [
          { startsAt: span.startsAt, endsAt: gone.startsAt },
          { startsAt: gone.endsAt, endsAt: span.endsAt },
        ].filter(({ startsAt, endsAt }) => endsAt > startsAt),
  );
}

interface BookedDay {
  date: string;
  appointments: number;
  minutes: number;
}

async function bookedByDay(
  { tx, clinicId }: Tenant,
  doctorIds: readonly string[],
  dates: readonly string[],
  zone: string,
): Promise<Map<string, BookedDay>> {
  const from = new Date(startOfDay(dates[0] ?? '', zone));
  const to = new Date(startOfDay(addDays(dates.at(-1) ?? '', 1), zone));
  const rows = await tx.$queryRaw<BookedDay[]>(Prisma.sql`
    SELECT to_char(a.starts_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS date, count(*)::int AS appointments,
      (sum(extract(epoch FROM a.ends_at - a.starts_at)) / 60)::int AS minutes
    FROM appointments a
    WHERE a.clinic_id = ${clinicId}::uuid AND a.doctor_id = ANY(${doctorIds}::uuid[])
      AND a.starts_at >= ${from} AND a.starts_at < ${to} AND a.status NOT IN ('cancelled', 'rescheduled')
    GROUP BY 1`);
  return new Map(rows.map((row) => [row.date, row]));
}
