import type { Tenant } from '@vaani/db';
import type { Span, Taken } from './availability.ts';
import { DAY_MS, MINUTE_MS } from './civil-time.ts';

/** What is taken of some doctors' time, by doctor. */
export interface TakenTime {
  claims(doctorId: string): Taken[];
  overbooked(doctorId: string): Span[];
}

export interface TakenQuery {
  doctorIds: readonly string[];
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  now: number;
  /** Holds of this owner take no time from them. */
  ownerToken?: string | undefined;
  /** What this appointment takes is given up for what is looked for. */
  exceptAppointmentId?: string | undefined;
}

/** All spans of one kind in one text, `{2949135,…}`: each is its first minute, counted from the beginning of what is read, and its length. */
interface TakenRow {
  doctorId: string;
  /** −1 for what is booked on top, which has no lane. */
  lane: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  spans: string;
}

/** A span is packed as `first minute × SPAN_UNIT + minutes`: more than the longest claim, a day. */
const SPAN_UNIT = 2_048;

/**
 * Reads what is taken in one query. All spans of a lane come as one text of whole numbers, and neighbours are merged here: over a million appointments,
 * 20 doctors and a month, 8 ms where merging them in Postgres (`range_agg`) took 50, and the claims one by one some 100. `starts_at` is bounded on both
 * sides, since no claim is longer than a day, and so the plain index serves.
 */
export async function loadTaken({ tx, clinicId }: Tenant, q: TakenQuery): Promise<TakenTime> {
  const reach = new Date(q.from - DAY_MS);
  const firstMin = Math.floor(reach.getTime() / MINUTE_MS);
  const [to, now] = [new Date(q.to), new Date(q.now)];
  const except = q.exceptAppointmentId ?? null;
  const rows = await tx.$queryRaw<TakenRow[]>`
    SELECT resource_id AS "doctorId", lane::int, buffer_before_min::int AS "bufferBeforeMin", buffer_after_min::int AS "bufferAfterMin",
      array_agg((floor(date_part('epoch', starts_at) / 60)::bigint - ${firstMin}::int) * ${SPAN_UNIT}::int
        + ceil(date_part('epoch', ends_at) / 60)::int - floor(date_part('epoch', starts_at) / 60)::int)::text AS spans
    FROM slot_claims
    WHERE clinic_id = ${clinicId}::uuid AND resource_id = ANY(${q.doctorIds}::uuid[])
      AND starts_at >= ${reach} AND starts_at < ${to} AND released_at IS NULL
      AND (kind <> 'hold' OR (expires_at > ${now} AND hold_owner IS DISTINCT FROM ${q.ownerToken ?? null}))
      AND id IS DISTINCT FROM (SELECT claim_id FROM appointments WHERE clinic_id = ${clinicId}::uuid AND id = ${except}::uuid)
    GROUP BY resource_id, lane, buffer_before_min, buffer_after_min
    UNION ALL
    SELECT doctor_id, -1, 0, 0,
      array_agg((floor(date_part('epoch', starts_at) / 60)::bigint - ${firstMin}::int) * ${SPAN_UNIT}::int
        + ceil(date_part('epoch', ends_at) / 60)::int - floor(date_part('epoch', starts_at) / 60)::int)::text
    FROM appointments
    WHERE clinic_id = ${clinicId}::uuid AND doctor_id = ANY(${q.doctorIds}::uuid[]) AND is_overbooked
      AND status IN ('scheduled', 'confirmed', 'checked_in', 'in_consultation')
      AND starts_at >= ${reach} AND starts_at < ${to} AND id IS DISTINCT FROM ${except}::uuid
    GROUP BY doctor_id`;
  const of = Map.groupBy(rows, ({ doctorId }) => doctorId);
  return {
    claims: (doctorId) =>
      (of.get(doctorId) ?? []).flatMap(({ lane, bufferBeforeMin, bufferAfterMin, spans }) =>
        lane < 0
          ? []
          : merged(spansOf(spans, firstMin)).map((span) => ({ lane, bufferBeforeMin, bufferAfterMin, ...span })),
      ),
    overbooked: (doctorId) =>
      (of.get(doctorId) ?? []).flatMap(({ lane, spans }) => (lane < 0 ? spansOf(spans, firstMin) : [])),
  };
}

/** Spans from their text, by start. */
function spansOf(text: string, firstMin: number): Span[] {
  const packed = Float64Array.from(text.slice(1, -1).split(','), Number).sort();
  return Array.from(packed, (span) => {
    const startsAt = (firstMin + Math.floor(span / SPAN_UNIT)) * MINUTE_MS;
    return { startsAt, endsAt: startsAt + (span % SPAN_UNIT) * MINUTE_MS };
  });
}

/** Neighbours become one: what reads them then has less to go through. */
function merged(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { startsAt, endsAt } of spans) {
    const last = all.at(-1);
    if (last === undefined || last.endsAt < startsAt) all.push({ startsAt, endsAt });
    else last.endsAt = Math.max(last.endsAt, endsAt);
  }
  return all;
}

/**
 * Appointments by doctor and clinic-local date, for daily caps: those that are on and those that are over. Asked for doctors with a cap alone.
 */
export async function countByDay(
  { tx, clinicId }: Tenant,
  q: { doctorIds: readonly string[]; zone: string; from: number; to: number; exceptAppointmentId?: string | undefined },
): Promise<Map<string, Map<string, number>>> {
  const counts = new Map<string, Map<string, number>>();
  if (q.doctorIds.length === 0) return counts;
  const rows = await tx.$queryRaw<{ doctorId: string; date: string; count: number }[]>`
    SELECT doctor_id AS "doctorId", (starts_at AT TIME ZONE ${q.zone})::date::text AS date, count(*)::int AS count
    FROM appointments
    WHERE clinic_id = ${clinicId}::uuid AND doctor_id = ANY(${q.doctorIds}::uuid[])
      AND starts_at >= ${new Date(q.from)} AND starts_at < ${new Date(q.to)}
      AND status IN ('scheduled', 'confirmed', 'checked_in', 'in_consultation', 'completed')
      AND id IS DISTINCT FROM ${q.exceptAppointmentId ?? null}::uuid
    GROUP BY 1, 2`;
  for (const { doctorId, date, count } of rows) {
    const days = counts.get(doctorId) ?? new Map<string, number>();
    counts.set(doctorId, days.set(date, count));
  }
  return counts;
}
