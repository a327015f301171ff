// What goes through Redis beside the events: the registry, commands, tickets, limits, the cache. On the stand-in and on a real Redis alike.
import { randomUUID } from 'node:crypto';
import { systemClock } from '@vaani/config';
import { ownRedis, redisKinds } from '@vaani/services/testing';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { CommandAck } from './commands.ts';
import { keys } from './keys.ts';
import { cuttable } from './testing/cuttable.ts';
import { connect, personalWords, snapshotOf, testCipher, wordsEvent } from './testing/processes.ts';

function rawRedis(url: string): Redis {
  const raw = new Redis(url);
  onTestFinished(() => raw.disconnect());
  return raw;
}

describe.each(redisKinds())('over $kind', ({ url }) => {
  describe('the registry', () => {
    it('holds calls for another process, the longest first, until they are removed', async () => {
      const [worker, desk] = [await connect(url), await connect(url)];
      const [clinicId, older, newer] = [randomUUID(), randomUUID(), randomUUID()];
      await worker.calls.put(clinicId, snapshotOf(newer, 'w1', '2026-11-23T06:00:00Z'));
      await worker.calls.put(clinicId, snapshotOf(older, 'w1', '2026-11-23T05:00:00Z'));
      expect((await desk.calls.list(clinicId)).map((call) => call.callId)).toEqual([older, newer]);
      expect((await desk.calls.list(clinicId))[0]).toEqual(snapshotOf(older, 'w1', '2026-11-23T05:00:00Z'));
      expect(await desk.calls.owner(clinicId, older)).toBe('w1');
      expect(await desk.calls.list(randomUUID())).toEqual([]);
      await worker.calls.remove(clinicId, older);
      expect((await desk.calls.list(clinicId)).map((call) => call.callId)).toEqual([newer]);
      expect(await desk.calls.owner(clinicId, older)).toBeNull();
    });

    it('lets a call go with its worker, and tells the worker which it must put again', async () => {
      const live = await connect(url);
      const [clinicId, alive, lost] = [randomUUID(), randomUUID(), randomUUID()];
      for (const callId of [alive, lost]) await live.calls.put(clinicId, snapshotOf(callId, 'w1'));
      const raw = rawRedis(url);
      expect(await raw.pttl(keys.call(clinicId, alive))).toBeGreaterThan(20_000);
      await raw.del(keys.call(clinicId, lost));
      expect(await live.calls.touch(clinicId, [alive, lost])).toEqual([lost]);
      expect((await live.calls.list(clinicId)).map((call) => call.callId)).toEqual([alive]);
    });

    it('passes over what another version wrote', async () => {
      const live = await connect(url);
      const [clinicId, callId] = [randomUUID(), randomUUID()];
      await live.calls.put(clinicId, snapshotOf(callId, 'w1'));
      const other = await connect(url, { cipher: testCipher() });
      await other.calls.put(clinicId, snapshotOf(randomUUID(), 'w2'));
      expect((await live.calls.list(clinicId)).map((call) => call.callId)).toEqual([callId]);
      expect(live.losses().malformed).toBe(1);
    });
  });

  describe('a command', () => {
    it('reaches the worker that owns the call, and its answer comes back', async () => {
      const [worker, desk] = [await connect(url), await connect(url)];
      const [clinicId, callId, userId, workerId] = [randomUUID(), randomUUID(), randomUUID(), `w-${randomUUID()}`];
      await worker.calls.put(clinicId, snapshotOf(callId, workerId));
      const heard: unknown[] = [];
      const stop = await worker.serveCommands(workerId, async (target, command) => {
        heard.push({ target, command });
        return { ok: true };
      });
      expect(await desk.command(clinicId, callId, { kind: 'hang-up', userId, name: 'Asha' })).toEqual({ ok: true });
      expect(heard).toEqual([{ target: { clinicId, callId }, command: { kind: 'hang-up', userId, name: 'Asha' } }]);
      await stop();
      await expect
        .poll(() => desk.command(clinicId, callId, { kind: 'hang-up', userId, name: 'Asha' }, { timeoutMs: 200 }))
        .toMatchObject({ ok: false, code: 'no-owner' });
      expect(heard).toHaveLength(1);
    });

    it('for a call that nobody owns, or whose worker is silent or fails, is answered with a reason', async () => {
      const live = await connect(url);
      const [clinicId, callId, userId, workerId] = [randomUUID(), randomUUID(), randomUUID(), `w-${randomUUID()}`];
      const ask = (timeoutMs = 5_000) =>
        live.command(clinicId, callId, { kind: 'hang-up', userId, name: 'Asha' }, { timeoutMs });
      expect(await ask()).toMatchObject({ ok: false, code: 'no-owner' });
      await live.calls.put(clinicId, snapshotOf(callId, workerId));
      const never = Promise.withResolvers<CommandAck>();
      const answers = [() => never.promise, () => Promise.reject(new Error('broken'))];
      onTestFinished(await live.serveCommands(workerId, () => (answers.shift() ?? (() => never.promise))()));
      expect(await ask(150)).toMatchObject({ ok: false, code: 'timeout' });
      expect(await ask()).toMatchObject({ ok: false, code: 'refused' });
    });

    it('that no worker has taken in time is taken back: one that stood still does not do it afterwards', async () => {
      const [worker, desk] = [await connect(url), await connect(url)];
      const [clinicId, callId, userId, workerId] = [randomUUID(), randomUUID(), randomUUID(), `w-${randomUUID()}`];
      await desk.calls.put(clinicId, snapshotOf(callId, workerId));
      const raw = rawRedis(url);
      const requests: string[] = [];
      // Somebody who hears what is asked and does nothing, as a worker that stands still.
      await raw.subscribe(keys.commands(workerId));
      raw.on('message', (_, request: string) => void requests.push(request));
      const hold = { kind: 'hold', userId, name: 'Asha', isOnHold: true } as const;
      expect(await desk.command(clinicId, callId, hold, { timeoutMs: 150 })).toMatchObject({ code: 'timeout' });
      const done: string[] = [];
      onTestFinished(
        await worker.serveCommands(workerId, async (_target, { kind }) => {
          done.push(kind);
          return { ok: true };
        }),
      );
      await rawRedis(url).publish(keys.commands(workerId), requests[0] ?? '');
      expect(await desk.command(clinicId, callId, { kind: 'own', userId, name: 'Asha' })).toEqual({ ok: true });
      expect(done).toEqual(['own']);
    });

    it('that a worker has taken and takes long about is waited for: it is done', async () => {
      const live = await connect(url);
      const [clinicId, callId, userId, workerId] = [randomUUID(), randomUUID(), randomUUID(), `w-${randomUUID()}`];
      await live.calls.put(clinicId, snapshotOf(callId, workerId));
      const working = Promise.withResolvers<CommandAck>();
      onTestFinished(await live.serveCommands(workerId, () => working.promise));
      const asked = live.command(clinicId, callId, { kind: 'own', userId, name: 'Asha' }, { timeoutMs: 100 });
      systemClock.after(400, () => working.resolve({ ok: true }));
      expect(await asked).toEqual({ ok: true });
    });

    it('of a kind that a worker does not know is answered, and rubbish is passed over', async () => {
      const live = await connect(url);
      const [clinicId, callId, workerId] = [randomUUID(), randomUUID(), `w-${randomUUID()}`];
      await live.calls.put(clinicId, snapshotOf(callId, workerId));
      onTestFinished(await live.serveCommands(workerId, async () => ({ ok: true })));
      await rawRedis(url).publish(keys.commands(workerId), 'rubbish');
      const future = { kind: 'of-tomorrow' } as unknown as Parameters<typeof live.command>[2];
      expect(await live.command(clinicId, callId, future)).toMatchObject({ ok: false, code: 'unknown' });
    });
  });

  describe('a ticket', () => {
    const ticket = () => ({ userId: randomUUID(), clinicId: randomUUID(), purpose: 'listen' as const });

    it('is spent once by fifty who race for it', async () => {
      const lives = await Promise.all(Array.from({ length: 50 }, () => connect(url)));
      const given = ticket();
      const secret = await (lives[0] ?? (await connect(url))).tickets.issue(given);
      const answers = await Promise.all(lives.map((live) => live.tickets.spend(secret, 'listen')));
      expect(answers.filter((answer) => answer !== null)).toEqual([given]);
    });

    it('is good for its purpose only, and lives thirty seconds', async () => {
      const live = await connect(url);
      const secret = await live.tickets.issue(ticket());
      expect(await live.tickets.spend(secret, 'take-over')).toBeNull();
      expect(await live.tickets.spend(secret, 'listen')).toBeNull();
      expect(await live.tickets.spend('made up', 'listen')).toBeNull();
      await live.tickets.issue(ticket());
      const raw = rawRedis(url);
      const lives = await Promise.all((await raw.keys('vaani:ticket:*')).map((key) => raw.pttl(key)));
      expect(lives.length).toBeGreaterThan(0);
      expect(Math.max(...lives)).toBeLessThanOrEqual(30_000);
      expect(Math.min(...lives)).toBeGreaterThan(0);
    });
  });

  it('a limit lets exactly so many through, however they race, and opens again', async () => {
    const lives = await Promise.all(Array.from({ length: 4 }, () => connect(url)));
    const key = randomUUID();
    const bounds = { limit: 10, windowMs: 2_000 };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => lives[index % lives.length]?.rateLimit(key, bounds)),
    );
    expect(answers.filter((answer) => answer?.allowed)).toHaveLength(10);
    const refused = answers.find((answer) => answer?.allowed === false);
    expect(refused?.retryAfterMs).toBeGreaterThan(0);
    expect(refused?.retryAfterMs).toBeLessThanOrEqual(2_000);
    await expect
      .poll(async () => (await lives[0]?.rateLimit(key, bounds))?.allowed, { interval: 100, timeout: 15_000 })
      .toBe(true);
  });

  it('a value is kept until it is forgotten, and made anew where it is not what was expected', async () => {
    const live = await connect(url);
    const key = randomUUID();
    let made = 0;
    const options = { lifeMs: 60_000, schema: z.object({ made: z.int() }), make: async () => ({ made: ++made }) };
    expect(await live.cache.getOrSet(key, options)).toEqual({ made: 1 });
    expect(await live.cache.getOrSet(key, options)).toEqual({ made: 1 });
    await live.cache.invalidate(key);
    expect(await live.cache.getOrSet(key, options)).toEqual({ made: 2 });
    await rawRedis(url).set(keys.cache(key), '"rubbish"');
    expect(await live.cache.getOrSet(key, options)).toEqual({ made: 3 });
  });

  it('a value goes with each group it depends on, also one that was being made just then', async () => {
    const live = await connect(url);
    const key = randomUUID();
    const groups = [randomUUID(), randomUUID()] as const;
    let made = 0;
    const options = { lifeMs: 60_000, schema: z.int(), make: async () => ++made, groups };
    expect(await live.cache.getOrSet(key, options)).toBe(1);
    expect(await live.cache.getOrSet(key, options)).toBe(1);
    await live.cache.dropGroup(groups[0]);
    expect(await live.cache.getOrSet(key, options)).toBe(2);
    await live.cache.dropGroup(groups[1]);
    const overtaken = {
      ...options,
      make: async () => {
        await live.cache.dropGroup(groups[0]);
        return 99;
      },
    };
    expect(await live.cache.getOrSet(key, overtaken)).toBe(99);
    expect(await live.cache.getOrSet(key, options)).toBe(3);
    await live.cache.dropGroup(randomUUID());
    expect(await live.cache.getOrSet(key, options)).toBe(3);
  });

  it('nothing personal can be read in any key', async () => {
    const live = await connect(url);
    const clinicId = randomUUID();
    await live.calls.put(clinicId, snapshotOf(randomUUID(), 'w1'));
    await live.publish(clinicId, wordsEvent(0));
    const raw = rawRedis(url);
    const names = await raw.keys('*');
    expect(names.some((name) => name.includes(clinicId))).toBe(true);
    for (const name of names) {
      const text = `${name} ${await read(raw, name)}`;
      for (const word of personalWords) expect(text).not.toContain(word);
    }
  });
});

