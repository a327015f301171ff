import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { availability, toSlot } from './availability.ts';
import { loadCalendar } from './load-calendar.ts';
import { spread, withinDay } from './slot-choice.ts';
import type { Slot } from './types.ts';

const date = z.iso.date('is not a date as 2026-11-30');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time as 14:30');

export const slotQuerySchema = z.object({
  doctorId: z.uuid('is not an id').optional(),
  speciality: z.string().max(60, 'is too long').optional(),
  serviceId: z.uuid('is not an id').optional(),
  /** Clinic-local days, both included; 60 at most. */
  from: date,
  to: date,
  part: z.enum(['morning', 'afternoon', 'evening', 'night']).optional(),
  timeFrom: time.optional(),
  timeTo: time.optional(),
  limit: z.int().min(1).max(500).optional(),
  /** All slots in order instead of a few that are spread. */
  isWhole: z.boolean().optional(),
});
export type SlotQuery = z.input<typeof slotQuerySchema>;

/**
 * The earliest few free slots (three by default) that are spread sensibly.
 * @throws {ClinicError} naming the field that is wrong.
 */
export async function searchSlots(ctx: ClinicContext, query: SlotQuery): Promise<Slot[]> {
  const q = parseInput(slotQuerySchema, query);
  if (q.to.localeCompare(q.from) < 0) throw new ClinicError('bad-input', 'The last day lies before the first.', 'to');
  if ((Date.parse(q.to) - Date.parse(q.from)) / 86_400_000 > 60) {
    throw new ClinicError('bad-input', 'At most 60 days can be searched at once.', 'to');
  }
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const calendar = await loadCalendar(tenant, { ...q, now: ctx.clock.now(), isStaff: ctx.actor.kind === 'staff' });
    const free = withinDay(availability(calendar), calendar.zone, q);
    const limit = q.limit ?? 3;
    const chosen = q.isWhole === true ? free.slice(0, limit) : spread(free, limit);
    return chosen.map((slot) => toSlot(slot, calendar.service.id));
  });
}
