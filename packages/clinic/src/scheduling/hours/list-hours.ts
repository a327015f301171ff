import { z } from 'zod';
import { settingsOf } from '../../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { parseInput } from '../../input.ts';
import { authorise, onlyDoctor } from '../../people/authorise.ts';
import { iso } from '../appointment-view.ts';
import { addDays, daysBetween, startOfDay } from '../civil-time.ts';
import { loadRules } from '../load-rules.ts';
import type { Hours } from '../open-hours.ts';
import { dateSchema } from '../slot-schema.ts';
import type { BlockView } from './block-time.ts';

export const specialHoursSchema = z.object({
  /** Clinic-local days, both included; 400 at most. */
  from: dateSchema,
  to: dateSchema,
  doctorId: z.uuid('is not an id').optional(),
});

/** What differs from the week's hours. */
export interface SpecialHours {
  overrides: { doctorId: string; date: string; hours: Hours[] }[];
  holidays: { id: string; date: string; name: string; branchId: string | null }[];
  blocks: BlockView[];
}

const MOST_DAYS = 400;

/** Hours of single dates, holidays and blocks within a range. A doctor sees the clinic's holidays and their own. */
export async function listSpecialHours(
  ctx: ClinicContext,
  query: z.input<typeof specialHoursSchema>,
): Promise<SpecialHours> {
  authorise(ctx, 'schedule.read');
  const { from, to, doctorId } = parseInput(specialHoursSchema, query);
  if (to < from) throw new ClinicError('bad-input', 'The last day lies before the first.', 'to');
  if (daysBetween(from, to) > MOST_DAYS)
    throw new ClinicError('bad-input', `The range is longer than ${MOST_DAYS} days.`, 'to');
  const own = onlyDoctor(ctx);
  if (own !== null && doctorId !== undefined && doctorId !== own)
    throw new ClinicError('not-allowed', 'A doctor sees their own schedule.', 'doctorId');
  const wanted = own ?? doctorId;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { zone } = await settingsOf(tenant);
    const doctors = await tx.doctor.findMany({
      where: { clinicId, ...(wanted === undefined ? {} : { id: wanted }) },
      select: { id: true },
      orderBy: { name: 'asc' },
    });
    if (wanted !== undefined && doctors.length === 0)
      throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
    const ids = doctors.map(({ id }) => id);
    const rules = await loadRules(tenant, ids, { from, to });
    const blocks = await tx.block.findMany({
      where: {
        clinicId,
        doctorId: { in: ids },
        removedAt: null,
        startsAt: { lt: new Date(startOfDay(addDays(to, 1), zone)) },
        endsAt: { gt: new Date(startOfDay(from, zone)) },
      },
      select: { id: true, doctorId: true, startsAt: true, endsAt: true, label: true },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    });
    return {
      overrides: ids.flatMap((id) =>
        [...rules.of(id).overrides].map(([date, hours]) => ({ doctorId: id, date, hours: [...hours] })),
      ),
      holidays: rules.holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      blocks: blocks.map((block) => ({ ...block, startsAt: iso(block.startsAt), endsAt: iso(block.endsAt) })),
    };
  });
}
