import type { Clock } from '@vaani/config';

/** Time that passes when a test says so; timers run in the order of their time. */
export interface ManualClock extends Clock {
  pass(ms: number): void;
  readonly timers: number;
}

export function createManualClock(): ManualClock {
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
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = Math.max(now, next.at);
        if (next.periodMs === null) timers.delete(next);
        else next.at += next.periodMs;
        next.work();
      }
      now = until;
    },
  };
}
