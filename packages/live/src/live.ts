import { randomBytes } from 'node:crypto';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { Redis } from 'ioredis';
import { type Cache, createCache } from './cache.ts';
import { createChannelHub } from './channel-hub.ts';
import { type CommandHandler, createCommandBus } from './command-bus.ts';
import type { CommandAck, LiveCommand } from './commands.ts';
import { withDeadline } from './deadline.ts';
import { createDecoder } from './decoder.ts';
import type { LiveEvent, LiveEventId } from './events.ts';
import { type FeedItem, feed } from './feed.ts';
import { keys } from './keys.ts';
import { createSubscriber } from './redis.ts';
import { type CallRegistry, createCallRegistry } from './registry.ts';
import { runCount, runPublish } from './scripts.ts';
import { createTickets, type Tickets } from './tickets.ts';
import { encodeEvent, type LiveCipher } from './wire.ts';

/** An event as it is published. */
export type LiveEventInput = LiveEvent;

export interface RateLimit {
  allowed: boolean;
  remaining: number;
  /** 0 where it is allowed. */
  retryAfterMs: number;
  /** Until the count begins anew. */
  resetMs: number;
  /** False where Redis did not answer, and so everything is allowed. */
  isCounted: boolean;
}

/** Everything that goes through Redis. With Redis down nothing here throws into a call: `publish` gives null, the rest says so. */
export interface Live {
  /** Logs and publishes an event; null (and counted) where Redis is down. Never throws, never takes longer than a quarter of a second. */
  publish(clinicId: string, event: LiveEventInput): Promise<LiveEventId | null>;
  /** All events of a clinic after the one named, none missed, none twice, until the signal aborts. */
  subscribe(clinicId: string, options: { after?: string; signal: AbortSignal }): AsyncIterable<FeedItem>;
  calls: CallRegistry;
  /** Tells the worker that owns a call to do something. Never throws: what went wrong is in the answer. */
  command(
    clinicId: string,
    callId: string,
    command: LiveCommand,
    options?: { timeoutMs?: number },
  ): Promise<CommandAck>;
  /** Answers the commands for a worker's calls until stopped. Waits while Redis is down. */
  serveCommands(workerId: string, handler: CommandHandler): Promise<() => Promise<void>>;
  tickets: Tickets;
  /** Counts one use of a key within a window. The key is made of ids and tokens, never a number. With Redis down all is allowed. */
  rateLimit(key: string, bounds: { limit: number; windowMs: number }): Promise<RateLimit>;
  /** Takes back what was counted under a key: the tries of somebody who got in. With Redis down there is nothing to take back. */
  forgetRate(key: string): Promise<void>;
  cache: Cache;
  status(): 'up' | 'down';
  /** What Redis did not take since the start, and lines in it that could not be read. */
  losses(): { unpublished: number; unwritten: number; malformed: number };
  close(): Promise<void>;
}

const PUBLISH_DEADLINE_MS = 250;

/** The log of a clinic keeps so many events, of the last hour: more than that, and a watcher reads the state anew. */
const logBounds = { mostEntries: 20_000, mostAgeMs: 3_600_000 } as const;

/**
 * @param options.redis from `createRedis`; a second connection like it is made for subscriptions. Both are closed with the rest.
 * @param options.cipherFor the cipher of a clinic, quick after the first time.
 * @param options.publishDeadlineMs how long `publish` may hold up its caller; 250 by default.
 * @param options.log how much of the past a clinic's log keeps.
 */
export function createLive(options: {
  redis: Redis;
  cipherFor: (clinicId: string) => Promise<LiveCipher>;
  clock: Clock;
  logger?: Logger;
  publishDeadlineMs?: number;
  log?: { mostEntries: number; mostAgeMs: number };
}): Live {
  const { redis, cipherFor, clock, logger } = options;
  const counts = { unpublished: 0, unwritten: 0, malformed: 0 };
  const onMalformed = () => {
    counts.malformed++;
  };
  const onUnwritten = (error: unknown) => {
    counts.unwritten++;
    logger?.debug('Redis did not take a value', error instanceof Error ? { error } : {});
  };
  const subscriber = createSubscriber(redis, (error) =>
    logger?.debug('the subscription to Redis is broken', { error }),
  );
  const hub = createChannelHub(subscriber);
  const decode = createDecoder(onMalformed);
  const registry = createCallRegistry({ redis, cipherFor, onUnwritten, onMalformed });
  const commands = createCommandBus({ redis, hub, registry, cipherFor, clock });
  const bounds = options.log ?? logBounds;
  const publishDeadlineMs = options.publishDeadlineMs ?? PUBLISH_DEADLINE_MS;

  async function tryPublish(clinicId: string, event: LiveEvent): Promise<LiveEventId> {
    const body = encodeEvent(event, await cipherFor(clinicId));
    const id = await runPublish(redis, {
      sequence: keys.sequence(clinicId),
      epoch: keys.epoch(clinicId),
      log: keys.log(clinicId),
      channel: keys.channel(clinicId),
      body,
      freshEpoch: randomBytes(6).toString('hex'),
      now: clock.now(),
      ...bounds,
    });
    return id as LiveEventId;
  }

  return {
    calls: registry,
    command: commands.send,
    serveCommands: commands.serve,
    tickets: createTickets(redis),
    cache: createCache(redis, onUnwritten),
    async publish(clinicId, event) {
      try {
        return await withDeadline(clock, publishDeadlineMs, tryPublish(clinicId, event), () => {
          throw new Error('Redis took too long');
        });
      } catch (error) {
        counts.unpublished++;
        logger?.debug('an event was not published', {
          kind: event.type,
          ...(error instanceof Error ? { error } : {}),
        });
        return null;
      }
    },
    async *subscribe(clinicId, { after, signal }) {
      const cipher = await cipherFor(clinicId);
      yield* feed({ redis, hub, cipher, clock, decode, onMalformed }, clinicId, {
        ...(after === undefined ? {} : { after }),
        signal,
      });
    },
    async rateLimit(key, { limit, windowMs }) {
      try {
        const { used, leftMs } = await runCount(redis, keys.rate(key), windowMs);
        const allowed = used <= limit;
        const remaining = Math.max(0, limit - used);
        return { allowed, remaining, retryAfterMs: allowed ? 0 : leftMs, resetMs: leftMs, isCounted: true };
      } catch (error) {
        onUnwritten(error);
        return { allowed: true, remaining: limit, retryAfterMs: 0, resetMs: windowMs, isCounted: false };
      }
    },
    async forgetRate(key) {
      try {
        await redis.del(keys.rate(key));
      } catch (error) {
        onUnwritten(error);
      }
    },
    status: () => (redis.status === 'ready' ? 'up' : 'down'),
    losses: () => ({ ...counts }),
    async close() {
      subscriber.disconnect();
      redis.disconnect();
    },
  };
}
