// Guards that sound is brought down piece by piece as it would be at once: what a telephone carries stays, what it cannot goes.
import { describe, expect, it } from 'vitest';
import { createDecimator } from './decimate.ts';
import { rootMeanSquare } from './loudness.ts';

const tone = (hertz: number, samples: number) =>
  Int16Array.from({ length: samples }, (_, at) => 8_000 * Math.sin((2 * Math.PI * hertz * at) / 24_000));

function decimated(pcm: Int16Array, size: number): Int16Array {
  const decimator = createDecimator(3);
  const pieces: number[] = [];
  for (let at = 0; at < pcm.length; at += size) pieces.push(...decimator.push(pcm.subarray(at, at + size)));
  return Int16Array.from([...pieces, ...decimator.end()]);
}

describe('a decimator', () => {
  it.each([7, 100, 480, 7_001, 24_000])('gives piece by piece (of %i samples) what the whole gives', (size) => {
    const whole = tone(700, 24_001);
    const out = decimated(whole, size);
    expect(out).toEqual(decimated(whole, 24_001));
    expect(out.length).toBe(8_001);
  });

  it('is in time with what went in', () => {
    const out = decimated(tone(500, 24_000), 480);
    for (const at of [1_000, 3_333, 6_001])
      expect(Math.abs((out[at] ?? 0) - 8_000 * Math.sin((2 * Math.PI * 500 * at) / 8_000))).toBeLessThan(10);
  });

  it.each([
    [300, 1],
    [1_000, 1],
    [3_300, 0.98],
  ])('keeps %i Hz', (hertz, share) => {
    expect(rootMeanSquare(decimated(tone(hertz, 24_000), 480).subarray(200, 7_800))).toBeGreaterThan(5_600 * share);
  });

  it.each([4_100, 5_000, 8_000, 11_000])('takes away %i Hz', (hertz) => {
    expect(rootMeanSquare(decimated(tone(hertz, 24_000), 480).subarray(200, 7_800))).toBeLessThan(12);
  });

  it('leaves nothing of nothing', () => {
    expect(decimated(new Int16Array(0), 1).length).toBe(0);
  });
});
