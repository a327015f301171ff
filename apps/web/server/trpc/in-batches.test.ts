// Guards: a lone event is told at once, a flood of them in few messages, none is lost, and a slow reader does not fill the memory.
import { expect, it } from 'vitest';
import { inBatches } from './in-batches.ts';

/** A source that is filled by hand. */
function source<T>() {
  const items: T[] = [];
  let wake: () => void = () => undefined;
  let isEnded = false;
  let given = 0;
  async function* read(): AsyncGenerator<T> {
    for (;;) {
      const next = items.shift();
      if (next !== undefined) {
        given += 1;
        yield next;
      } else if (isEnded) return;
      else await new Promise<void>((resolve) => (wake = () => resolve()));
    }
  }
  return {
    read,
    put(...more: T[]) {
      items.push(...more);
      wake();
    },
    end() {
      isEnded = true;
      wake();
    },
    given: () => given,
  };
}

/** Pauses that end when they are told to. */
function pauses() {
  const open: (() => void)[] = [];
  return {
    pause: () => new Promise<void>((resolve) => void open.push(resolve)),
    isOpen: () => open.length > 0,
    end: () => open.shift()?.(),
  };
}

it('tells the first at once, and what came meanwhile together', async () => {
  const from = source<number>();
  const { pause, isOpen, end } = pauses();
  const batches = inBatches(from.read(), pause);
  from.put(1);
  expect((await batches.next()).value).toEqual([1]);
  const next = batches.next();
  await expect.poll(isOpen).toBe(true);
  from.put(2, 3, 4);
  await expect.poll(from.given).toBe(4);
  end();
  expect((await next).value).toEqual([2, 3, 4]);
});

it('tells all of it before it ends', async () => {
  const from = source<number>();
  from.put(1, 2);
  from.end();
  const told: number[] = [];
  for await (const batch of inBatches(from.read(), async () => undefined)) told.push(...batch);
  expect(told).toEqual([1, 2]);
});

it('fails as its source does', async () => {
  async function* broken(): AsyncGenerator<number> {
    yield 1;
    throw new Error('Redis is gone');
  }
  const told: number[] = [];
  const all = async () => {
    for await (const batch of inBatches(broken(), async () => undefined)) told.push(...batch);
  };
  await expect(all()).rejects.toThrow('Redis is gone');
  expect(told).toEqual([1]);
});

it('leaves what is too much for a slow reader at its source', async () => {
  const from = source<number>();
  const { pause } = pauses();
  const batches = inBatches(from.read(), pause);
  from.put(...Array.from({ length: 3_000 }, (_, index) => index + 1));
  await batches.next();
  // It stands in its pause: what was read meanwhile has an end.
  void batches.next();
  await expect.poll(from.given).toBeGreaterThan(999);
  expect(from.given()).toBeLessThan(2_100);
});
