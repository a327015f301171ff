import { randomBytes } from 'node:crypto';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { Redis } from 'ioredis';
import { createChannelHub } from './channel-hub.ts';
import { type CommandBus, createCommandBus } from './command-bus.ts';
import type { LiveEvent, LiveEventId } from './events.ts';
import { type FeedItem, feed } from './feed.ts';
import { keys } from './keys.ts';
import { createSubscriber } from './redis.ts';
import { type CallRegistry, createCallRegistry } from './registry.ts';
import { runCount, runPublish } from './scripts.ts';
import { createTickets, type Tickets } from './tickets.ts';
import { encodeEvent, type LiveCipher } from './wire.ts';

export interface RateLimit {
  allowed: boolean;
  remaining: number;
  /** 0 where it is allowed. */
  retryAfterMs: number;
}

/** Everything that goes through Redis. With Redis down nothing here throws into a call: `publish` gives null, the rest says so. */
export interface Live {
  /** Logs and publishes an event; null (and counted) where Redis is down. Never throws, never takes longer than a quarter of a second. */
  publish(clinicId: string, event: LiveEvent): Promise<LiveEventId | null>;
  subscribe(clinicId: string, options: { after?: string; signal: AbortSignal }): AsyncIterable<FeedItem>;
  calls: CallRegistry;
  commands: CommandBus;
  tickets: Tickets;
  /** Counts one use of a key within a window. The key is made of ids and tokens, never a number. With Redis down all is allowed. */
  rateLimit(key: string, bounds: { limit: number; windowMs: number }): Promise<RateLimit>;
  /** A value kept for a while, or made anew; with Redis down always made anew. Nothing personal is kept so. */
  cached<T>(key: string, options: { lifeMs: number; make: () => Promise<T> }): Promise<T>;
  forget(key: string): Promise<void>;
  status(): 'up' | 'down';
  /** Events that could not be published since the start, and lines that could not be read. */
  losses(): { unpublished: number; malformed: number };
  close(): Promise<void>;
}

const PUBLISH_DEADLINE_MS = 250;
/** The log keeps so many events a clinic: half an hour of a very busy one. */
const MOST_ENTRIES = 20_000;

/** @param options.cipherFor the cipher of a clinic, quick after the first time. */
export function createLive(options: {
  redis: Redis;
  cipherFor: (clinicId: string) => Promise<LiveCipher>;
  clock: Clock;
  logger?: Logger;
}): Live {
  const { redis, cipherFor, clock, logger } = options;
  const subscriber = createSubscriber(redis, (error) => logger?.debug('subscription to Redis is broken', { error }));
  const hub = createChannelHub(subscriber);
  const registry = createCallRegistry(redis, cipherFor);
  const counts = { unpublished: 0, malformed: 0 };

  async function tryPublish(clinicId: string, event: LiveEvent): Promise<LiveEventId> {
    const body = encodeEvent(event, await cipherFor(clinicId));
    const names: [string, string, string] = [keys.sequence(clinicId), keys.epoch(clinicId), keys.log(clinicId)];
    const epoch = randomBytes(6).toString('hex');
    const id = await runPublish(redis, names, [keys.channel(clinicId), body, epoch, MOST_ENTRIES, clock.now()]);
    return id as LiveEventId;
  }

  return {
    calls: registry,
    tickets: createTickets(redis),
    commands: createCommandBus({ redis, hub, registry, clock }),
    async publish(clinicId, event) {
      try {
        return await withDeadline(clock, PUBLISH_DEADLINE_MS, tryPublish(clinicId, event));
      } catch (error) {
        counts.unpublished++;
        logger?.debug('event was not published', {
          kind: event.type,
          error: error instanceof Error ? error : undefined,
        });
        return null;
      }
    },
    async *subscribe(clinicId, { after, signal }) {
      const deps = { redis, hub, cipher: await cipherFor(clinicId), onMalformed: () => counts.malformed++ };
      yield* feed(deps, clinicId, { ...(after === undefined ? {} : { after }), signal });
    },
    async rateLimit(key, { limit, windowMs }) {
      try {
        const { used, leftMs } = await runCount(redis, keys.rate(key), windowMs);
        const allowed = used <= limit;
        return { allowed, remaining: Math.max(0, limit - used), retryAfterMs: allowed ? 0 : leftMs };
      } catch (error) {
        logger?.debug('limits are not counted while Redis is down', {
          error: error instanceof Error ? error : undefined,
        });
        return { allowed: true, remaining: limit, retryAfterMs: 0 };
      }
    },
    async cached<T>(key: string, { lifeMs, make }: { lifeMs: number; make: () => Promise<T> }): Promise<T> {
      const known = await redis.get(keys.cache(key)).catch(() => null);
      if (known !== null) return JSON.parse(known) as T;
      const value = await make();
      await redis.set(keys.cache(key), JSON.stringify(value), 'PX', lifeMs).catch(() => null);
      return value;
    },
    async forget(key) {
      await redis.del(keys.cache(key)).catch(() => 0);
    },
    status: () => (redis.status === 'ready' ? 'up' : 'down'),
    losses: () => ({ ...counts }),
    async close() {
      subscriber.disconnect();
      redis.disconnect();
    },
  };
}

async function withDeadline<T>(clock: Clock, deadlineMs: number, work: Promise<T>): Promise<T> {
  let cancel: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(deadlineMs, () => reject(new Error('took too long')));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
