import { z } from 'zod';
import { recordAudit } from '../../audit/record.ts';
import { type ClinicContext, ClinicError } from '../../context.ts';
import { parseInput } from '../../input.ts';
import { authorise, onlyDoctor } from '../../people/authorise.ts';
import { appointmentColumns, iso, toAppointmentView } from '../appointment-view.ts';
import type { AppointmentView } from '../types.ts';

/** An appointment with what was said about it. */
export interface AppointmentDetail extends AppointmentView {
  branchId: string;
  /** What the patient said. */
  reason: string | null;
  cancelledAt: string | null;
  cancelledBy: 'patient' | 'clinic' | null;
  cancelReason: string | null;
  /** The appointment that took its place when it was moved, and the one whose place it took. */
  movedToId: string | null;
  movedFromId: string | null;
  createdAt: string;
  updatedAt: string;
}

/** One appointment. The look is audited. A doctor sees their own. @throws {ClinicError} `not-found` */
export async function getAppointment(ctx: ClinicContext, appointmentId: string): Promise<AppointmentDetail> {
  authorise(ctx, 'schedule.read');
  const { appointmentId: id } = parseInput(z.object({ appointmentId: z.uuid('is not an id') }), { appointmentId });
  const own = onlyDoctor(ctx);
  const found = await ctx.db.withTenant(ctx.clinicId, async (tenant): Promise<AppointmentDetail | null> => {
    const { tx, clinicId, cipher } = tenant;
    const row = await tx.appointment.findFirst({
      where: { clinicId, id, ...(own === null ? {} : { doctorId: own }) },
      select: {
        ...appointmentColumns,
        branchId: true,
        reason: true,
        cancelledAt: true,
        cancelledBy: true,
        cancelReason: true,
        rescheduledToId: true,
        createdAt: true,
        updatedAt: true,
        appointmentByRescheduledTo: { select: { id: true }, take: 1 },
      },
    });
    await recordAudit(tenant, ctx.actor, {
      action: 'appointment.read',
      objectKind: 'appointment',
      objectId: id,
      outcome: row === null ? 'denied' : 'done',
    });
    if (row === null) return null;
    const open = (column: string, value: string | null) =>
      value === null ? null : cipher.open('appointments', column, id, value);
    return {
      ...toAppointmentView(row, cipher),
      branchId: row.branchId,
      reason: open('reason', row.reason),
      cancelledAt: row.cancelledAt === null ? null : iso(row.cancelledAt),
      cancelledBy: row.cancelledBy === 'patient' || row.cancelledBy === 'clinic' ? row.cancelledBy : null,
      cancelReason: open('cancel_reason', row.cancelReason),
      movedToId: row.rescheduledToId,
      movedFromId: row.appointmentByRescheduledTo[0]?.id ?? null,
      createdAt: iso(row.createdAt),
      updatedAt: iso(row.updatedAt),
    };
  });
  // Thrown after the commit, so that a look that was refused stays in the audit.
  if (found === null) throw new ClinicError('not-found', 'There is no such appointment.', 'appointmentId');
  return found;
}
