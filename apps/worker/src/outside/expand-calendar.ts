import { Worker } from 'node:worker_threads';
import type { ExpandCalendar } from '@vaani/clinic';
import type { Clock } from '@vaani/config';

export type Expanded = Awaited<ReturnType<ExpandCalendar>>;

/**
 * Reads somebody else's calendar on a thread of its own, which is ended when it takes too long or too much memory: a rule that never comes to an end
 * would hold up every job of this worker.
 * @param options.timeoutMs 10 s by default.
 */
export function createExpandCalendar(options: { clock: Clock; timeoutMs?: number }): ExpandCalendar {
  const { clock, timeoutMs = 10_000 } = options;
  return (text, query) =>
    new Promise((resolve) => {
      const thread = new Worker(new URL('./expand-thread.ts', import.meta.url), {
        workerData: { text, query },
        resourceLimits: { maxOldGenerationSizeMb: 256 },
      });
      const end = (answer: Expanded) => {
        cancel();
        resolve(answer);
        void thread.terminate();
      };
      const cancel = clock.after(timeoutMs, () => end({ ok: false, failure: 'too-much' }), { keepAlive: true });
      thread.on('message', end);
      // Out of memory, or something that nobody expected of a text.
      thread.on('error', () => end({ ok: false, failure: 'too-much' }));
    });
}
