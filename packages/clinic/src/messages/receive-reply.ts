import { clinicsBySender, clinicsWithoutSender, newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext, ClinicDeps } from '../context.ts';
import { parseInput } from '../input.ts';
import { fromStored } from '../language.ts';
import { actOnReply, type ReplyOutcome } from './act-on-reply.ts';
import { recipientToken } from './addresses.ts';
import { optIn, optOut } from './opt-outs.ts';
import { publishReply } from './publish-message.ts';
import { answerText } from './reply-texts.ts';
import { meaningOf, type ReplyMeaning } from './reply-words.ts';
import { writtenIn } from './texts.ts';

export const replySchema = z.object({
  channel: z.enum(['sms', 'whatsapp']),
  /** Who wrote, E.164. */
  from: z.string().regex(/^\+[1-9]\d{6,14}$/, 'is not a number'),
  /** To which of our senders. */
  to: z.string().min(1, 'is empty').max(40, 'is too long'),
  /** Is that sender the installation's own, which clinics without one share? */
  isShared: z.boolean(),
  body: z.string().max(4_000, 'is longer than 4000 characters'),
  providerMessageId: z.string().min(1, 'is empty').max(100, 'is too long'),
});

/** A message that somebody may be answering. */
interface Answered {
  clinicId: string;
  messageId: string;
  appointmentId: string | null;
  patientId: string | null;
  language: 'en' | 'hi';
  sentAt: Date;
}

/**
 * Takes an answer to a message, whose signature was checked: `1` confirms and `2` cancels the appointment that the last message to this phone was about,
 * STOP and START switch the channel off and on, and everything else is kept for the desk. A repeated answer changes nothing.
 * @returns what is said back, if anything; `nobody` where it is for none of our clinics.
 */
export async function receiveReply(
  deps: ClinicDeps,
  request: z.input<typeof replySchema>,
): Promise<{ outcome: ReplyOutcome | 'repeated' | 'nobody'; text: string | null }> {
  const reply = parseInput(replySchema, request);
  const clinicIds = [
    ...(await clinicsBySender(deps.db, reply.channel, reply.to)),
    ...(reply.isShared ? await clinicsWithoutSender(deps.db, reply.channel) : []),
  ];
  const context = (clinicId: string, actor: ClinicContext['actor']): ClinicContext => ({ ...deps, clinicId, actor });
  const found: Answered[] = [];
  for (const clinicId of clinicIds) {
    const last = await deps.db.withTenant(clinicId, (tenant) => lastTo(tenant, reply));
    if (last !== null) found.push(last);
  }
  const [last = null] = found.toSorted((a, b) => b.sentAt.getTime() - a.sentAt.getTime());
  // Somebody who was never written to is heard where it is clear whom they mean.
  const clinicId = last?.clinicId ?? (clinicIds.length === 1 ? clinicIds[0] : undefined);
  if (clinicId === undefined) return { outcome: 'nobody', text: null };

  const ctx = context(clinicId, { kind: 'patient', via: 'phone' });
  const meaning = meaningOf(reply.body);
  const kept = await deps.db.withTenant(clinicId, (tenant) => keep(tenant, ctx, { ...reply, meaning }, last));
  if (kept.isDone) return { outcome: 'repeated', text: null };
  if (meaning === 'stop' || meaning === 'start') {
    const change = meaning === 'stop' ? optOut : optIn;
    const recipient = { channel: reply.channel, recipient: reply.from, source: 'reply' as const };
    // A sender that clinics share falls silent for all of them.
    for (const id of clinicIds)
      await deps.db.withTenant(id, (tenant) => change(tenant, context(id, ctx.actor), recipient));
  }
  const outcome = await actOnReply(ctx, meaning, last?.appointmentId ?? null);
  await deps.db.withTenant(clinicId, (tenant) => settle(tenant, ctx, kept.replyId, outcome));
  await publishReply(ctx);
  return { outcome, text: answerText(outcome, last?.language ?? 'en') };
}

async function lastTo(tenant: Tenant, { from }: { from: string }): Promise<Answered | null> {
  const { tx, clinicId } = tenant;
  const row = await tx.messageJob.findFirst({
    where: { clinicId, recipientToken: recipientToken(tenant, from), sentAt: { not: null } },
    select: { id: true, appointmentId: true, patientId: true, language: true, sentAt: true },
    orderBy: { sentAt: 'desc' },
  });
  if (row === null || row.sentAt === null) return null;
  const { id: messageId, appointmentId, patientId, sentAt } = row;
  return { clinicId, messageId, appointmentId, patientId, sentAt, language: writtenIn(fromStored(row.language)) };
}

/** Writes the answer before anything is done about it. Said again by the provider, it is the same answer. */
async function keep(
  tenant: Tenant,
  ctx: ClinicContext,
  reply: z.output<typeof replySchema> & { meaning: ReplyMeaning },
  last: Answered | null,
): Promise<{ replyId: string; isDone: boolean }> {
  const { tx, clinicId, cipher } = tenant;
  const id = newId();
  const { count } = await tx.messageReply.createMany({
    data: [
      {
        id,
        clinicId,
        channel: reply.channel,
        providerMessageId: reply.providerMessageId,
        phone: cipher.seal('message_replies', 'phone', id, reply.from),
        token: recipientToken(tenant, reply.from),
        body: cipher.seal('message_replies', 'body', id, reply.body),
        meaning: reply.meaning,
        messageId: last?.messageId ?? null,
        appointmentId: last?.appointmentId ?? null,
        patientId: last?.patientId ?? null,
        receivedAt: new Date(ctx.clock.now()),
      },
    ],
    skipDuplicates: true,
  });
  const { providerMessageId } = reply;
  const where = { clinicId_providerMessageId: { clinicId, providerMessageId } };
  if (count === 0) {
    const earlier = await tx.messageReply.findUniqueOrThrow({ where, select: { id: true, outcome: true } });
    return { replyId: earlier.id, isDone: earlier.outcome !== null };
  }
  await recordAudit(tenant, ctx.actor, {
    action: 'message.reply',
    objectKind: 'message-reply',
    objectId: id,
    new: { meaning: reply.meaning, channel: reply.channel },
  });
  return { replyId: id, isDone: false };
}

async function settle(
  { tx, clinicId }: Tenant,
  ctx: ClinicContext,
  replyId: string,
  outcome: ReplyOutcome,
): Promise<void> {
  const handledAt = outcome === 'kept' ? null : new Date(ctx.clock.now());
  const where = { clinicId_id: { clinicId, id: replyId } };
  await tx.messageReply.update({ where, data: { outcome, handledAt }, select: { id: true } });
}
