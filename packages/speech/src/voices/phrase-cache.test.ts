// Guards that phrases stay within their memory, the oldest go first, and one making serves all who ask at once.
import { describe, expect, it } from 'vitest';
import { createPhraseCache } from './phrase-cache.ts';

const sound = (length: number) => async () => new Uint8Array(length);

describe('phrase cache', () => {
  it('makes a phrase once', async () => {
    let made = 0;
    const cache = createPhraseCache(1_000);
    const make = async () => {
      made += 1;
      return new Uint8Array(10);
    };
    const [first, second] = await Promise.all([cache.get('a', make), cache.get('a', make)]);
    expect(await cache.get('a', make)).toBe(first);
    expect(second).toBe(first);
    expect(made).toBe(1);
  });

  it('lets the least recently used go when full', async () => {
    const cache = createPhraseCache(1_000);
    for (const key of ['a', 'b', 'c', 'd']) await cache.get(key, sound(250));
    const a = await cache.get('a', sound(1));
    expect(a.length).toBe(250);
    await cache.get('e', sound(250));
    expect(cache.bytes).toBe(1_000);
    expect((await cache.get('a', sound(1))).length).toBe(250);
    expect((await cache.get('b', sound(1))).length).toBe(1);
  });

  it('keeps neither what failed nor what is too large', async () => {
    const cache = createPhraseCache(1_000);
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await cache.get('a', sound(251));
    expect(cache.bytes).toBe(0);
  });
});
