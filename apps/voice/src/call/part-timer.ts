import type { Cancel, Clock } from '@vaani/config';

/** A timer that can stand still. */
export interface PartTimer {
  pause(): void;
  resume(): void;
  close(): void;
}

/** @param work once, when it has run for so long in all. */
export function createPartTimer(clock: Clock, durationMs: number, work: () => void): PartTimer {
  let leftMs = durationMs;
  let since: number | null = null;
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
      if (since === null) return;
      cancel();
      leftMs = Math.max(0, leftMs - (clock.monotonic() - since));
      since = null;
    },
    resume() {
      if (since === null && leftMs > 0) run();
    },
    close() {
      cancel();
      since = null;
      leftMs = 0;
    },
  };
}
