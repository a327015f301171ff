import { isDatabaseAway } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import { inTime } from './in-time.ts';

const RETRY_MS = 2_000;
const ATTEMPT_MS = 15_000;
/** A database that is away for longer is an outage: what could not be written is then let go, and said. */
const GIVE_UP_MS = 30 * 60_000;

/** Writes until it is written: while the database is away it is tried again. `work` may run more than once. Never throws. */
export async function insist(
  options: { clock: Clock; logger: Logger; callId?: string },
  work: () => Promise<unknown>,
): Promise<void> {
  const { clock, logger, callId } = options;
  const began = clock.monotonic();
  for (;;) {
    try {
      await inTime(clock, ATTEMPT_MS, work());
      return;
    } catch (error) {
      const fields = { callId, ...(error instanceof Error ? { error } : {}) };
      const isHopeless = !isDatabaseAway(error) || clock.monotonic() - began > GIVE_UP_MS;
      if (isHopeless) return logger.error('a part of a call could not be written', fields);
      logger.warn('a call is not written yet: the database is away', fields);
      await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve, { keepAlive: true }));
    }
  }
}
