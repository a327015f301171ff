/** A watcher that is slower than this many reads the log instead. */
const MOST_WAITING = 5_000;

/** What waits for one watcher, in order. */
export interface Inbox<T> {
  put(item: T): void;
  /** The next, as soon as there is one; `ended` once the signal has aborted. */
  take(): Promise<T | 'ended'>;
}

/** @param overflow stands for all that was dropped because the watcher was too slow. */
export function createInbox<T>(signal: AbortSignal, overflow: T): Inbox<T> {
  let waiting: T[] = [];
  let wake: () => void = () => undefined;
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    put(item) {
      if (waiting.length >= MOST_WAITING) waiting = [overflow];
      waiting.push(item);
      wake();
    },
    async take() {
      for (;;) {
        if (signal.aborted) return 'ended';
        const next = waiting.shift();
        if (next !== undefined) return next;
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
      }
    },
  };
}
