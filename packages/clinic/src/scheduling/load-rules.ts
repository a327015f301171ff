import type { Tenant } from '@vaani/db';
import type { Span } from './availability.ts';
import type { Holiday, HourRules, Hours, Pause } from './open-hours.ts';

/** The rules of some doctors over a range of days, by doctor. */
export interface Rules {
  holidays: (Holiday & { id: string; name: string })[];
  of(doctorId: string): DoctorRules;
}

export interface DoctorRules extends HourRules {
  breaks: Pause[];
  leaves: (Span & { label: string })[];
  outside: Span[];
}

type Owned<T> = T & { doctorId: string };

interface RulesRow {
  windows: Owned<HourRules['windows'][number]>[] | null;
  breaks: Owned<DoctorRules['breaks'][number]>[] | null;
  overrides: Owned<{ date: string; fromMin: number | null; toMin: number | null; branchId: string | null }>[] | null;
  leaves: Owned<DoctorRules['leaves'][number]>[] | null;
  outside: Owned<Span>[] | null;
  holidays: Rules['holidays'] | null;
}

/**
 * Reads everything that says when doctors sit, for all of them and all days in one query: a query each took longer than the work that follows.
 * @param range.from the first clinic-local day; `to` the last. Spans come where they touch the range, give or take two days.
 */
export async function loadRules(
  { tx, clinicId }: Tenant,
  doctorIds: readonly string[],
  range: { from: string; to: string },
): Promise<Rules> {
  const { from, to } = range;
  const [row] = await tx.$queryRaw<RulesRow[]>`
    WITH asked AS (
      SELECT ${clinicId}::uuid AS clinic_id, ${doctorIds}::uuid[] AS doctor_ids, ${from}::date AS first_day, ${to}::date AS last_day,
        (${from}::date - 2)::timestamptz AS from_at, (${to}::date + 3)::timestamptz AS to_at
    )
    SELECT
      (SELECT json_agg(json_build_object('doctorId', w.doctor_id, 'weekday', w.weekday, 'fromMin', w.from_min, 'toMin', w.to_min,
          'validFrom', w.valid_from, 'validTo', w.valid_to, 'branchId', w.branch_id))
        FROM weekly_windows w WHERE w.clinic_id = a.clinic_id AND w.doctor_id = ANY(a.doctor_ids)
          AND w.valid_from <= a.last_day AND (w.valid_to IS NULL OR w.valid_to >= a.first_day)) AS windows,
      (SELECT json_agg(json_build_object('doctorId', b.doctor_id, 'weekday', b.weekday, 'fromMin', b.from_min, 'toMin', b.to_min))
        FROM breaks b WHERE b.clinic_id = a.clinic_id AND b.doctor_id = ANY(a.doctor_ids)) AS breaks,
      (SELECT json_agg(json_build_object('doctorId', o.doctor_id, 'date', o.date, 'fromMin', o.from_min, 'toMin', o.to_min,
          'branchId', o.branch_id))
        FROM date_overrides o WHERE o.clinic_id = a.clinic_id AND o.doctor_id = ANY(a.doctor_ids)
          AND o.date BETWEEN a.first_day AND a.last_day) AS overrides,
      (SELECT json_agg(json_build_object('doctorId', l.doctor_id, 'startsAt', (extract(epoch FROM l.starts_at) * 1000)::bigint,
          'endsAt', (extract(epoch FROM l.ends_at) * 1000)::bigint, 'label', l.label))
        FROM leaves l WHERE l.clinic_id = a.clinic_id AND l.doctor_id = ANY(a.doctor_ids)
          AND l.starts_at < a.to_at AND l.ends_at > a.from_at) AS leaves,
      (SELECT json_agg(json_build_object('doctorId', o.doctor_id, 'startsAt', (extract(epoch FROM o.starts_at) * 1000)::bigint,
          'endsAt', (extract(epoch FROM o.ends_at) * 1000)::bigint))
        FROM outside_busy o WHERE o.clinic_id = a.clinic_id AND o.doctor_id = ANY(a.doctor_ids)
          AND o.starts_at < a.to_at AND o.ends_at > a.from_at) AS outside,
      (SELECT json_agg(json_build_object('id', h.id, 'date', h.date, 'branchId', h.branch_id, 'name', h.name))
        FROM holidays h WHERE h.clinic_id = a.clinic_id AND h.date BETWEEN a.first_day AND a.last_day) AS holidays
    FROM asked a`;
  const of = <R extends { doctorId: string }>(rows: R[] | null | undefined) =>
    Map.groupBy(rows ?? [], ({ doctorId }) => doctorId);
  const windows = of(row?.windows);
  const breaks = of(row?.breaks);
  const overrides = of(row?.overrides);
  const leaves = of(row?.leaves);
  const outside = of(row?.outside);
  return {
    holidays: row?.holidays ?? [],
    of: (doctorId) => ({
      windows: windows.get(doctorId) ?? [],
      breaks: breaks.get(doctorId) ?? [],
      overrides: byDate(overrides.get(doctorId) ?? []),
      leaves: leaves.get(doctorId) ?? [],
      outside: outside.get(doctorId) ?? [],
    }),
  };
}

/** Rows of a date are its hours; one without times says that there are none. */
function byDate(rows: NonNullable<RulesRow['overrides']>): Map<string, Hours[]> {
  const dates = new Map<string, Hours[]>();
  for (const { date, fromMin, toMin, branchId } of rows) {
    const hours = dates.get(date) ?? [];
    dates.set(date, hours);
    if (fromMin !== null && toMin !== null && branchId !== null) hours.push({ fromMin, toMin, branchId });
  }
  return dates;
}
