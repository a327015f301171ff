import { canSend, type MessageAccounts } from '@vaani/config';
import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';
import { channelsOf } from './candidates.ts';
import { type ChannelName, chosenChannels } from './kinds.ts';

/** By what a clinic's messages leave now. */
export interface MessageWays {
  /** The first one first. None: they leave by nothing, and stand on the desk's own page. */
  channels: ChannelName[];
  /** A demo never writes to anybody, whatever is set. */
  isDemo: boolean;
}

/** Tells the desk whether messages reach anybody. @throws {ClinicError} for a role that may not. */
export async function messageWays(ctx: ClinicContext, accounts: MessageAccounts): Promise<MessageWays> {
  authorise(ctx, 'messages.read');
  const known = chosenChannels.map((channel) => ({
    channel,
    isSetUp: async (_clinicId: string, sender: string | null) => canSend(accounts, channel, sender),
  }));
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { demoSeededAt } = await tenant.tx.clinic.findUniqueOrThrow({
      where: { id: tenant.clinicId },
      select: { demoSeededAt: true },
    });
    const found = await channelsOf(tenant, known);
    return { channels: found.map(({ channel }) => channel.channel), isDemo: demoSeededAt !== null };
  });
}
