import type { Tenant } from '@vaani/db';
import { type AppointmentJson, appointmentJson, appointmentNames, fromJson, iso } from './appointment-view.ts';
import type { AppointmentView } from './types.ts';

export interface Booked {
  /** All but those that were cancelled or moved, by start. */
  appointments: AppointmentView[];
  /** Holds that have not lapsed. */
  holds: { doctorId: string; startsAt: string; endsAt: string; callId: string | null }[];
}

interface BookedRow {
  appointments: AppointmentJson[] | null;
  holds: { doctorId: string; startsAt: number; endsAt: number; callId: string | null }[] | null;
}

/**
 * What begins within a range, of some doctors: all of it in one query. Through the client it is five, for the names of doctors, services and patients too.
 * @param range its end is excluded; a hold that has lapsed by `now` is none.
 */
export async function loadBooked(
  { tx, clinicId, cipher }: Tenant,
  doctorIds: readonly string[],
  range: { from: Date; to: Date; now: Date },
): Promise<Booked> {
  const { from, to, now } = range;
  const [row] = await tx.$queryRaw<BookedRow[]>`
    SELECT
      (SELECT json_agg(${appointmentJson} ORDER BY a.starts_at, a.id)
        FROM appointments a ${appointmentNames}
        WHERE a.clinic_id = ${clinicId}::uuid AND a.doctor_id = ANY(${doctorIds}::uuid[])
          AND a.starts_at >= ${from} AND a.starts_at < ${to} AND a.status NOT IN ('cancelled', 'rescheduled')) AS appointments,
      (SELECT json_agg(json_build_object('doctorId', c.resource_id, 'startsAt', (extract(epoch FROM c.starts_at) * 1000)::bigint,
          'endsAt', (extract(epoch FROM c.ends_at) * 1000)::bigint, 'callId', c.call_id))
        FROM slot_claims c
        WHERE c.clinic_id = ${clinicId}::uuid AND c.resource_id = ANY(${doctorIds}::uuid[])
          AND c.starts_at >= ${from} AND c.starts_at < ${to} AND c.released_at IS NULL
          AND c.kind = 'hold' AND c.expires_at > ${now}) AS holds`;
  return {
    appointments: (row?.appointments ?? []).map((json) => fromJson(json, cipher)),
    holds: (row?.holds ?? []).map(({ startsAt, endsAt, ...hold }) => ({
      ...hold,
      startsAt: iso(new Date(startsAt)),
      endsAt: iso(new Date(endsAt)),
    })),
  };
}
