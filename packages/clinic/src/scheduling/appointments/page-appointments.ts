import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { cursorOf, parseCursor } from '../../cursor.ts';
import { parseInput } from '../../input.ts';
import { authorise, onlyDoctor } from '../../people/authorise.ts';
import { appointmentColumns, toAppointmentView } from '../appointment-view.ts';
import { instantSchema } from '../slot-schema.ts';
import { statuses } from '../statuses.ts';
import type { AppointmentView } from '../types.ts';

export const appointmentPageSchema = z.object({
  patientId: z.uuid('is not an id').optional(),
  doctorId: z.uuid('is not an id').optional(),
  /** Those that begin from here … */
  from: instantSchema.optional(),
  /** … and before this. */
  to: instantSchema.optional(),
  statuses: z.array(z.enum(statuses)).max(10).optional(),
  /** From the answer before. */
  cursor: z.string().max(200, 'is too long').optional(),
  limit: z.int().min(1).max(200).optional(),
});

/** Appointments in any status, by start, a page at a time: however far one has read, the next page costs the same. A doctor sees their own. */
export async function pageAppointments(
  ctx: ClinicContext,
  query: z.input<typeof appointmentPageSchema>,
): Promise<{ appointments: AppointmentView[]; next: string | null }> {
  authorise(ctx, 'schedule.read');
  const q = parseInput(appointmentPageSchema, query);
  const limit = q.limit ?? 50;
  const [from, to] = [q.from, q.to].map((at) => (at === undefined ? undefined : new Date(at)));
  if (from !== undefined && to !== undefined && to <= from)
    throw new ClinicError('bad-input', 'The range ends before it begins.', 'to');
  const after = q.cursor === undefined ? null : parseCursor(q.cursor);
  const doctorId = onlyDoctor(ctx) ?? q.doctorId;
  // The bound says again what the pair says, in a way that the index can use.
  const first = after === null ? from : from === undefined || after.at > from ? after.at : from;
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const rows = await tx.appointment.findMany({
      where: {
        clinicId,
        ...(doctorId === undefined ? {} : { doctorId }),
        ...(q.patientId === undefined ? {} : { patientId: q.patientId }),
        ...(q.statuses === undefined ? {} : { status: { in: q.statuses } }),
        startsAt: { ...(first === undefined ? {} : { gte: first }), ...(to === undefined ? {} : { lt: to }) },
        ...(after === null
          ? {}
          : { OR: [{ startsAt: { gt: after.at } }, { startsAt: after.at, id: { gt: after.id } }] }),
      },
      select: appointmentColumns,
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: limit + 1,
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      appointments: rows.slice(0, limit).map((row) => toAppointmentView(row, cipher)),
      next: last === undefined ? null : cursorOf(last.startsAt, last.id),
    };
  });
}
