import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { queueAppointmentMessages } from '../messages/appointment-messages.ts';
import type { AppointmentChange } from './types.ts';

/**
 * What a change of an appointment entails, in the transaction of the change: the patient is told, later also other systems. Every function that
 * writes an appointment ends with it, so that no way of changing one forgets anybody.
 */
export async function queueConsequences(tenant: Tenant, ctx: ClinicContext, change: AppointmentChange): Promise<void> {
  await queueAppointmentMessages(tenant, ctx, change);
}
