import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { bookableDays, type FreeSlot, freeByDay, toSlot } from './availability.ts';
import { addDays, daysBetween } from './civil-time.ts';
import { addTaken, loadRuled } from './load-calendar.ts';
import { earliest, spread, withinDay } from './slot-choice.ts';
import { dateSchema } from './slot-schema.ts';
import type { Slot } from './types.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time as 14:30');

const MOST_DAYS = 60;
/** What is taken is read for so many days first, and then for twice as many each time: a few slots are mostly found in the first week. */
const FIRST_DAYS = 7;

export const slotQuerySchema = z.object({
  doctorId: z.uuid('is not an id').optional(),
  speciality: z.string().max(60, 'is too long').optional(),
  serviceId: z.uuid('is not an id').optional(),
  branchId: z.uuid('is not an id').optional(),
  /** Clinic-local days, both included; 60 at most. */
  from: dateSchema,
  to: dateSchema,
  part: z.enum(['morning', 'afternoon', 'evening', 'night']).optional(),
  timeFrom: time.optional(),
  timeTo: time.optional(),
  limit: z.int().min(1).max(2_000).optional(),
  /** All slots in order instead of a few that are spread. */
  isWhole: z.boolean().optional(),
  /** What this appointment takes is given up for what is looked for: it is to be moved. */
  exceptAppointmentId: z.uuid('is not an id').optional(),
});
export type SlotQuery = z.input<typeof slotQuerySchema>;

/**
 * The earliest few free slots (three by default), spread over parts of the day, days and doctors as `spread` says; or with `isWhole` the
 * earliest without a choice.
 * @throws {ClinicError} naming the field that is wrong.
 */
export async function searchSlots(ctx: ClinicContext, query: SlotQuery): Promise<Slot[]> {
  const q = parseInput(slotQuerySchema, query);
  if (q.to < q.from) throw new ClinicError('bad-input', 'The last day lies before the first.', 'to');
  if (daysBetween(q.from, q.to) > MOST_DAYS)
    throw new ClinicError('bad-input', `At most ${MOST_DAYS} days can be searched at once.`, 'to');
  const now = ctx.clock.now();
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const ruled = await loadRuled(tenant, { ...q, now, isStaff: ctx.actor.kind === 'staff' });
    const choice = q.isWhole === true ? earliest<FreeSlot>(q.limit ?? 3) : spread<FreeSlot>(q.limit ?? 3);
    const { from, to } = bookableDays(ruled);
    let isSettled = ruled.doctors.length === 0;
    for (let first = from, days = FIRST_DAYS; first <= to && !isSettled; first = addDays(first, days), days *= 2) {
      const end = addDays(first, days - 1);
      const part = { from: first, to: end < to ? end : to, now, exceptAppointmentId: q.exceptAppointmentId };
      for (const day of freeByDay(await addTaken(tenant, ruled, part))) {
        isSettled = choice.add(withinDay(day, q));
        if (isSettled) break;
      }
    }
    return choice.chosen().map((slot) => toSlot(slot, ruled.service.id));
  });
}
