// Guards against a desk that misses an event, or tells one twice, when its connection breaks.
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ownRedis, redisKinds } from '@vaani/services/testing';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FeedItem } from './feed.ts';
import { keys } from './keys.ts';
import type { Live } from './live.ts';
import { cuttable } from './testing/cuttable.ts';
import { connect, personalWords, testCipher, wordsEvent } from './testing/processes.ts';

/** Watches until told to stop; `until` waits for what it was told. */
function watch(live: Live, clinicId: string, after?: string) {
  const items: FeedItem[] = [];
  const control = new AbortController();
  onTestFinished(() => control.abort());
  const ended = (async () => {
    const options = { signal: control.signal, ...(after === undefined ? {} : { after }) };
    for await (const item of live.subscribe(clinicId, options)) items.push(item);
  })();
  const until = (condition: () => boolean) => expect.poll(condition, { timeout: 20_000, interval: 5 }).toBe(true);
  return {
    items,
    ended,
    stop: () => control.abort(),
    ids: () => items.flatMap((item) => ('id' in item ? [item.id] : [])),
    indexes: () =>
      items.flatMap((item) => ('id' in item && item.event.type === 'turn.words' ? [item.event.data.index] : [])),
    until,
    /** The watcher stands: everything published from now on is its business. */
    ready: () => until(() => items.some((item) => 'snapshot' in item || 'caughtUp' in item)),
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe.each(redisKinds())('events over $kind', ({ url }) => {
  it('reach a watcher in another process, opened', async () => {
    const clinicId = randomUUID();
    const [publisher, desk] = [await connect(url), await connect(url)];
    const watcher = watch(desk, clinicId);
    await watcher.ready();
    const id = await publisher.publish(clinicId, wordsEvent(7));
    await watcher.until(() => watcher.ids().length === 1);
    // By its id: where the connection was still coming up, what was caught up with is told besides.
    const told = watcher.items.find((item) => 'id' in item && item.id === id);
    expect(told).toMatchObject({ event: { type: 'turn.words', data: { index: 7 } } });
    expect(told !== undefined && 'event' in told && told.event.personal).toEqual({ text: personalWords.join(' ') });
    expect(watcher.items[0]).toMatchObject({ snapshot: true });
  });

  it('stay in the clinic they belong to', async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const live = await connect(url);
    const watcher = watch(live, mine);
    await watcher.ready();
    await live.publish(theirs, wordsEvent(1));
    await live.publish(mine, wordsEvent(2));
    await watcher.until(() => watcher.indexes().includes(2));
    expect(watcher.indexes()).toEqual([2]);
  });

  it('are none missed and none doubled when the connection is cut again and again among a thousand', async () => {
    const clinicId = randomUUID();
    const wire = await cuttable(url);
    onTestFinished(() => wire.close());
    const [publisher, desk] = [await connect(url), await connect(wire.url)];
    const [first, second] = [watch(desk, clinicId), watch(desk, clinicId)];
    await Promise.all([first.ready(), second.ready()]);
    for (const index of range(0, 1_000)) {
      expect(await publisher.publish(clinicId, wordsEvent(index))).not.toBeNull();
      if (index % 250 === 100) wire.cut();
    }
    for (const watcher of [first, second]) {
      await watcher.until(() => watcher.indexes().length >= 1_000);
      expect(watcher.indexes()).toEqual(range(0, 1_000));
      expect(watcher.items.some((item) => 'behind' in item)).toBe(true);
    }
    expect(first.items.filter((item) => 'snapshot' in item)).toHaveLength(1);
  });

  it('that were published while nobody could listen come with the reconnect', async () => {
    const clinicId = randomUUID();
    const wire = await cuttable(url);
    onTestFinished(() => wire.close());
    const [publisher, desk] = [await connect(url), await connect(wire.url)];
    const watcher = watch(desk, clinicId);
    await watcher.ready();
    wire.refuse(true);
    wire.cut();
    await watcher.until(() => watcher.items.some((item) => 'behind' in item));
    for (const index of range(0, 20)) await publisher.publish(clinicId, wordsEvent(index));
    wire.refuse(false);
    await watcher.until(() => watcher.items.some((item) => 'caughtUp' in item));
    expect(watcher.indexes()).toEqual(range(0, 20));
  });

  it('come after the id that a browser names', async () => {
    const clinicId = randomUUID();
    const live = await connect(url);
    const ids = [];
    for (const index of range(0, 10)) ids.push(await live.publish(clinicId, wordsEvent(index)));
    const watcher = watch(live, clinicId, ids[3] ?? '');
    await watcher.until(() => watcher.items.some((item) => 'caughtUp' in item));
    expect(watcher.indexes()).toEqual(range(4, 10));
    await live.publish(clinicId, wordsEvent(10));
    await watcher.until(() => watcher.indexes().includes(10));
    expect(watcher.indexes()).toEqual(range(4, 11));
  });

  it.each([
    ['of another epoch', () => 'lost.3'],
    ['from the future', (id: string) => `${id.split('.')[0]}.99`],
    ['that is none', () => 'rubbish'],
  ])('begin with a snapshot after an id %s', async (_, made) => {
    const clinicId = randomUUID();
    const live = await connect(url);
    const id = await live.publish(clinicId, wordsEvent(0));
    const watcher = watch(live, clinicId, made(id ?? ''));
    await watcher.ready();
    expect(watcher.items).toEqual([{ snapshot: true, at: id }]);
  });

  it.each([
    ['count', { mostEntries: 5, mostAgeMs: 60_000 }],
    ['age', { mostEntries: 1_000, mostAgeMs: 1 }],
  ])('begin with a snapshot where the log was trimmed by %s', async (_, log) => {
    const clinicId = randomUUID();
    const live = await connect(url, { log });
    const first = await live.publish(clinicId, wordsEvent(0));
    let last = first;
    for (const index of range(1, 20)) last = await live.publish(clinicId, wordsEvent(index));
    const watcher = watch(live, clinicId, first ?? '');
    await watcher.ready();
    expect(watcher.items[0]).toEqual({ snapshot: true, at: last });
  });

  it('keep their order from two processes at once', async () => {
    const clinicId = randomUUID();
    const key = randomBytes(32);
    const desk = await connect(url, { cipher: testCipher(key) });
    const watcher = watch(desk, clinicId);
    await watcher.ready();
    const script = fileURLToPath(new URL('testing/publish-many.ts', import.meta.url));
    const codes = [0, 1].map(async () => {
      const child = spawn(process.execPath, [script, url, clinicId, key.toString('base64'), '0', '100'], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [code] = await once(child, 'exit');
      return code;
    });
    expect(await Promise.all(codes)).toEqual([0, 0]);
    await watcher.until(() => watcher.ids().length >= 200);
    const numbers = watcher.ids().map((id) => Number(id.split('.')[1]));
    expect(numbers).toEqual(range(1, 201));
  });

  it('show nothing personal to whoever reads Redis', async () => {
    const clinicId = randomUUID();
    const live = await connect(url);
    for (const index of range(0, 3)) await live.publish(clinicId, wordsEvent(index));
    const raw = new Redis(url);
    onTestFinished(() => raw.disconnect());
    const lines = await raw.zrange(keys.log(clinicId), 0, -1);
    expect(lines).toHaveLength(3);
    for (const word of personalWords) expect(lines.join('\n')).not.toContain(word);
  });

  it('of a kind that is not known here are counted and passed over', async () => {
    const clinicId = randomUUID();
    const live = await connect(url);
    const watcher = watch(live, clinicId);
    await watcher.ready();
    const other = await connect(url, { cipher: testCipher() });
    await other.publish(clinicId, wordsEvent(0));
    await live.publish(clinicId, wordsEvent(1));
    await watcher.until(() => watcher.indexes().includes(1));
    expect(watcher.indexes()).toEqual([1]);
    expect(live.losses().malformed).toBe(1);
  });

  it('end for one watcher when it stops, and go on for the other', async () => {
    const clinicId = randomUUID();
    const live = await connect(url);
    const [leaving, staying] = [watch(live, clinicId), watch(live, clinicId)];
    await Promise.all([leaving.ready(), staying.ready()]);
    leaving.stop();
    await leaving.ended;
    await live.publish(clinicId, wordsEvent(5));
    await staying.until(() => staying.indexes().includes(5));
    expect(leaving.indexes()).toEqual([]);
  });
});

it('begins anew with a snapshot when Redis was lost, and loses nothing after', async () => {
  const clinicId = randomUUID();
  const before = await ownRedis();
  const live = await connect(before.url);
  const watcher = watch(live, clinicId);
  await watcher.ready();
  await live.publish(clinicId, wordsEvent(0));
  await watcher.until(() => watcher.indexes().includes(0));
  await before.stop();
  await watcher.until(() => watcher.items.some((item) => 'behind' in item));
  const after = await ownRedis(Number(new URL(before.url).port));
  onTestFinished(() => after.stop());
  await watcher.until(() => watcher.items.filter((item) => 'snapshot' in item).length === 2);
  await expect.poll(() => live.publish(clinicId, wordsEvent(1))).not.toBeNull();
  await watcher.until(() => watcher.indexes().includes(1));
  expect(watcher.indexes()).toEqual([0, 1]);
});

it('says so at once to whoever comes while Redis is down, and never holds a publisher up', async () => {
  const clinicId = randomUUID();
  const redis = await ownRedis();
  const live = await connect(redis.url, { publishDeadlineMs: 250 });
  await redis.stop();
  await expect.poll(() => live.status()).toBe('down');
  const watcher = watch(live, clinicId);
  await watcher.until(() => watcher.items.length > 0);
  expect(watcher.items).toEqual([{ behind: true }]);
  const began = performance.now();
  expect(await live.publish(clinicId, wordsEvent(0))).toBeNull();
  expect(performance.now() - began).toBeLessThan(1_500);
  expect(live.losses().unpublished).toBe(1);
  watcher.stop();
  await watcher.ended;
});

it('gives a publish up after a quarter of a second where Redis is silent', async () => {
  const redis = await ownRedis();
  const wire = await cuttable(redis.url);
  onTestFinished(async () => {
    await wire.close();
    await redis.stop();
  });
  const live = await connect(wire.url, { publishDeadlineMs: 250 });
  wire.freeze();
  const began = performance.now();
  expect(await live.publish(randomUUID(), wordsEvent(0))).toBeNull();
  const tookMs = performance.now() - began;
  expect(tookMs).toBeGreaterThan(200);
  expect(tookMs).toBeLessThan(1_500);
  expect(live.losses().unpublished).toBe(1);
});
