export interface RateAnswer {
  allowed: boolean;
  remaining: number;
  /** 0 where it is allowed. */
  retryAfterMs: number;
  /** Until the count begins anew. */
  resetMs: number;
}

const MOST_KEYS = 10_000;

/** Counts within this process, for as long as Redis is down. Forgets the oldest keys beyond ten thousand. */
export function createFallbackLimiter(): {
  /** @param now milliseconds since the epoch. */
  count(key: string, bounds: { limit: number; windowMs: number }, now: number): RateAnswer;
  forget(key: string): void;
} {
  const windows = new Map<string, { count: number; endsAt: number }>();
  return {
    count(key, { limit, windowMs }, now) {
      const known = windows.get(key);
      const window = known === undefined || known.endsAt <= now ? { count: 0, endsAt: now + windowMs } : known;
      window.count++;
      windows.delete(key);
      windows.set(key, window);
      const oldest = windows.keys().next();
      if (windows.size > MOST_KEYS && oldest.done !== true) windows.delete(oldest.value);
      const allowed = window.count <= limit;
      const resetMs = window.endsAt - now;
      return {
        allowed,
        remaining: Math.max(0, limit - window.count),
        retryAfterMs: allowed ? 0 : resetMs,
        resetMs,
      };
    },
    forget: (key) => void windows.delete(key),
  };
}
