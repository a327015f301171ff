import type { Tenant } from '@vaani/db';
import { settingsOf } from '../../clinic/settings-of.ts';
import type { ClinicContext } from '../../context.ts';
import { MINUTE_MS } from '../civil-time.ts';
import type { AppointmentChange } from '../types.ts';

/** Where the clinic sets no grace, the job still looks once, so long after the start: it may have set one by then. */
const USUAL_GRACE_MIN = 30;

/**
 * Puts the jobs that look whether patients came, in the transaction that gives their appointments a time. Whatever becomes of an appointment, the
 * job finds out when it runs: nobody takes it back.
 */
export async function queueNoShows(
  tenant: Tenant,
  ctx: ClinicContext,
  changes: readonly AppointmentChange[],
): Promise<void> {
  const timed = changes.filter(({ kind }) => kind === 'booked' || kind === 'moved' || kind === 'restored');
  if (timed.length === 0) return;
  const { clinicId } = tenant;
  const { noShowGraceMin } = await settingsOf(tenant);
  const graceMs = (noShowGraceMin ?? USUAL_GRACE_MIN) * MINUTE_MS;
  const jobs = timed.map(({ appointment: { id: appointmentId, startsAt } }) => ({
    data: { clinicId, appointmentId },
    startAfter: new Date(Date.parse(startsAt) + graceMs),
  }));
  await ctx.jobs.enqueueAll(tenant, 'appointment.no-show', jobs);
}
