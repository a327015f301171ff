import type { Clock } from '@vaani/config';

/** The database did not answer in time. It counts as away: nothing is known of what it did. */
export class SilentDatabase extends Error {
  override name = 'SilentDatabase';
  readonly code = 'ETIMEDOUT';
}

/** Waits for the database, and not for ever: Twilio gives a webhook fifteen seconds. @throws {SilentDatabase} */
export async function inTime<T>(clock: Clock, deadlineMs: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = clock.after(deadlineMs, () => reject(new SilentDatabase('The database did not answer in time.')));
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}

/** Waits for work until it is done, however it ends, and not longer than this. */
export async function atMost(clock: Clock, ms: number, works: Iterable<Promise<unknown>>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(ms, resolve, { keepAlive: true });
  await Promise.race([Promise.allSettled(works), late]);
  cancel();
}
