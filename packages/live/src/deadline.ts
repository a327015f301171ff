import type { Clock } from '@vaani/config';

/** Waits for `work`, and not longer than the deadline: then answers what `late` says, or throws what it throws. */
export async function withDeadline<T>(clock: Clock, deadlineMs: number, work: Promise<T>, late: () => T): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const cancel = clock.after(deadlineMs, () => {
    try {
      resolve(late());
    } catch (error) {
      reject(error);
    }
  });
  try {
    return await Promise.race([work, promise]);
  } finally {
    cancel();
  }
}
