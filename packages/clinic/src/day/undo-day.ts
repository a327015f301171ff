import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { idempotencyKeySchema } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';
import { latestOf } from '../scheduling/appointments/latest-of.ts';
import { rescheduleAppointment } from '../scheduling/appointments/reschedule.ts';
import { restoreAppointment } from '../scheduling/appointments/restore.ts';
import { isoOf } from '../scheduling/civil-time.ts';
import { instantOf } from '../scheduling/instant.ts';
import { dateSchema, instantSchema } from '../scheduling/slot-schema.ts';
import { clearLate } from './late.ts';
import { removeLeave } from './leaves.ts';

const id = z.uuid('is not an id');

export const undoDaySchema = z.object({
  doctorId: id,
  /** Of the absence that is taken back; null where the doctor was late. */
  leaveId: id.nullable(),
  /** Of the delay; today where it is missing. */
  date: dateSchema.optional(),
  /** What was changed, each with the time it had before. */
  items: z.array(z.object({ appointmentId: id, startsAt: instantSchema })).max(500, 'are too many'),
  idempotencyKey: idempotencyKeySchema,
});

/** What came back, and what could not. */
export interface UndoneDay {
  /** Appointments that have their old time again. */
  returned: string[];
  /** Those that have not: their time is taken or past by now, or they were changed since. */
  kept: string[];
}

/**
 * Takes back what `applyDay` did, as far as the day still allows it: the delay or the leave first, then one appointment after another, in order of
 * time, to where it was. Each is a move or a restoration like any other, with its checks, its lines in the audit and its word to the patient; what cannot
 * go back stays and is named. Asked again under the same key, it goes on where it was.
 * @throws {ClinicError} for bad input, or a role that may not.
 */
export async function undoDay(ctx: ClinicContext, request: z.input<typeof undoDaySchema>): Promise<UndoneDay> {
  authorise(ctx, 'schedule.write');
  const { doctorId, leaveId, date, items, idempotencyKey } = parseInput(undoDaySchema, request);
  if (leaveId === null) await clearLate(ctx, { doctorId, ...(date === undefined ? {} : { date }) });
  else await removeLeaveOnce(ctx, leaveId);
  const undone: UndoneDay = { returned: [], kept: [] };
  for (const item of items.toSorted((a, b) => instantOf(a.startsAt) - instantOf(b.startsAt))) {
    const isBack = await bringBack(ctx, item, `${idempotencyKey}:${item.appointmentId}`.slice(0, 200));
    (isBack ? undone.returned : undone.kept).push(item.appointmentId);
  }
  return undone;
}

async function removeLeaveOnce(ctx: ClinicContext, leaveId: string): Promise<void> {
  try {
    await removeLeave(ctx, { leaveId });
  } catch (error) {
    // Taken back already, by this very request or a colleague: what is wanted is so.
    if (!(error instanceof ClinicError && error.code === 'not-found')) throw error;
  }
}

/** To the time it had: whether it is there now. */
async function bringBack(
  ctx: ClinicContext,
  { appointmentId, startsAt }: { appointmentId: string; startsAt: string },
  idempotencyKey: string,
): Promise<boolean> {
  const at = isoOf(instantOf(startsAt));
  const found = await latest(ctx, appointmentId);
  if (found === null) return false;
  if (found.status === 'cancelled')
    return (await restoreAppointment(ctx, { appointmentId: found.id, idempotencyKey })).ok;
  if (found.slot.startsAt === at) return true;
  const slot = { ...found.slot, startsAt: at, endsAt: isoOf(instantOf(at) + found.lengthMs) };
  const asked = { appointmentId: found.id, slot, by: 'clinic' as const, isDespiteOwn: true, isFollowUpGranted: true };
  return (await rescheduleAppointment(ctx, { ...asked, idempotencyKey })).ok;
}

/** What the appointment has become, and what it takes of the calendar. Null where the clinic has none. */
async function latest(ctx: ClinicContext, appointmentId: string) {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = (of: string) => ({ clinicId_id: { clinicId, id: of } });
    const known = await tx.appointment.findUnique({ where: where(appointmentId), select: { id: true } });
    if (known === null) return null;
    const last = await latestOf(tenant, appointmentId);
    const row = await tx.appointment.findUniqueOrThrow({
      where: where(last.id),
      select: { doctorId: true, serviceId: true, branchId: true },
    });
    return {
      id: last.id,
      status: last.status,
      slot: { ...row, startsAt: iso(last.startsAt), endsAt: iso(last.endsAt) },
      lengthMs: last.endsAt.getTime() - last.startsAt.getTime(),
    };
  });
}
