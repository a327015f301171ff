import { z } from 'zod';
import { recordAudits } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { publishLate } from '../live-events.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { localDate } from '../scheduling/civil-time.ts';
import { dateSchema } from '../scheduling/slot-schema.ts';
import { type Lateness, lateNow } from './late-now.ts';

/** The doctors who run late now; a doctor is told of themselves. */
export async function listLate(ctx: ClinicContext): Promise<Lateness[]> {
  authorise(ctx, 'schedule.read');
  const own = onlyDoctor(ctx);
  const now = ctx.clock.now();
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { zone } = await settingsOf(tenant);
    return lateNow(tenant, { date: localDate(now, zone), now, ...(own === null ? {} : { doctorIds: [own] }) });
  });
}

export const clearLateSchema = z.object({
  doctorId: z.uuid('is not an id'),
  /** Clinic-local; today where it is missing. */
  date: dateSchema.optional(),
});

/**
 * The doctor is in time again, today or on a day to come: nobody is told of a delay any more. What was shifted stays where it is, and a new delay counts from there.
 * @throws {ClinicError} `not-found` where the clinic has no such doctor.
 */
export async function clearLate(
  ctx: ClinicContext,
  request: z.input<typeof clearLateSchema>,
): Promise<{ isChanged: boolean }> {
  authorise(ctx, 'schedule.write');
  const { doctorId, date: asked } = parseInput(clearLateSchema, request);
  const cleared = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id: doctorId } };
    const doctor = await tx.doctor.findUnique({ where, select: { clinic: { select: { zone: true } } } });
    if (doctor === null) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
    const date = asked ?? localDate(ctx.clock.now(), doctor.clinic.zone);
    const late = { clinicId, doctorId, date: new Date(date), lateMin: { gt: 0 } };
    const rows = await tx.doctorSession.findMany({ where: late, select: { id: true, lateMin: true } });
    await tx.doctorSession.updateMany({ where: late, data: { lateMin: 0, shiftedMin: 0 } });
    await recordAudits(
      tenant,
      ctx.actor,
      rows.map(({ id, lateMin }) => ({
        action: 'day.clear-late',
        objectKind: 'session',
        objectId: id,
        old: { lateMin },
        new: { lateMin: 0 },
      })),
    );
    return rows.length === 0 ? null : date;
  });
  if (cleared !== null) await publishLate(ctx, { doctorId, date: cleared, lateMin: 0 });
  return { isChanged: cleared !== null };
}
