import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { fromStored } from '../language.ts';
import { type Addresses, recipientToken } from './addresses.ts';
import type { MessageChannel } from './channel.ts';
import type { Candidate } from './choose-channel.ts';
import { type ChannelName, chosenChannels } from './kinds.ts';
import { attemptsOf, type DeliveryRow, type MessageRow } from './message-row.ts';
import { writtenIn } from './texts.ts';

/** Within this after somebody wrote, WhatsApp takes free text to them. */
const ANSWERING_MS = 24 * 3_600_000;

/**
 * The channels of a clinic in its order, and what speaks against each for this message. Where no provider is set up for it there is one: the local one, the
 * desk's own page.
 */
export async function candidatesFor(
  tenant: Tenant,
  ctx: ClinicContext,
  row: MessageRow,
  addresses: Addresses,
  channels: readonly MessageChannel[],
): Promise<Candidate[]> {
  const routes = await channelsOf(tenant, channels);
  if (routes.length === 0) return withoutProvider(row, addresses, channels);
  const attempts = attemptsOf(row);
  const templates = await templatesOf(tenant, row);
  const candidates: Candidate[] = [];
  for (const { channel, sender } of routes) {
    const address = channel.capabilities.address === 'email' ? addresses.email : addresses.phone;
    const token = address === null ? null : recipientToken(tenant, address);
    candidates.push({
      channel,
      sender,
      address,
      hasOptedOut: token !== null && (await hasOptedOut(tenant, channel.channel, token)),
      isRefused: attempts.some((delivery) => delivery.channel === channel.channel && delivery.isFinal),
      refusals: refusalsBy(attempts, channel.channel),
      template: templates.get(channel.channel) ?? null,
      isAnswering: token !== null && (await isAnswering(tenant, ctx, channel, token)),
    });
  }
  return candidates;
}

/** How often a channel refused in a way that may pass. */
export function refusalsBy(attempts: readonly DeliveryRow[], channel: ChannelName): number {
  return attempts.filter(
    (delivery) => delivery.channel === channel && delivery.status === 'failed' && !delivery.isFinal,
  ).length;
}

/** The clinic's order, or the installation's, without the channels that have no account or no sender. None at all for a demo. */
export async function channelsOf<C extends Pick<MessageChannel, 'channel' | 'isSetUp'>>(
  { tx, clinicId }: Tenant,
  channels: readonly C[],
): Promise<{ channel: C; sender: string | null }[]> {
  const { demoSeededAt } = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { demoSeededAt: true },
  });
  // A demo's patients do not exist, but their numbers may: nothing of it ever leaves the house.
  if (demoSeededAt !== null) return [];
  const rows = await tx.messageRoute.findMany({
    where: { clinicId },
    select: { channel: true, sender: true, isActive: true },
    orderBy: { order: 'asc' },
  });
  const wanted =
    rows.length === 0
      ? chosenChannels.map((channel) => ({ channel, sender: null }))
      : rows.filter(({ isActive }) => isActive);
  const found: { channel: C; sender: string | null }[] = [];
  for (const { channel: name, sender } of wanted) {
    const channel = channels.find((candidate) => candidate.channel === name);
    if (channel !== undefined && (await channel.isSetUp(clinicId, sender))) found.push({ channel, sender });
  }
  return found;
}

function withoutProvider(
  row: MessageRow,
  { phone, email }: Addresses,
  channels: readonly MessageChannel[],
): Candidate[] {
  const blank = { sender: null, hasOptedOut: false, isRefused: false, template: null, isAnswering: false };
  return channels
    .filter(({ channel }) => channel === 'local')
    .map((channel) => ({
      ...blank,
      channel,
      address: phone ?? email,
      refusals: refusalsBy(attemptsOf(row), 'local'),
    }));
}

async function templatesOf({ tx, clinicId }: Tenant, row: MessageRow) {
  const rows = await tx.messageTemplate.findMany({
    where: { clinicId, kind: row.kind, language: writtenIn(fromStored(row.language)) },
    select: { channel: true, templateId: true, text: true },
  });
  return new Map(rows.map(({ channel, templateId, text }) => [channel, { id: templateId, text }]));
}

async function hasOptedOut({ tx, clinicId }: Tenant, channel: ChannelName, token: bigint): Promise<boolean> {
  const where = { clinicId_channel_token: { clinicId, channel, token } };
  return (await tx.messageOptOut.findUnique({ where, select: { id: true } })) !== null;
}

async function isAnswering(
  { tx, clinicId }: Tenant,
  ctx: ClinicContext,
  channel: MessageChannel,
  token: bigint,
): Promise<boolean> {
  if (channel.capabilities.template !== 'unless-answering') return false;
  const receivedAt = { gt: new Date(ctx.clock.now() - ANSWERING_MS) };
  const where = { clinicId, channel: channel.channel, token, receivedAt };
  return (await tx.messageReply.findFirst({ where, select: { id: true } })) !== null;
}
