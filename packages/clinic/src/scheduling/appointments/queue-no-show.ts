import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../../context.ts';
import { MINUTE_MS } from '../civil-time.ts';
import type { AppointmentChange } from '../types.ts';

/** Where the clinic sets no grace, the job still looks once, so long after the start: it may have set one by then. */
const USUAL_GRACE_MIN = 30;

/**
 * Puts the job that looks whether a patient came, in the transaction that gives an appointment its time. Whatever becomes of the appointment, the
 * job finds out when it runs: nobody takes it back.
 */
export async function queueNoShow(tenant: Tenant, ctx: ClinicContext, change: AppointmentChange): Promise<void> {
  if (change.kind !== 'booked' && change.kind !== 'moved' && change.kind !== 'restored') return;
  const { tx, clinicId } = tenant;
  const { noShowGraceMin } = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { noShowGraceMin: true },
  });
  const { id: appointmentId, startsAt } = change.appointment;
  const startAfter = new Date(Date.parse(startsAt) + (noShowGraceMin ?? USUAL_GRACE_MIN) * MINUTE_MS);
  await ctx.jobs.enqueue(tenant, 'appointment.no-show', { clinicId, appointmentId }, { startAfter });
}
