import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { fromStored } from '../language.ts';
import { messageText } from './texts.ts';

/** A way for messages to travel. apps/worker brings those that a provider stands behind. */
export interface MessageChannel {
  channel: 'sms' | 'whatsapp' | 'email' | 'local';
  /** Sends, and answers with the provider's name of the message. The same reference again means the same message. */
  send(message: { to: string; body: string; reference: string }): Promise<{ providerMessageId: string }>;
}

/** Keeps the message where the desk can see it: what is used while no provider is set. */
export const localChannel: MessageChannel = {
  channel: 'local',
  send: async ({ reference }) => ({ providerMessageId: `local:${reference}` }),
};

interface DueMessage {
  to: string;
  body: string;
  deliveryId: string;
}

/**
 * The job that sends one message: makes its text, seals it with the recipient, notes the attempt, hands it to the channel and notes what came of it.
 * A message that was cancelled, sent before or has become pointless is left alone. An attempt whose end was not noted (a crash between)
 * keeps its row, and the next try goes under the same reference, by which a channel can tell whether it has the message already.
 * @throws what the channel throws: the queue tries again.
 */
export async function sendMessage(ctx: ClinicContext, messageId: string, via: MessageChannel): Promise<void> {
  const due = await ctx.db.withTenant(ctx.clinicId, (tenant) => prepare(tenant, ctx, messageId, via.channel));
  if (due === null) return;
  const { deliveryId, ...message } = due;
  try {
    const { providerMessageId } = await via.send({ ...message, reference: messageId });
    await note(ctx, messageId, {
      deliveryId,
      status: via.channel === 'local' ? 'delivered' : 'accepted',
      providerMessageId,
    });
  } catch (error) {
    await note(ctx, messageId, { deliveryId, status: 'failed', providerMessageId: null });
    throw error;
  }
}

/** All tries failed: the message is listed for the desk as dead. */
export async function giveUpMessage(ctx: ClinicContext, messageId: string): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    await tx.messageJob.updateMany({
      where: { clinicId, id: messageId, status: { in: ['waiting', 'sending'] } },
      data: { status: 'dead' },
    });
  });
}

async function prepare(
  { tx, clinicId, cipher }: Tenant,
  ctx: ClinicContext,
  messageId: string,
  channel: MessageChannel['channel'],
): Promise<DueMessage | null> {
  const where = { clinicId_id: { clinicId, id: messageId } };
  const message = await tx.messageJob.findUnique({ where, select: dueColumns });
  if (message === null || (message.status !== 'waiting' && message.status !== 'sending')) return null;
  const phone = message.patient?.patientPhoneByPatient[0];
  const isLate = message.notAfter.getTime() <= ctx.clock.now();
  if (isLate || phone === undefined) {
    const status = phone === undefined ? 'dead' : 'cancelled';
    await tx.messageJob.update({ where, data: { status }, select: { id: true } });
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
  const open = await tx.messageDelivery.findFirst({
    where: { clinicId, messageId, channel, status: 'attempted' },
    select: { id: true },
  });
  const deliveryId = open?.id ?? newId();
  if (open === null) {
    const attempt = { id: deliveryId, clinicId, messageId, channel, status: 'attempted' as const };
    await tx.messageDelivery.create({ data: attempt, select: { id: true } });
  }
  return { to, body, deliveryId };
}

const dueColumns = {
  status: true,
  kind: true,
  language: true,
  notAfter: true,
  patient: {
    select: {
      id: true,
      patientPhoneByPatient: { where: { isPrimary: true }, select: { id: true, phone: true }, take: 1 },
    },
  },
  appointment: { select: { startsAt: true, doctor: { select: { name: true, nameHindi: true } } } },
  clinic: { select: { name: true, nameHindi: true, zone: true } },
} as const;

async function note(
  ctx: ClinicContext,
  messageId: string,
  end: { deliveryId: string; status: 'delivered' | 'accepted' | 'failed'; providerMessageId: string | null },
): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    await tx.messageDelivery.update({
      where: { clinicId_id: { clinicId, id: end.deliveryId } },
      data: { status: end.status, providerMessageId: end.providerMessageId },
      select: { id: true },
    });
    if (end.status === 'failed') return;
    await tx.messageJob.update({
      where: { clinicId_id: { clinicId, id: messageId } },
      data: { status: 'done' },
      select: { id: true },
    });
  });
}
