import { z } from 'zod';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { appointmentColumns, iso, toAppointmentView } from '../scheduling/appointment-view.ts';
import type { AppointmentView } from '../scheduling/types.ts';

/** An appointment at a time when the doctor is busy elsewhere. */
export interface Clash {
  appointment: AppointmentView;
  /** When the doctor is busy, and by which calendar. */
  busy: { startsAt: string; endsAt: string; calendarId: string; label: string };
}

export const clashQuerySchema = z.object({ doctorId: z.uuid('is not an id').optional() });

const MOST = 200;

/**
 * Appointments to come that meet a time of an outside calendar, by start: it was entered there after they were booked here. What is to be done about
 * them is for people to say. A doctor sees their own.
 */
export async function listClashes(ctx: ClinicContext, query: z.input<typeof clashQuerySchema>): Promise<Clash[]> {
  authorise(ctx, 'schedule.read');
  const q = parseInput(clashQuerySchema, query);
  const doctorId = onlyDoctor(ctx) ?? q.doctorId ?? null;
  const now = new Date(ctx.clock.now());
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const meetings = await tx.$queryRaw<
      { appointmentId: string; calendarId: string; label: string; startsAt: Date; endsAt: Date }[]
    >`
      SELECT DISTINCT ON (a.starts_at, a.id) a.id AS "appointmentId", c.id AS "calendarId", c.label,
        o.starts_at AS "startsAt", o.ends_at AS "endsAt"
      FROM outside_busy o
        JOIN outside_calendars c ON c.clinic_id = o.clinic_id AND c.id = o.source_id
        -- No appointment is longer than a day: bounded on both sides, the plain index serves.
        JOIN appointments a ON a.clinic_id = o.clinic_id AND a.doctor_id = o.doctor_id
          AND a.starts_at > o.starts_at - INTERVAL '1 day' AND a.starts_at < o.ends_at AND a.ends_at > o.starts_at
      WHERE o.clinic_id = ${clinicId}::uuid AND o.ends_at > ${now} AND a.ends_at > ${now}
        AND (${doctorId}::uuid IS NULL OR o.doctor_id = ${doctorId}::uuid)
        AND a.status IN ('scheduled', 'confirmed', 'checked_in', 'in_consultation')
      ORDER BY a.starts_at, a.id, o.starts_at
      LIMIT ${MOST}`;
    const rows = await tx.appointment.findMany({
      where: { clinicId, id: { in: meetings.map(({ appointmentId }) => appointmentId) } },
      select: appointmentColumns,
    });
    const byId = new Map(rows.map((row) => [row.id, toAppointmentView(row, cipher)]));
    return meetings.flatMap(({ appointmentId, calendarId, label, startsAt, endsAt }) => {
      const appointment = byId.get(appointmentId);
      if (appointment === undefined) return [];
      return [{ appointment, busy: { calendarId, label, startsAt: iso(startsAt), endsAt: iso(endsAt) } }];
    });
  });
}
