import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { z } from 'zod';
import { keys } from './keys.ts';

/** Values that are dear to make, kept for a while. Nothing personal is kept so. With Redis down every value is made anew. */
export interface Cache {
  /**
   * @param options.groups what the value depends on: once one of them is dropped, values made before it are not found again, not even one
   *   that was being made at that moment.
   */
  getOrSet<T>(
    key: string,
    options: { lifeMs: number; schema: z.ZodType<T>; make: () => Promise<T>; groups?: readonly string[] },
  ): Promise<T>;
  invalidate(key: string): Promise<void>;
  /** Forgets every value of a group. What Redis does not take while it is away is said again as soon as it is back. */
  dropGroup(group: string): Promise<void>;
}

/** A group's stamp outlives its values, which live a quarter of an hour at most. */
const STAMP_LIFE_MS = 24 * 3_600_000;

/** @param onUnwritten told of what Redis did not take. */
export function createCache(redis: Redis, onUnwritten: (error: unknown) => void): Cache {
  /** Groups that Redis could not be told of. */
  const unsaid = new Set<string>();

  async function read<T>(key: string, schema: z.ZodType<T>): Promise<{ value: T } | null> {
    const text = await redis.get(keys.cache(key));
    if (text === null) return null;
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { value: parsed.data } : null;
  }

  /** A group's present stamp. Part of the key of its values: a lost one is made anew, and what was kept under it is lost with it. */
  async function stampOf(group: string): Promise<string> {
    const key = keys.cacheGroup(group);
    const known = await redis.get(key);
    if (known !== null) return known;
    const fresh = newStamp();
    const isMine = await redis.set(key, fresh, 'PX', STAMP_LIFE_MS, 'NX');
    return isMine === 'OK' ? fresh : ((await redis.get(key)) ?? fresh);
  }

  async function dropGroup(group: string): Promise<void> {
    unsaid.add(group);
    try {
      await redis.set(keys.cacheGroup(group), newStamp(), 'PX', STAMP_LIFE_MS);
      unsaid.delete(group);
    } catch (error) {
      onUnwritten(error);
    }
  }

  redis.on('ready', () => {
    for (const group of unsaid) void dropGroup(group);
  });

  return {
    async getOrSet(key, { lifeMs, schema, make, groups = [] }) {
      let stamped: string;
      try {
        const stamps = await Promise.all(groups.map(stampOf));
        stamped = [key, ...stamps].join('@');
        const known = await read(stamped, schema);
        if (known !== null) return known.value;
      } catch (error) {
        onUnwritten(error);
        return make();
      }
      const value = await make();
      await redis.set(keys.cache(stamped), JSON.stringify(value), 'PX', lifeMs).catch(onUnwritten);
      return value;
    },
    async invalidate(key) {
      await redis.del(keys.cache(key)).catch(onUnwritten);
    },
    dropGroup,
  };
}

const newStamp = (): string => randomBytes(9).toString('base64url');
