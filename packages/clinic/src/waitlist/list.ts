import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { localDate } from '../scheduling/civil-time.ts';
import { entryColumns, toEntry, type WaitlistEntry } from './types.ts';

export const waitlistQuerySchema = z.object({
  doctorId: z.uuid('is not an id').optional(),
  patientId: z.uuid('is not an id').optional(),
  /** A clinic-local day that would do. */
  date: z.iso.date('is not a date as 2026-11-30').optional(),
  /** Those who were booked, or left, or whose days are past, too. */
  isWhole: z.boolean().optional(),
  limit: z.int().min(1).max(500).optional(),
});

/** Who waits, in the order in which they came; what is held for them stands with them. */
export async function listWaitlist(
  ctx: ClinicContext,
  query: z.input<typeof waitlistQuerySchema>,
): Promise<WaitlistEntry[]> {
  authorise(ctx, 'schedule.write');
  const q = parseInput(waitlistQuerySchema, query);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { zone } = await settingsOf(tenant);
    const today = new Date(localDate(ctx.clock.now(), zone));
    const rows = await tx.waitlistEntry.findMany({
      where: {
        clinicId,
        ...(q.isWhole === true ? {} : { status: { in: ['waiting', 'offered'] }, toDate: { gte: today } }),
        ...(q.doctorId === undefined ? {} : { doctorId: q.doctorId }),
        ...(q.patientId === undefined ? {} : { patientId: q.patientId }),
        ...(q.date === undefined
          ? {}
          : { AND: [{ fromDate: { lte: new Date(q.date) } }, { toDate: { gte: new Date(q.date) } }] }),
      },
      select: entryColumns,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: q.limit ?? 200,
    });
    // Phones and notes are shown: that somebody looked is kept.
    await recordAudit(tenant, ctx.actor, { action: 'waitlist.read', objectKind: 'waitlist' });
    return rows.map((row) => toEntry(row, cipher));
  });
}
