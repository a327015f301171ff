import type { Clock } from '@vaani/config';

/** Time that passes as fast as the work allows: from one timer to the next, with all that waits for a promise in between. */
export interface VirtualClock extends Clock {
  /** Runs until there is nothing left to do before `until`, monotonic ms, or `isOver`. */
  run(until: number, isOver: () => boolean): Promise<void>;
  /** The same time for somebody whose timers are counted apart. */
  lend(): { clock: Clock; timers: () => number };
}

interface Timer {
  at: number;
  periodMs: number | null;
  work: () => void;
}

/** @param epochMs what the wall clock says at the beginning. */
export function createVirtualClock(epochMs: number): VirtualClock {
  const timers = new Set<Timer>();
  let now = 0;

  function add(own: Set<Timer>, delayMs: number, periodMs: number | null, work: () => void) {
    const timer = { at: now + Math.max(0, delayMs), periodMs, work };
    timers.add(timer);
    own.add(timer);
    return () => {
      timers.delete(timer);
      own.delete(timer);
    };
  }
  function clockFor(own: Set<Timer>): Clock {
    return {
      now: () => epochMs + now,
      monotonic: () => now,
      after(delayMs, work) {
        const cancel = add(own, delayMs, null, () => {
          cancel();
          work();
        });
        return cancel;
      },
      every: (periodMs, work) => add(own, periodMs, periodMs, work),
    };
  }
  /** All that is due next, at one instant, in the order in which it was asked for. */
  function nextDue(): { at: number; due: Timer[] } {
    let at = Number.POSITIVE_INFINITY;
    for (const timer of timers) at = Math.min(at, timer.at);
    return { at, due: [...timers].filter((timer) => timer.at === at) };
  }

  return {
    ...clockFor(new Set()),
    async run(until, isOver) {
      for (;;) {
        await settle();
        const { at, due } = nextDue();
        if (due.length === 0 || at > until || isOver()) return;
        now = at;
        for (const timer of due) {
          if (!timers.has(timer)) continue;
          if (timer.periodMs !== null) timer.at += timer.periodMs;
          timer.work();
        }
      }
    },
    lend() {
      const own = new Set<Timer>();
      return { clock: clockFor(own), timers: () => own.size };
    },
  };
}

/** Lets everything that waits for a promise, and for nothing else, go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
