import { expect, it } from 'vitest';
import { shareNext } from './share-next.ts';

/** A reading that ends when it is told to, and tells what it saw when it began. */
function reader() {
  const seen = { value: 0, readings: 0 };
  const ends: (() => void)[] = [];
  const read = async (): Promise<number> => {
    seen.readings += 1;
    const { value } = seen;
    await new Promise<void>((resolve) => ends.push(resolve));
    return value;
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await settle();
  };
  return { seen, read, end };
}

it('gives nobody a reading that began before they asked, and those who ask meanwhile the next one', async () => {
  const owner = {};
  const { seen, read, end } = reader();
  const first = shareNext(owner, 'day', read);
  seen.value = 1;
  const second = shareNext(owner, 'day', read);
  const third = shareNext(owner, 'day', read);
  await end();
  seen.value = 2;
  const fourth = shareNext(owner, 'day', read);
  await end();
  await end();
  expect(await Promise.all([first, second, third, fourth])).toEqual([0, 1, 1, 2]);
  expect(seen.readings).toBe(3);
});

it('reads again once all is over, and apart for other owners and keys', async () => {
  const owner = {};
  const { seen, read, end } = reader();
  const answers = [shareNext(owner, 'a', read), shareNext(owner, 'b', read), shareNext({}, 'a', read)];
  for (let index = 0; index < 3; index++) await end();
  await Promise.all(answers);
  const later = shareNext(owner, 'a', read);
  await end();
  await later;
  expect(seen.readings).toBe(4);
});

it('fails for those who shared it alone, and goes on after a failure', async () => {
  const owner = {};
  const failing = shareNext(owner, 'day', () => Promise.reject(new Error('the database is away')));
  const next = shareNext(owner, 'day', () => Promise.resolve('read'));
  await expect(failing).rejects.toThrow('away');
  expect(await next).toBe('read');
  expect(await shareNext(owner, 'day', () => Promise.resolve('again'))).toBe('again');
});
