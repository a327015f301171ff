import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCipher, keyIdOf, SealError } from './cipher.ts';
import { parseKeyRing } from './key-ring.ts';

const cipher = createCipher(randomBytes(32), 'k1');

describe('sealed text', () => {
  it.each(['', 'Asha', 'शर्मा 👩‍⚕️', 'x'.repeat(10_000)])('opens to what it was', (plain) => {
    const envelope = cipher.seal(plain, 'patients|name|1');
    if (plain.length > 0) expect(envelope).not.toContain(plain);
    expect(cipher.open(envelope, 'patients|name|1')).toBe(plain);
    expect(keyIdOf(envelope)).toBe('k1');
  });

  it('differs each time', () => {
    expect(cipher.seal('same', 'c')).not.toBe(cipher.seal('same', 'c'));
  });

  it('does not open in another row, under another key, or changed', () => {
    const envelope = cipher.seal('Asha', 'patients|name|1');
    expect(() => cipher.open(envelope, 'patients|name|2')).toThrow(SealError);
    expect(() => createCipher(randomBytes(32), 'k1').open(envelope, 'patients|name|1')).toThrow(SealError);
    expect(() => createCipher(randomBytes(32), 'k2').open(envelope, 'patients|name|1')).toThrow(/under key k1/);
    const body = Buffer.from(envelope.split('.')[2] ?? '', 'base64url');
    for (let index = 0; index < body.length; index++) {
      const changed = Buffer.from(body);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => cipher.open(`v1.k1.${changed.toString('base64url')}`, 'patients|name|1')).toThrow(SealError);
    }
  });

  it.each(['', 'Asha', 'v1.k1', 'v1.k1.AAAA', 'v2.k1.AAAA.BBBB'])('is told from plain text: %j', (text) => {
    expect(() => cipher.open(text, 'c')).toThrow(SealError);
  });
});

describe('the key ring', () => {
  const entry = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

  it('opens what an older key wrapped, and wraps under the current', () => {
    const [older, newer] = [entry('2025'), entry('2026')];
    const key = randomBytes(32);
    const wrapped = parseKeyRing(older).wrap(key, 'clinic 1');
    const ring = parseKeyRing(`${newer}, ${older}`);
    expect(Buffer.from(ring.unwrap(wrapped, 'clinic 1'))).toEqual(key);
    expect(keyIdOf(ring.wrap(key, 'clinic 1'))).toBe('2026');
    expect(() => parseKeyRing(newer).unwrap(wrapped, 'clinic 1')).toThrow('key 2025 is not on the key ring');
    expect(() => ring.unwrap(wrapped, 'clinic 2')).toThrow(SealError);
  });

  it.each(['', 'nokey', 'a:b:c', `x:${Buffer.alloc(16).toString('base64')}`])('refuses %j', (text) => {
    expect(() => parseKeyRing(text)).toThrow(SealError);
  });

  it('refuses an id twice', () => {
    expect(() => parseKeyRing(`${entry('a')},${entry('a')}`)).toThrow('same id');
  });
});
