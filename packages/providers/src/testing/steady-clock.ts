import type { Clock } from '@vaani/config';

/** In one turn of the event loop no more time passes than this. */
const MOST_MS_A_TURN = 3;

/** Real time, but for what the machine was doing otherwise. */
export interface SteadyClock extends Clock {
  close(): void;
}

/**
 * Goes by the machine's clock as long as this process gets to run; a turn of its event loop that took longer counts for no more than a few milliseconds. So what is
 * measured on it is how long the work waits for its own timers and sockets, and not how busy the machine is. Whatever takes part must go by it: both ends of a wire.
 */
export function createSteadyClock(): SteadyClock {
  const timers = new Set<{ at: number; periodMs: number | null; work: () => void }>();
  let now = 0;
  let last = performance.now();

  function turn(): void {
    const real = performance.now();
    now += Math.min(real - last, MOST_MS_A_TURN);
    last = real;
    for (const timer of [...timers].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)) {
      // One before it may have cancelled it.
      if (!timers.has(timer)) continue;
      if (timer.periodMs === null) timers.delete(timer);
      else timer.at += timer.periodMs;
      timer.work();
    }
  }
  const beat = setInterval(turn, 1);
  const add = (delayMs: number, periodMs: number | null, work: () => void) => {
    const timer = { at: now + delayMs, periodMs, work };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  return {
    now: () => Date.now(),
    monotonic: () => now,
    after: (delayMs, work) => add(delayMs, null, work),
    every: (periodMs, work) => add(periodMs, periodMs, work),
    close: () => clearInterval(beat),
  };
}
