/** A handle that stops a timer; calling it twice does nothing. */
export type Cancel = () => void;

/**
 * Time, given from outside, so that a whole call can run in virtual time.
 * `now` is wall-clock milliseconds since the epoch; `monotonic` never goes back and has no epoch.
 */
export interface Clock {
  now(): number;
  monotonic(): number;
  /** Runs `work` once after `delayMs`. The timer keeps the process alive only where `keepAlive` is true. */
  after(delayMs: number, work: () => void, options?: { keepAlive?: boolean }): Cancel;
  /** Runs `work` every `periodMs` until cancelled. */
  every(periodMs: number, work: () => void): Cancel;
}

/** The machine's own time. The only place where services touch timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, work, options) {
    const timer = setTimeout(work, delayMs);
    if (options?.keepAlive !== true) timer.unref();
    return () => clearTimeout(timer);
  },
  every(periodMs, work) {
    const timer = setInterval(work, periodMs);
    timer.unref();
    return () => clearInterval(timer);
  },
};
