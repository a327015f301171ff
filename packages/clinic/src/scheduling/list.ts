import { z } from 'zod';
import type { ClinicContext } from '../context.ts';
import { ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { appointmentColumns, toAppointmentView } from './appointment-view.ts';
import type { AppointmentView } from './types.ts';

const instant = z.iso.datetime('is not an instant as 2026-11-23T05:30:00Z');

export const appointmentQuerySchema = z.object({
  from: instant,
  to: instant,
  doctorIds: z.array(z.uuid('is not an id')).max(100, 'are too many').optional(),
  patientId: z.uuid('is not an id').optional(),
  /** Cancelled and moved ones too. */
  isWhole: z.boolean().optional(),
  limit: z.int().min(1).max(2_000).optional(),
});

const LONGEST_RANGE_MS = 400 * 86_400_000;

/** Appointments that begin within a range (at most 400 days), by start. A doctor sees their own. */
export async function listAppointments(
  ctx: ClinicContext,
  query: z.input<typeof appointmentQuerySchema>,
): Promise<AppointmentView[]> {
  authorise(ctx, 'schedule.read');
  const q = parseInput(appointmentQuerySchema, query);
  const [from, to] = [new Date(q.from), new Date(q.to)];
  if (to <= from) throw new ClinicError('bad-input', 'The range ends before it begins.', 'to');
  if (to.getTime() - from.getTime() > LONGEST_RANGE_MS)
    throw new ClinicError('bad-input', 'The range is longer than 400 days.', 'to');
  const own = onlyDoctor(ctx);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const rows = await tx.appointment.findMany({
      where: {
        clinicId,
        startsAt: { gte: from, lt: to },
        ...(own !== null ? { doctorId: own } : q.doctorIds === undefined ? {} : { doctorId: { in: q.doctorIds } }),
        ...(q.patientId === undefined ? {} : { patientId: q.patientId }),
        ...(q.isWhole === true ? {} : { status: { notIn: ['cancelled', 'rescheduled'] } }),
      },
      select: appointmentColumns,
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: q.limit ?? 1_000,
    });
    return rows.map((row) => toAppointmentView(row, cipher));
  });
}
