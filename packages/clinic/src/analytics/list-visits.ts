import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { pageAppointments } from '../scheduling/appointments/page-appointments.ts';
import { addDays, startOfDay } from '../scheduling/civil-time.ts';
import type { AppointmentView } from '../scheduling/types.ts';
import { rangeOf, rangeSchema } from './range.ts';
import { statusesOf, visitKinds } from './visit-kinds.ts';

export const visitListSchema = rangeSchema.extend({
  kind: z.enum(visitKinds, 'is none of kept, no-show and cancelled'),
  doctorId: z.uuid('is not an id').optional(),
  /** From the answer before. */
  cursor: z.string().max(200, 'is too long').optional(),
  limit: z.int().min(1).max(200).optional(),
});

/** The visits behind a figure, by their day at the clinic, each with the call that it was booked in. The look is audited. @throws {ClinicError} */
export async function listVisits(
  ctx: ClinicContext,
  request: z.input<typeof visitListSchema>,
): Promise<{ visits: AppointmentView[]; total: number; next: string | null }> {
  authorise(ctx, 'analytics.read');
  const { from, to, kind, doctorId, cursor, limit } = parseInput(visitListSchema, request);
  const range = rangeOf({ from, to });
  const { start, end, total } = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { zone } = await settingsOf(tenant);
    const [start, end] = [startOfDay(range.from, zone), startOfDay(addDays(range.to, 1), zone)];
    const where = {
      ...{ clinicId, status: { in: [...statusesOf[kind]] }, startsAt: { gte: new Date(start), lt: new Date(end) } },
      ...(doctorId === undefined ? {} : { doctorId }),
    };
    const total = await tx.appointment.count({ where });
    await recordAudit(tenant, ctx.actor, {
      ...{ action: 'appointment.list', objectKind: 'appointment' },
      new: { from, to, kind, ...(doctorId === undefined ? {} : { doctorId }), total },
    });
    return { start, end, total };
  });
  const page = await pageAppointments(ctx, {
    ...{ from: new Date(start).toISOString(), to: new Date(end).toISOString(), statuses: [...statusesOf[kind]] },
    ...(doctorId === undefined ? {} : { doctorId }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(limit === undefined ? {} : { limit }),
  });
  return { visits: page.appointments, total, next: page.next };
}
