import type { Clock } from '@vaani/config';

/** Time that passes when a test says so; timers run in the order of their time. */
export interface HandClock extends Clock {
  /** Lets time pass, and after each timer what was waiting for it. */
  pass(ms: number): Promise<void>;
  readonly timers: number;
}

export function createHandClock(): HandClock {
  const timers = new Set<{ at: number; periodMs: number | null; work: () => void }>();
  let now = 0;
  const add = (delayMs: number, periodMs: number | null, work: () => void) => {
    const timer = { at: now + delayMs, periodMs, work };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  return {
    now: () => now,
    monotonic: () => now,
    after: (delayMs, work) => add(delayMs, null, work),
    every: (periodMs, work) => add(periodMs, periodMs, work),
    get timers() {
      return timers.size;
    },
    async pass(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        now = Math.max(now, next.at);
        if (next.periodMs === null) timers.delete(next);
        else next.at += next.periodMs;
        next.work();
        await settle();
      }
      now = until;
    },
  };
}

/** Lets everything that waits for a promise, and for nothing else, go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
