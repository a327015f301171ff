import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { isActive } from '../scheduling/statuses.ts';
import type { MessageRow } from './message-row.ts';
import { queueMessage } from './queue-message.ts';
import type { MessageFacts } from './texts.ts';

type Other = MessageRow['messageAppointmentByMessage'][number]['appointment'];

/** A further appointment as the text names it. */
export function otherOf({ doctor, startsAt, status }: Other): MessageFacts['others'][number] {
  return { doctor, startsAt, isCancelled: !isActive(status) };
}

/**
 * Gives further appointments of a message messages of their own, where the one cannot tell of them: its wording is registered, or what it was about is no
 * longer so.
 */
export async function tellApart(tenant: Tenant, ctx: ClinicContext, row: MessageRow): Promise<void> {
  const { tx, clinicId } = tenant;
  for (const { appointment } of row.messageAppointmentByMessage) {
    if (appointment.startsAt.getTime() <= ctx.clock.now()) continue;
    await queueMessage(tenant, ctx, {
      kind: isActive(appointment.status) ? 'move' : 'cancellation',
      appointmentId: appointment.id,
      patientId: appointment.patientId,
      language: row.language,
      notAfter: appointment.startsAt,
    });
  }
  await tx.messageAppointment.deleteMany({ where: { clinicId, messageId: row.id } });
}
