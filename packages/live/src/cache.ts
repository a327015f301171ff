import type { Redis } from 'ioredis';
import type { z } from 'zod';
import { keys } from './keys.ts';

/** Values that are dear to make, kept for a while. Nothing personal is kept so. With Redis down every value is made anew. */
export interface Cache {
  getOrSet<T>(key: string, options: { lifeMs: number; schema: z.ZodType<T>; make: () => Promise<T> }): Promise<T>;
  invalidate(key: string): Promise<void>;
}

/** @param onUnwritten told of what Redis did not take. */
export function createCache(redis: Redis, onUnwritten: (error: unknown) => void): Cache {
  async function read<T>(key: string, schema: z.ZodType<T>): Promise<{ value: T } | null> {
    try {
      const text = await redis.get(keys.cache(key));
      if (text === null) return null;
      const parsed = schema.safeParse(JSON.parse(text));
      return parsed.success ? { value: parsed.data } : null;
    } catch (error) {
      onUnwritten(error);
      return null;
    }
  }
  return {
    async getOrSet(key, { lifeMs, schema, make }) {
      const known = await read(key, schema);
      if (known !== null) return known.value;
      const value = await make();
      await redis.set(keys.cache(key), JSON.stringify(value), 'PX', lifeMs).catch(onUnwritten);
      return value;
    },
    async invalidate(key) {
      await redis.del(keys.cache(key)).catch(onUnwritten);
    },
  };
}
