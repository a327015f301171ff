import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { followCalls } from '../day/follow-ups.ts';
import { queueAppointmentMessages } from '../messages/appointment-messages.ts';
import { notePatientsSeen } from '../patients/last-seen.ts';
import { followQueue } from '../queue/follow-queue.ts';
import { followWaitlist } from '../waitlist/follow-waitlist.ts';
import { queueWebhooks } from '../webhooks/queue-webhooks.ts';
import { queueNoShows } from './appointments/queue-no-shows.ts';
import type { AppointmentChange } from './types.ts';

/**
 * What a change of an appointment entails, in the transaction of the change: the patient is told, and so are other systems, whether they come
 * will be looked at, their number in the queue follows, and time that came free is offered to who waits for it. Every function that writes an
 * appointment ends with it, so that no way of changing one forgets anybody.
 */
export function queueConsequences(tenant: Tenant, ctx: ClinicContext, change: AppointmentChange): Promise<void> {
  return queueConsequencesOf(tenant, ctx, [change]);
}

/** The same for many changes of one transaction: what follows from each is looked up for all at once. */
export async function queueConsequencesOf(
  tenant: Tenant,
  ctx: ClinicContext,
  changes: readonly AppointmentChange[],
): Promise<void> {
  await queueAppointmentMessages(tenant, ctx, changes);
  await queueNoShows(tenant, ctx, changes);
  const patientIds = new Set(changes.map(({ appointment }) => appointment.patientId));
  await notePatientsSeen(tenant, [...patientIds], ctx.clock.now());
  const occasions = changes.map(({ kind, appointment }) => ({
    event: `appointment.${kind}` as const,
    appointmentId: appointment.id,
  }));
  await queueWebhooks(tenant, ctx, occasions);
  await followQueue(tenant, ctx, changes);
  await followWaitlist(tenant, ctx, changes);
  await followCalls(tenant, changes);
}
