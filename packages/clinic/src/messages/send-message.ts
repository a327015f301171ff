import { newId } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { fromStored } from '../language.ts';
import { messageText } from './texts.ts';

/** A way for messages to travel. apps/worker brings those that a provider stands behind. */
export interface MessageChannel {
  channel: 'sms' | 'whatsapp' | 'email' | 'local';
  /** Sends, and answers with the provider's name of the message. */
  send(message: { to: string; body: string; reference: string }): Promise<{ providerMessageId: string }>;
}

/** Keeps the message where the desk can see it: what is used while no provider is set. */
export const localChannel: MessageChannel = {
  channel: 'local',
  send: async ({ reference }) => ({ providerMessageId: `local:${reference}` }),
};

/**
 * The job that sends one message: makes its text, seals it with the recipient, hands it to the channel and notes the delivery. A message that
 * was cancelled, sent before or has become pointless is left alone.
 */
export async function sendMessage(ctx: ClinicContext, messageId: string, via: MessageChannel): Promise<void> {
  const now = new Date(ctx.clock.now());
  const due = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const where = { clinicId_id: { clinicId, id: messageId } };
    const message = await tx.messageJob.findUnique({
      where,
      select: {
        status: true,
        kind: true,
        language: true,
        notAfter: true,
        patient: {
          select: {
            id: true,
            name: true,
            patientPhoneByPatient: { where: { isPrimary: true }, select: { id: true, phone: true }, take: 1 },
          },
        },
        appointment: { select: { startsAt: true, doctor: { select: { name: true, nameHindi: true } } } },
        clinic: { select: { name: true, nameHindi: true, zone: true } },
      },
    });
    if (message === null || (message.status !== 'waiting' && message.status !== 'sending')) return null;
    const phone = message.patient?.patientPhoneByPatient[0];
    if (message.notAfter <= now || phone === undefined) {
      await tx.messageJob.update({
        where,
        data: { status: phone === undefined ? 'dead' : 'cancelled' },
        select: { id: true },
      });
      return null;
    }
    const to = cipher.open('patient_phones', 'phone', phone.id, phone.phone);
    const body = messageText({
      kind: message.kind,
      language: fromStored(message.language),
      clinic: message.clinic,
      doctor: message.appointment?.doctor ?? null,
      startsAt: message.appointment?.startsAt ?? null,
    });
    await tx.messageJob.update({
      where,
      data: {
        status: 'sending',
        recipient: cipher.seal('message_jobs', 'recipient', messageId, to),
        body: cipher.seal('message_jobs', 'body', messageId, body),
      },
      select: { id: true },
    });
    return { to, body };
  });
  if (due === null) return;
  const { providerMessageId } = await via.send({ ...due, reference: messageId });
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    await tx.messageDelivery.create({
      data: {
        id: newId(),
        clinicId,
        messageId,
        channel: via.channel,
        providerMessageId,
        status: via.channel === 'local' ? 'delivered' : 'accepted',
      },
      select: { id: true },
    });
    await tx.messageJob.update({
      where: { clinicId_id: { clinicId, id: messageId } },
      data: { status: 'done' },
      select: { id: true },
    });
  });
}
