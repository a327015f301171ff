import type { Ticket } from '@vaani/live';
import { type ClinicContext, ClinicError } from '../context.ts';

/** Where a browser opens its socket, and what it shows there: once, within thirty seconds. */
export interface DeskLine {
  /** `wss://…/api/v1/voice/desk`, of the worker that has the call. */
  url: string;
  ticket: string;
}

/** @throws {ClinicError} `unavailable` while Redis is away: tickets are kept there. */
export async function ticketFor(
  ctx: ClinicContext,
  url: string,
  ticket: Omit<Ticket, 'clinicId' | 'userId'>,
): Promise<DeskLine> {
  if (ctx.actor.kind !== 'staff') throw new ClinicError('not-allowed', 'Only staff may do this.');
  const { userId } = ctx.actor;
  try {
    return { url, ticket: await ctx.live.tickets.issue({ ...ticket, clinicId: ctx.clinicId, userId }) };
  } catch (cause) {
    ctx.logger?.warn('a ticket could not be issued', cause instanceof Error ? { error: cause } : {});
    throw new ClinicError('unavailable', 'The live connection is down. The call goes on; try again in a moment.');
  }
}

/** The address of a voice worker's desk socket, from its public origin. */
export const deskSocketOf = (voiceUrl: string): string => `${voiceUrl.replace(/^http/, 'ws')}/api/v1/voice/desk`;
