import type { Cancel, Clock } from '@vaani/config';

/** A timer that can stand still. */
export interface PartTimer {
  pause(): void;
  resume(): void;
  close(): void;
}

/**
 * @param work when it has run for so long in all
 * @param leastMs what it has at least each time it goes on after it stood still; without, it works once and never again
 */
export function createPartTimer(clock: Clock, durationMs: number, work: () => void, leastMs = 0): PartTimer {
  let leftMs = durationMs;
  let since: number | null = null;
  let hasStood = false;
  let cancel: Cancel = () => undefined;
  const run = () => {
    since = clock.monotonic();
    cancel = clock.after(leftMs, () => {
      since = null;
      leftMs = 0;
      work();
    });
  };
  run();
  return {
    pause() {
      hasStood = true;
      if (since === null) return;
      cancel();
      leftMs = Math.max(0, leftMs - (clock.monotonic() - since));
      since = null;
    },
    resume() {
      if (since !== null || !hasStood) return;
      hasStood = false;
      leftMs = Math.max(leftMs, leastMs);
      if (leftMs > 0) run();
    },
    close() {
      cancel();
      hasStood = false;
      since = null;
      leftMs = 0;
    },
  };
}
