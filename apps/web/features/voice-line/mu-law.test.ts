// Guards: what a browser sends and plays is the phone's own code, byte by byte.
import { expect, it } from 'vitest';
import { decodeMuLaw, encodeMuLaw } from './mu-law.ts';

it('writes the values of G.711', () => {
  const written = encodeMuLaw(Float32Array.from([0, 1, -1, 1_000 / 32_768, -1_000 / 32_768]));
  expect([...written]).toEqual([0xff, 0x80, 0x00, 0xce, 0x4e]);
});

it('gives every byte back that it reads, but for the two silences', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const again = encodeMuLaw(decodeMuLaw(bytes));
  const changed = [...bytes].filter((byte, index) => again[index] !== byte);
  expect(changed).toEqual([0x7f]);
});

it('keeps a sound within the steps of its loudness', () => {
  for (const value of [0.001, 0.02, 0.3, 0.9]) {
    const [back = 0] = decodeMuLaw(encodeMuLaw(Float32Array.from([value])));
    expect(Math.abs(back - value)).toBeLessThan(Math.max(0.0003, value * 0.04));
  }
});

it('cuts what is too loud instead of turning it over', () => {
  const [loud = 0, low = 0] = decodeMuLaw(encodeMuLaw(Float32Array.from([3, -3])));
  expect(loud).toBeGreaterThan(0.97);
  expect(low).toBeLessThan(-0.97);
});
