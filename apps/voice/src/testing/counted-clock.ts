import type { Cancel, Clock } from '@vaani/config';

/** A clock that knows which of its timers are still to come: an unref'd one holds no process up, and is a leak all the same. */
export interface CountedClock extends Clock {
  /** The delays, or periods, of the timers that are set now, ms; the shortest first. */
  pending(): number[];
}

export function createCountedClock(real: Clock): CountedClock {
  const timers = new Map<symbol, number>();
  const note = (ms: number): { forget: () => void } => {
    const id = Symbol();
    timers.set(id, ms);
    return { forget: () => void timers.delete(id) };
  };
  const both = (cancel: Cancel, forget: () => void): Cancel => {
    return () => {
      forget();
      cancel();
    };
  };
  return {
    now: () => real.now(),
    monotonic: () => real.monotonic(),
    after(delayMs, work, options) {
      const { forget } = note(delayMs);
      const run = () => {
        forget();
        work();
      };
      return both(real.after(delayMs, run, options), forget);
    },
    every(periodMs, work) {
      const { forget } = note(periodMs);
      return both(real.every(periodMs, work), forget);
    },
    pending: () => [...timers.values()].sort((a, b) => a - b),
  };
}
