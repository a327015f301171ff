// Guards what is told of pages: that none is left out, that each has an address, and how their scripts are weighed.
import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { limits, medianOf } from '../bench/web/look.ts';
import { addressOf, nameOf, notMeasured, pages, routesOnDisk } from '../bench/web/pages.ts';
import { gzipBytes } from '../bench/web/scripts.ts';

describe('the pages', () => {
  it('are all that the desk has, each measured or said why not', async () => {
    const listed = new Set([...pages.map(({ route }) => route), ...Object.keys(notMeasured)]);
    expect([...listed].sort()).toEqual(await routesOnDisk());
  });

  it('are named once', () => {
    expect(new Set(pages.map(nameOf)).size).toBe(pages.length);
  });

  it('have an address, where it is known what they are about', () => {
    const page = { route: '/a/[token]', query: '?move=1', as: null };
    expect(addressOf(page, { '/a/[token]': '/a/e123' })).toBe('/a/e123?move=1');
    expect(() => addressOf(page, {})).toThrow('Which one is /a/[token] about?');
    expect(addressOf({ route: '/live', query: '', as: 'receptionist' }, {})).toBe('/live');
  });
});

describe('scripts', () => {
  it('weigh what gzip sends of each', () => {
    const [words, noise] = [Buffer.from('haan ji '.repeat(1_000)), randomBytes(1_000)];
    expect(gunzipSync(gzipSync(words))).toEqual(words);
    const sum = gzipSync(words).byteLength + gzipSync(noise).byteLength;
    expect(gzipBytes([['a.js', words] as const, ['b.js', noise] as const])).toBe(sum);
    expect(sum).toBeLessThan(words.byteLength);
    expect(gzipBytes([])).toBe(0);
  });
});

describe('looks', () => {
  it('are told by their middle, each figure by itself', () => {
    const looks = [
      { paintMs: 900, blockedMs: 10 },
      { paintMs: 700, blockedMs: 90 },
      { paintMs: 2_000, blockedMs: 20 },
    ];
    expect(medianOf(looks)).toEqual({ paintMs: 900, blockedMs: 20 });
  });

  it('are held to what the product promises', () => {
    expect(limits).toEqual({ paintMs: 1_500, blockedMs: 150 });
  });
});
