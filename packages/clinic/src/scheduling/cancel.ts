import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { publishAppointment } from '../live-events.ts';
import { authorise } from '../people/authorise.ts';
import { appointmentColumns, toAppointmentView } from './appointment-view.ts';
import { queueConsequences } from './consequences.ts';
import { lockDoctorDays } from './doctor-day-lock.ts';
import { isActive, mayMove } from './statuses.ts';
import type { AppointmentView } from './types.ts';

export const cancellationSchema = z.object({
  appointmentId: z.uuid('is not an id'),
  by: z.enum(['patient', 'clinic'], 'is either patient or clinic'),
  reason: z.string().max(500, 'is longer than 500 characters').optional(),
});

export type CancelResult =
  | { ok: true; appointment: AppointmentView }
  /** `not-allowed`: it is over, or under way. */
  | { ok: false; reason: 'not-found' | 'not-allowed' };

/** Cancels, and lets go of the time, in one transaction. Cancelling again answers the same. */
export async function cancelAppointment(
  ctx: ClinicContext,
  request: z.input<typeof cancellationSchema>,
): Promise<CancelResult> {
  authorise(ctx, 'schedule.write');
  const { appointmentId, by, reason } = parseInput(cancellationSchema, request);
  let isChanged = false;
  const result = await ctx.db.withTenant(ctx.clinicId, async (tenant): Promise<CancelResult> => {
    const { tx, clinicId, cipher } = tenant;
    const where = { clinicId_id: { clinicId, id: appointmentId } };
    const found = await tx.appointment.findUnique({ where, select: { doctorId: true, startsAt: true, endsAt: true } });
    if (found === null) return { ok: false, reason: 'not-found' };
    const { zone } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { zone: true } });
    await lockDoctorDays(
      tenant,
      found.doctorId,
      [{ startsAt: found.startsAt.getTime(), endsAt: found.endsAt.getTime() }],
      zone,
    );
    const before = await tx.appointment.findUniqueOrThrow({
      where,
      select: { ...appointmentColumns, claimId: true },
    });
    if (before.status === 'cancelled') return { ok: true, appointment: toAppointmentView(before, cipher) };
    if (!mayMove(before.status, 'cancelled')) return { ok: false, reason: 'not-allowed' };
    const now = new Date(ctx.clock.now());
    const row = await tx.appointment.update({
      where,
      data: {
        status: 'cancelled',
        claimId: null,
        cancelledAt: now,
        cancelledBy: by,
        cancelReason: reason === undefined ? null : cipher.seal('appointments', 'cancel_reason', appointmentId, reason),
      },
      select: appointmentColumns,
    });
    if (before.claimId !== null)
      await tx.slotClaim.update({ where: { id: before.claimId }, data: { releasedAt: now }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'appointment.cancel',
      objectKind: 'appointment',
      objectId: appointmentId,
      old: { status: before.status },
      new: { status: 'cancelled', by, ...(reason === undefined ? {} : { reason }) },
    });
    const appointment = toAppointmentView(row, cipher);
    await queueConsequences(tenant, ctx, { kind: 'cancelled', appointment, isTold: isActive(before.status) });
    isChanged = true;
    return { ok: true, appointment };
  });
  if (result.ok && isChanged) await publishAppointment(ctx, result.appointment, 'cancelled');
  return result;
}
