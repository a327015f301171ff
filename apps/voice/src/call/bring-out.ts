import { type ClinicContext, countSteps } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { Telephony } from '@vaani/providers';

const RETRY_MS = 2_000;
/** Nobody listens to music for longer. */
const GIVE_UP_MS = 10 * 60_000;
/** Claimed each time that Twilio asks where a caller goes on after a step. */
export const ASKED_STEP = 'asked:';

/**
 * Brings a caller out of the room in which they wait: Twilio is told where to ask what they do now, until it took that, or has asked: of a try that failed nobody
 * knows whether it did. Never throws.
 */
export async function bringOut(
  line: { telephony: Telephony; clock: Clock; logger: Logger; signal: AbortSignal },
  { ctx, callId, callSid }: { ctx: ClinicContext; callId: string; callSid: string },
  { step, url }: { step: number; url: string },
): Promise<void> {
  const { telephony, clock, logger, signal } = line;
  const began = clock.monotonic();
  while (!signal.aborted) {
    try {
      await telephony.redirect(callSid, { url }, signal);
      return;
    } catch (error) {
      const fields = { callId, ...(error instanceof Error ? { error } : {}) };
      if (clock.monotonic() - began > GIVE_UP_MS) return logger.error('a caller is left waiting in their room', fields);
      logger.warn('a caller could not be brought out of their room yet', fields);
    }
    await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve, { keepAlive: true }));
    if (await hasAsked()) return logger.info('a caller came out of their room after all', { callId });
  }

  async function hasAsked(): Promise<boolean> {
    try {
      return (await countSteps(ctx, callSid, `${ASKED_STEP}${step}`)) > 0;
    } catch {
      // Nothing is known: told twice is better than not at all.
      return false;
    }
  }
}
