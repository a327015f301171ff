import type { Clock } from '@vaani/config';
import { ProviderFailure } from './failure.ts';

/**
 * Waits for work that leaves the process: no longer than the deadline, and no longer than the caller wants it. The work is told by its signal to end,
 * and is not waited for where it does not.
 * @throws {ProviderFailure} of reason `timeout` where the deadline has passed; the signal's own reason where the caller gave up.
 */
export async function inTime<T>(
  clock: Clock,
  deadlineMs: number,
  signal: AbortSignal,
  of: { provider: string; operation: string },
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const ending = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (reason: unknown) => {
    reject(reason);
    ending.abort(reason);
  };
  const cancel = clock.after(
    deadlineMs,
    () =>
      end(
        new ProviderFailure({
          ...of,
          message: `no answer within ${deadlineMs} ms`,
          reason: 'timeout',
          isRetryable: true,
        }),
      ),
    { keepAlive: true },
  );
  const onAbort = () => end(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(ending.signal), ended]);
  } finally {
    cancel();
    signal.removeEventListener('abort', onAbort);
  }
}
