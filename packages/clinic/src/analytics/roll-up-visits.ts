import type { Tenant } from '@vaani/db';
import type { Span } from '../scheduling/availability.ts';
import { addDays, datesBetween, type LocalDay, localDay, MINUTE_MS, startOfDay } from '../scheduling/civil-time.ts';
import { type DoctorRules, loadRules } from '../scheduling/load-rules.ts';
import { breaksOn, type Holiday, hoursOn } from '../scheduling/open-hours.ts';
import type { Days } from './roll-up-calls.ts';
import { statusesOf } from './visit-kinds.ts';

interface Booked {
  doctorId: string;
  day: string;
  minutes: number;
  kept: number;
  noShows: number;
  cancelled: number;
}

/** Counts doctors' days anew: how long they sat, how much of it was booked, and who came. */
export async function rollUpVisits(tenant: Tenant, days: Days, zone: string): Promise<void> {
  const { tx, clinicId } = tenant;
  const [from, to] = [new Date(startOfDay(days.from, zone)), new Date(startOfDay(addDays(days.to, 1), zone))];
  const doctors = await tx.doctor.findMany({ where: { clinicId }, select: { id: true, capacity: true } });
  const ids = doctors.map(({ id }) => id);
  const rules = await loadRules(tenant, ids, days);
  const blocks = await tx.block.findMany({
    where: { clinicId, removedAt: null, startsAt: { lt: to }, endsAt: { gt: from } },
    select: { doctorId: true, startsAt: true, endsAt: true },
  });
  const booked = await bookedBy(tenant, { from, to, zone });
  const rows = doctors.flatMap(({ id: doctorId, capacity }) => {
    const own = rules.of(doctorId);
    const blocked = blocks
      .filter((block) => block.doctorId === doctorId)
      .map((block) => ({ startsAt: block.startsAt.getTime(), endsAt: block.endsAt.getTime() }));
    return datesBetween(days.from, days.to).flatMap((date) => {
      const open = openMinutes(own, blocked, localDay(date, zone), rules.holidays) * capacity;
      const of = booked.get(`${doctorId} ${date}`);
      if (open === 0 && of === undefined) return [];
      return [
        {
          ...{ clinicId, doctorId, day: new Date(date), openMinutes: open, bookedMinutes: of?.minutes ?? 0 },
          ...{ kept: of?.kept ?? 0, noShows: of?.noShows ?? 0, cancelled: of?.cancelled ?? 0 },
        },
      ];
    });
  });
  await tx.visitRollup.deleteMany({
    where: { clinicId, day: { gte: new Date(days.from), lte: new Date(days.to) } },
  });
  await tx.visitRollup.createMany({ data: rows });
}

async function bookedBy(
  { tx, clinicId }: Tenant,
  { from, to, zone }: { from: Date; to: Date; zone: string },
): Promise<Map<string, Booked>> {
  const rows = await tx.$queryRaw<Booked[]>`
    SELECT a.doctor_id AS "doctorId", (a.starts_at AT TIME ZONE ${zone})::date::text AS day,
      coalesce(sum(extract(epoch FROM a.ends_at - a.starts_at) / 60) FILTER (WHERE a.status NOT IN ('cancelled', 'rescheduled')), 0)::int AS minutes,
      (count(*) FILTER (WHERE a.status = ANY(${statusesOf.kept}::appointment_status[])))::int AS kept,
      (count(*) FILTER (WHERE a.status = ANY(${statusesOf['no-show']}::appointment_status[])))::int AS "noShows",
      (count(*) FILTER (WHERE a.status = ANY(${statusesOf.cancelled}::appointment_status[])))::int AS cancelled
    FROM appointments a
    WHERE a.clinic_id = ${clinicId}::uuid AND a.starts_at >= ${from} AND a.starts_at < ${to}
    GROUP BY 1, 2`;
  return new Map(rows.map((row) => [`${row.doctorId} ${row.day}`, row]));
}

/** Minutes of a day that a doctor sat: their hours without breaks, leave, blocks and what an outside calendar has. */
export function openMinutes(
  rules: DoctorRules,
  blocked: readonly Span[],
  day: LocalDay,
  holidays: readonly Holiday[],
): number {
  const closed = [...breaksOn(rules, day), ...rules.leaves, ...rules.outside, ...blocked];
  const open = hoursOn(rules, day, holidays).map(({ fromMin, toMin }) => ({
    startsAt: day.edge(fromMin),
    endsAt: day.edge(toMin),
  }));
  return Math.round(open.reduce((sum, span) => sum + lengthWithout(span, closed), 0) / MINUTE_MS);
}

/** How long a span is without others, which may overlap, ms. */
function lengthWithout(span: Span, closed: readonly Span[]): number {
  let at = span.startsAt;
  let length = 0;
  for (const { startsAt, endsAt } of closed.toSorted((a, b) => a.startsAt - b.startsAt)) {
    if (endsAt <= at || startsAt >= span.endsAt) continue;
    length += Math.max(0, startsAt - at);
    at = Math.max(at, endsAt);
  }
  return length + Math.max(0, span.endsAt - at);
}