async function read(raw: Redis, name: string): Promise<string> {
  const type = await raw.type(name);
  if (type === 'string') return (await raw.get(name)) ?? '';
  if (type === 'zset') return (await raw.zrange(name, 0, -1)).join('\n');
  if (type === 'set') return (await raw.smembers(name)).join('\n');
  if (type === 'none') return '';
  throw new Error(`a key of type ${type}: read it here too`);
}

it('a group that was dropped while Redis was away is dropped once it is back', async () => {
  const redis = await ownRedis();
  const wire = await cuttable(redis.url);
  const [live, other] = [await connect(wire.url), await connect(redis.url)];
  const [key, group] = [randomUUID(), randomUUID()];
  let made = 0;
  const options = { lifeMs: 60_000, schema: z.int(), make: async () => ++made, groups: [group] };
  expect(await other.cache.getOrSet(key, options)).toBe(1);
  wire.refuse(true);
  wire.cut();
  await expect.poll(() => live.status()).toBe('down');
  await live.cache.dropGroup(group);
  expect(await other.cache.getOrSet(key, options)).toBe(1);
  wire.refuse(false);
  await expect.poll(() => other.cache.getOrSet(key, options), { timeout: 10_000 }).toBe(2);
  await wire.close();
  await redis.stop();
});

