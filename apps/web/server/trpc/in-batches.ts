/** So many items may wait: what comes beyond them waits at its source, which has a limit of its own. */
const MOST_WAITING = 1_000;

/**
 * What comes from a source, together: the first item at once, and after it, once a pause, all that came meanwhile. So a lone event is not held up, and a
 * flood of them is few messages.
 * @param pause waits between two batches.
 */
export async function* inBatches<T>(source: AsyncIterable<T>, pause: () => Promise<void>): AsyncGenerator<T[]> {
  const waiting: T[] = [];
  let isStopped = false;
  let isOver = false;
  let wake: () => void = () => undefined;
  let hasRoom: () => void = () => undefined;

  const reading = (async () => {
    try {
      for await (const item of source) {
        waiting.push(item);
        wake();
        if (waiting.length >= MOST_WAITING) {
          const { promise, resolve } = Promise.withResolvers<void>();
          hasRoom = resolve;
          await promise;
        }
        if (isStopped) return;
      }
    } finally {
      isOver = true;
      wake();
    }
  })();
  // Told below, to whoever takes the batches; nobody may be taking one when it happens.
  reading.catch(() => undefined);

  try {
    for (;;) {
      if (waiting.length === 0) {
        if (isOver) return await reading;
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
        continue;
      }
      yield waiting.splice(0);
      hasRoom();
      if (!isOver) await pause();
    }
  } finally {
    isStopped = true;
    hasRoom();
  }
}
