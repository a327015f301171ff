import { ClinicError, type Draft, draftSchema } from '@vaani/clinic';
import type { TicketInput } from '@vaani/live';
import type { WebDeps } from './deps.ts';

/** A ticket is good for less. */
const DRAFT_LIFE_MS = 120_000;

/** Where a worker takes the lines of browsers. */
export const deskLineUrl = (voiceUrl: string): string => `${voiceUrl.replace(/^http/, 'ws')}/api/v1/voice/desk`;

/** A ticket for one line. @throws {ClinicError} `unavailable` while Redis is away, which keeps them. */
export async function issueTicket(deps: Pick<WebDeps, 'live' | 'logger'>, ticket: TicketInput): Promise<string> {
  try {
    return await deps.live.tickets.issue(ticket);
  } catch (error) {
    deps.logger.warn('a ticket could not be issued', error instanceof Error ? { error } : {});
    throw new ClinicError('unavailable', 'A line cannot be opened just now. Please try again in a moment.');
  }
}

/** Leaves for the worker how the AI is to behave on the next line of this person. */
export async function keepDraft(
  deps: Pick<WebDeps, 'live'>,
  { userId, clinicId, draft }: { userId: string; clinicId: string; draft: Draft },
): Promise<void> {
  const key = `draft:${clinicId}:${userId}`;
  await deps.live.cache.invalidate(key);
  await deps.live.cache.getOrSet(key, { lifeMs: DRAFT_LIFE_MS, schema: draftSchema, make: async () => draft });
}