it('with Redis down nothing throws: the registry is empty, limits let all through, commands say so', async () => {
  const redis = await ownRedis();
  const live = await connect(redis.url);
  const [clinicId, callId, userId] = [randomUUID(), randomUUID(), randomUUID()];
  await live.calls.put(clinicId, snapshotOf(callId, 'w1'));
  await redis.stop();
  await expect.poll(() => live.status()).toBe('down');
  await live.calls.put(clinicId, snapshotOf(callId, 'w1'));
  await live.calls.remove(clinicId, callId);
  expect(await live.calls.touch(clinicId, [callId])).toEqual([callId]);
  expect(await live.calls.list(clinicId)).toEqual([]);
  expect(await live.rateLimit('key', { limit: 1, windowMs: 1_000 })).toMatchObject({ allowed: true });
  expect(await live.command(clinicId, callId, { kind: 'hang-up', userId, name: 'Asha' })).toMatchObject({
    code: 'redis-down',
  });
  const made = { lifeMs: 1, schema: z.literal(5), make: async () => 5 as const };
  expect(await live.cache.getOrSet('five', made)).toBe(5);
  await expect(live.tickets.issue({ userId, clinicId, purpose: 'try' })).rejects.toThrow();
  expect(live.losses().unwritten).toBeGreaterThan(3);
});
