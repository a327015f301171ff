import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';

/** How long writes are tried again while the database is away, at most. */
const GIVE_UP_MS = 30 * 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Writes of one call, in order, outside of its conversation: while Postgres is away they wait, and are written when it is back. */
export interface Journal {
  add(write: () => Promise<void>): void;
  /** Resolves when all that was added is written, or given up. */
  flushed(): Promise<void>;
  /** True while something could not be written. */
  readonly isBehind: boolean;
}

/** @param options.isAway tells a database that is away (tried again) from a write that is wrong (reported, dropped). */
export function createJournal(options: { clock: Clock; logger: Logger; isAway: (error: unknown) => boolean }): Journal {
  const { clock, logger } = options;
  let tail: Promise<void> = Promise.resolve();
  let isBehind = false;

  async function persist(write: () => Promise<void>): Promise<void> {
    const began = clock.monotonic();
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
      try {
        await write();
        isBehind = false;
        return;
      } catch (error) {
        const isHopeless = !options.isAway(error) || clock.monotonic() - began > GIVE_UP_MS;
        if (isHopeless) {
          logger.error('a part of a call could not be written', { error: error instanceof Error ? error : undefined });
          return;
        }
        isBehind = true;
        await new Promise<void>((resolve) => clock.after(waitMs, resolve, { keepAlive: true }));
      }
    }
  }

  return {
    add(write) {
      tail = tail.then(() => persist(write));
    },
    flushed: () => tail,
    get isBehind() {
      return isBehind;
    },
  };
}
