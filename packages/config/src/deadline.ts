import type { Clock } from './clock.ts';

/**
 * Runs work that leaves the process, and ends it by its signal when the deadline has passed or the caller's own signal says so.
 * @returns what `work` returns; it sees the end as an aborted signal.
 */
export async function withinDeadline<T>(
  clock: Clock,
  deadlineMs: number,
  signal: AbortSignal,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const cancel = clock.after(deadlineMs, () => deadline.abort(), { keepAlive: true });
  try {
    return await work(AbortSignal.any([signal, deadline.signal]));
  } finally {
    cancel();
  }
}
