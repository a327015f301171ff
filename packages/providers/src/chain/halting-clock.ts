import type { Cancel, Clock } from '@vaani/config';

/** A clock whose waiting can stand still: what was to come after so long comes that much later. Its time of day and its measure go on. */
export interface HaltingClock extends Clock {
  halt(): void;
  goOn(): void;
}

interface Waiting {
  leftMs: number;
  since: number;
  cancel: Cancel;
  arm(): void;
}

/** @returns a clock that halts `after`; `every` is the clock's own. */
export function createHaltingClock(clock: Clock): HaltingClock {
  const waiting = new Set<Waiting>();
  let isHalted = false;
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    every: (periodMs, work) => clock.every(periodMs, work),
    after(delayMs, work, options) {
      const one: Waiting = {
        leftMs: delayMs,
        since: clock.monotonic(),
        cancel: () => undefined,
        arm() {
          one.since = clock.monotonic();
          one.cancel = clock.after(
            one.leftMs,
            () => {
              waiting.delete(one);
              work();
            },
            options,
          );
        },
      };
      waiting.add(one);
      if (!isHalted) one.arm();
      return () => {
        waiting.delete(one);
        one.cancel();
      };
    },
    halt() {
      if (isHalted) return;
      isHalted = true;
      for (const one of waiting) {
        one.cancel();
        one.leftMs = Math.max(0, one.leftMs - (clock.monotonic() - one.since));
      }
    },
    goOn() {
      if (!isHalted) return;
      isHalted = false;
      for (const one of waiting) one.arm();
    },
  };
}
