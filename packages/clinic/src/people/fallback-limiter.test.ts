// Guards the counting of tries while Redis is down.
import { describe, expect, it } from 'vitest';
import { createFallbackLimiter } from './fallback-limiter.ts';

const bounds = { limit: 2, windowMs: 1_000 };

describe('the limiter of one process', () => {
  it('lets so many through in a window, and says how long to wait', () => {
    const limiter = createFallbackLimiter();
    expect(limiter.count('a', bounds, 0)).toEqual({
      allowed: true,
      remaining: 1,
      retryAfterMs: 0,
      resetMs: 1_000,
    });
    expect(limiter.count('a', bounds, 100).allowed).toBe(true);
    expect(limiter.count('a', bounds, 400)).toEqual({
      allowed: false,
      remaining: 0,
      retryAfterMs: 600,
      resetMs: 600,
    });
    expect(limiter.count('b', bounds, 400).allowed).toBe(true);
    expect(limiter.count('a', bounds, 1_000).allowed).toBe(true);
  });

  it('forgets a key when told', () => {
    const limiter = createFallbackLimiter();
    limiter.count('a', bounds, 0);
    limiter.count('a', bounds, 0);
    limiter.forget('a');
    expect(limiter.count('a', bounds, 1).allowed).toBe(true);
  });

  it('does not grow without end: the keys least used lately go first', () => {
    const limiter = createFallbackLimiter();
    for (const _ of [1, 2, 3]) limiter.count('busy', bounds, 0);
    for (const _ of [1, 2, 3]) limiter.count('idle', bounds, 0);
    for (let index = 0; index < 9_999; index++) {
      limiter.count(`other-${index}`, bounds, 1);
      limiter.count('busy', bounds, 1);
    }
    expect(limiter.count('busy', bounds, 2).allowed).toBe(false);
    expect(limiter.count('idle', bounds, 2).allowed).toBe(true);
  });
});
