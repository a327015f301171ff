import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { StoredLanguage } from '../language.ts';
import type { MessageKind } from './texts.ts';

export interface DueMessage {
  kind: MessageKind;
  appointmentId?: string;
  callbackId?: string;
  patientId?: string;
  language: StoredLanguage;
  sendAfter?: Date;
  /** Later makes no sense: it is then not sent at all. */
  notAfter: Date;
}

/** Writes a message that is due and its job, in the transaction that causes it. The text is made when it is sent. */
export async function queueMessage(tenant: Tenant, ctx: ClinicContext, message: DueMessage): Promise<string> {
  const { tx, clinicId } = tenant;
  const id = newId();
  const sendAfter = message.sendAfter ?? new Date(ctx.clock.now());
  await tx.messageJob.create({
    data: {
      id,
      clinicId,
      kind: message.kind,
      appointmentId: message.appointmentId ?? null,
      callbackId: message.callbackId ?? null,
      patientId: message.patientId ?? null,
      language: message.language,
      sendAfter,
      notAfter: message.notAfter,
    },
    select: { id: true },
  });
  await ctx.jobs.enqueue(tenant, 'message.send', { clinicId, messageId: id }, { startAfter: sendAfter });
  return id;
}

/** Stops what has not left yet about an appointment. */
export async function cancelMessages({ tx, clinicId }: Tenant, appointmentId: string): Promise<void> {
  await tx.messageJob.updateMany({
    where: { clinicId, appointmentId, status: 'waiting' },
    data: { status: 'cancelled' },
  });
}
