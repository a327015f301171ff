import { newId, type Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { fromStored } from '../language.ts';
import { addressesOf, recipientToken } from './addresses.ts';
import { candidatesFor } from './candidates.ts';
import type { MessageChannel, OutgoingMessage } from './channel.ts';
import { type Candidate, chooseChannel } from './choose-channel.ts';
import { hasLink, isAboutAppointment } from './kinds.ts';
import { type Marker, markerOf } from './marker.ts';
import { attemptsOf, type DeliveryRow, lockMessage, type MessageRow } from './message-row.ts';
import { type Subject, subjectOf } from './subject.ts';
import { otherOf, tellApart } from './tell-apart.ts';
import { type MessageFacts, messageText, messageValues, templateVariables, writtenIn } from './texts.ts';

/** How long is waited for what. */
export interface Patience {
  /** For one answer of a provider. */
  deadlineMs: number;
  /** Until an attempt whose end was not noted is asked about: whoever made it has given up by then, and the provider made up its mind. */
  settleMs: number;
  /** For the report of a provider that cannot be asked. */
  reportMs: number;
}

export const patience: Patience = { deadlineMs: 10_000, settleMs: 30_000, reportMs: 15 * 60_000 };

export interface SendPlan {
  channels: readonly MessageChannel[];
  /** Origin of the patients' page. */
  webUrl: string;
  patience: Patience;
}

export type NextStep =
  /** It was sent, stopped or given up, or somebody else is at it and another job will look again. */
  | { kind: 'nothing' }
  /** An earlier attempt may have arrived: the provider is asked first. */
  | { kind: 'ask'; channel: MessageChannel; deliveryId: string; to: string; since: Date; marker: string }
  | { kind: 'send'; channel: MessageChannel; message: OutgoingMessage };

/**
 * Decides, under the lock of the message, what is to be done for it now, and writes the attempt before it is made. What is untrue or too late is stopped
 * here, and what can go by no channel is given up for the desk.
 */
export async function planSend(
  tenant: Tenant,
  ctx: ClinicContext,
  messageId: string,
  plan: SendPlan,
): Promise<NextStep> {
  const row = await lockMessage(tenant, messageId);
  if (row === null || (row.status !== 'waiting' && row.status !== 'sending')) return { kind: 'nothing' };
  const now = ctx.clock.now();
  const subject = await subjectOf(tenant, row, now);
  const language = writtenIn(fromStored(row.language));
  const link = hasLink(row.kind) ? subject.link : null;
  const marker = markerOf(tenant.cipher, { clinicId: tenant.clinicId, messageId, language, link });

  const open = attemptsOf(row).findLast(({ status }) => status === 'attempted' || status === 'unknown');
  if (open !== undefined) return askFirst(tenant, ctx, row, open, marker, plan);
  if (!subject.isTrue) {
    await tellApart(tenant, ctx, row);
    return stop(tenant, messageId, 'cancelled', 'superseded');
  }
  if (row.notAfter.getTime() <= now) return stop(tenant, messageId, 'cancelled', 'late');
  if (row.sendAfter.getTime() > now) return comeBack(tenant, ctx, messageId, row.sendAfter);

  const addresses = await addressesOf(tenant, row, subject.patientId);
  const candidates = await candidatesFor(tenant, ctx, row, addresses, plan.channels);
  const choice = chooseChannel(candidates);
  if (choice.kind === 'none') {
    // A promise to ring back is kept without a message; an appointment that nobody was told of is not.
    const isMissed = isAboutAppointment(row.kind) || row.kind === 'waitlist';
    return stop(tenant, messageId, isMissed ? 'dead' : 'cancelled', choice.reason);
  }
  return attempt(tenant, ctx, row, subject, marker, choice.candidate, plan);
}

/** An attempt that nobody noted the end of: asked about once it has settled, or, by a channel that cannot tell, given up after a while. */
async function askFirst(
  tenant: Tenant,
  ctx: ClinicContext,
  row: MessageRow,
  open: DeliveryRow,
  marker: Marker,
  { channels, patience: { settleMs, reportMs } }: SendPlan,
): Promise<NextStep> {
  const { id: deliveryId, createdAt: since } = open;
  const channel = channels.find((candidate) => candidate.channel === open.channel);
  const canAsk = channel?.capabilities.canList === true && open.recipient !== null;
  const until = since.getTime() + (canAsk ? settleMs : reportMs);
  if (ctx.clock.now() < until) return comeBack(tenant, ctx, row.id, new Date(until));
  if (!canAsk) return stop(tenant, row.id, 'dead', 'unknown');
  const to = tenant.cipher.open('message_deliveries', 'recipient', deliveryId, open.recipient ?? '');
  return { kind: 'ask', channel, deliveryId, to, since, marker: marker.text };
}

/** Writes the attempt, and what it says to whom. */
async function attempt(
  tenant: Tenant,
  ctx: ClinicContext,
  row: MessageRow,
  subject: Subject,
  marker: Marker,
  { channel, sender, address: to, template }: Candidate & { address: string },
  { webUrl }: SendPlan,
): Promise<NextStep> {
  const { tx, clinicId, cipher } = tenant;
  // A registered wording has no room for a second appointment.
  if (template !== null) await tellApart(tenant, ctx, row);
  const facts: MessageFacts = {
    kind: row.kind,
    language: fromStored(row.language),
    clinic: row.clinic,
    doctor: subject.doctor,
    startsAt: subject.startsAt,
    delayMin: row.delayMin,
    others: template === null ? row.messageAppointmentByMessage.map(({ appointment }) => otherOf(appointment)) : [],
    link: marker.token === null ? null : `${webUrl}/a/${marker.token}`,
    reference: marker.reference,
  };
  const { hasReplies } = channel.capabilities;
  const { subject: title, body } = messageText(facts, { own: template?.text ?? null, hasReplies });
  const deliveryId = newId();
  await tx.messageJob.update({
    where: { clinicId_id: { clinicId, id: row.id } },
    data: {
      status: 'sending',
      recipient: cipher.seal('message_jobs', 'recipient', row.id, to),
      recipientToken: recipientToken(tenant, to),
      body: cipher.seal('message_jobs', 'body', row.id, body),
      templateId: template?.id ?? null,
    },
    select: { id: true },
  });
  await tx.messageDelivery.create({
    data: {
      id: deliveryId,
      clinicId,
      messageId: row.id,
      channel: channel.channel,
      recipient: cipher.seal('message_deliveries', 'recipient', deliveryId, to),
      status: 'attempted',
      createdAt: new Date(ctx.clock.now()),
    },
    select: { id: true },
  });
  return {
    kind: 'send',
    channel,
    message: {
      clinicId,
      to,
      from: sender,
      subject: title,
      body,
      template:
        template === null ? null : { id: template.id, variables: templateVariables(facts.kind, messageValues(facts)) },
      reference: { messageId: row.id, deliveryId },
    },
  };
}

/** Ends it without sending. */
export async function stop(
  { tx, clinicId }: Tenant,
  messageId: string,
  status: 'cancelled' | 'dead',
  reason: string,
): Promise<{ kind: 'nothing' }> {
  const where = { clinicId_id: { clinicId, id: messageId } };
  await tx.messageJob.update({ where, data: { status, reason }, select: { id: true } });
  return { kind: 'nothing' };
}

/** Leaves it for a later job. */
export async function comeBack(
  tenant: Tenant,
  ctx: ClinicContext,
  messageId: string,
  at: Date,
): Promise<{ kind: 'nothing' }> {
  const { clinicId } = tenant;
  await ctx.jobs.enqueue(tenant, 'message.send', { clinicId, messageId }, { startAfter: at });
  return { kind: 'nothing' };
}
