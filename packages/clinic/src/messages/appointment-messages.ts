import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { AppointmentChange } from '../scheduling/types.ts';
import { messageLanguage } from './message-language.ts';
import { cancelMessages, queueMessage } from './queue-message.ts';

/** What a patient is told of a change, written in its transaction. What had not left yet about the appointment is stopped first. */
export async function queueAppointmentMessages(
  tenant: Tenant,
  ctx: ClinicContext,
  { kind, appointment, before, isTold }: AppointmentChange,
): Promise<void> {
  if (kind === 'status') return;
  await cancelMessages(tenant, before?.appointmentId ?? appointment.id);
  const startsAt = new Date(appointment.startsAt);
  if (!isTold || startsAt.getTime() <= ctx.clock.now()) return;
  await queueMessage(tenant, ctx, {
    kind: kind === 'cancelled' ? 'cancellation' : kind === 'moved' ? 'move' : 'booking',
    appointmentId: appointment.id,
    patientId: appointment.patientId,
    language: await messageLanguage(tenant, appointment.patientId),
    notAfter: startsAt,
  });
}
