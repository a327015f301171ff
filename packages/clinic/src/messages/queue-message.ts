import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { StoredLanguage } from '../language.ts';
import type { MessageKind } from './kinds.ts';

export interface DueMessage {
  kind: MessageKind;
  appointmentId?: string;
  callbackId?: string;
  /** For `waitlist`: the offer, which says doctor, time and whom. */
  offerId?: string;
  /** Further appointments of the same patient that this one message tells of. */
  alsoAppointmentIds?: string[];
  patientId?: string;
  language: StoredLanguage;
  /** For a reminder: how long before the appointment, minutes. */
  leadMin?: number;
  /** For a delay: minutes. */
  delayMin?: number;
  /** Now, where nothing is said. */
  sendAfter?: Date;
  /** Later makes no sense: it is then not sent at all. */
  notAfter: Date;
}

/** Writes a message that is due and its job, in the transaction that causes it. The text is made when it is sent. */
export async function queueMessage(tenant: Tenant, ctx: ClinicContext, message: DueMessage): Promise<string> {
  const [id = ''] = await queueMessages(tenant, ctx, [message]);
  return id;
}

/** The same for many messages of one transaction, at once. */
export async function queueMessages(
  tenant: Tenant,
  ctx: ClinicContext,
  messages: readonly DueMessage[],
): Promise<string[]> {
  if (messages.length === 0) return [];
  const { tx, clinicId } = tenant;
  const now = new Date(ctx.clock.now());
  const due = messages.map((message) => ({ ...message, id: newId(), sendAfter: message.sendAfter ?? now }));
  await tx.messageJob.createMany({
    data: due.map((message) => ({
      id: message.id,
      clinicId,
      kind: message.kind,
      appointmentId: message.appointmentId ?? null,
      callbackId: message.callbackId ?? null,
      offerId: message.offerId ?? null,
      patientId: message.patientId ?? null,
      language: message.language,
      leadMin: message.leadMin ?? null,
      delayMin: message.delayMin ?? null,
      sendAfter: message.sendAfter,
      notAfter: message.notAfter,
      createdAt: now,
    })),
  });
  const others = due.flatMap(({ id: messageId, alsoAppointmentIds = [] }) =>
    alsoAppointmentIds.map((appointmentId) => ({ id: newId(), clinicId, messageId, appointmentId })),
  );
  if (others.length > 0) await tx.messageAppointment.createMany({ data: others });
  const jobs = due.map(({ id: messageId, sendAfter }) => ({ data: { clinicId, messageId }, startAfter: sendAfter }));
  await ctx.jobs.enqueueAll(tenant, 'message.send', jobs);
  return due.map(({ id }) => id);
}

/** Stops what has not left yet about appointments. */
export async function cancelMessages({ tx, clinicId }: Tenant, appointmentIds: readonly string[]): Promise<void> {
  if (appointmentIds.length === 0) return;
  const appointmentId = { in: [...appointmentIds] };
  await tx.messageJob.updateMany({
    where: { clinicId, appointmentId, status: 'waiting' },
    data: { status: 'cancelled', reason: 'superseded' },
  });
  // Nor does a message about another appointment still tell of these.
  await tx.messageAppointment.deleteMany({ where: { clinicId, appointmentId, message: { status: 'waiting' } } });
}
