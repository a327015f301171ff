// Guards the resampler and the helpers that bring a voice to a telephone's level.
import { describe, expect, it } from 'vitest';
import { level, rootMeanSquare, trimSilence } from './loudness.ts';
import { resample } from './resample.ts';

const tone = (rate: number, hertz: number, samples: number, loud = 8_000) =>
  Int16Array.from({ length: samples }, (_, at) => loud * Math.sin((2 * Math.PI * hertz * at) / rate));

describe('resample', () => {
  it('keeps what a telephone carries and takes away what it cannot', async () => {
    expect(rootMeanSquare(await resample(tone(22_050, 1_000, 22_050), 22_050, 8_000))).toBeGreaterThan(5_400);
    expect(rootMeanSquare(await resample(tone(22_050, 6_000, 22_050), 22_050, 8_000))).toBeLessThan(60);
  });

  it('gives the length that follows from the rates', async () => {
    expect((await resample(new Int16Array(16_001), 16_000, 8_000)).length).toBe(8_001);
    expect((await resample(new Int16Array(0), 16_000, 8_000)).length).toBe(0);
  });
});

describe('trimSilence', () => {
  it('cuts both ends and keeps a little', () => {
    const pcm = new Int16Array(8_000);
    pcm.set(tone(8_000, 400, 1_600), 3_200);
    expect(trimSilence(pcm, { keepMs: 20 }).length).toBe(1_600 + 2 * 160);
  });
  it('leaves nothing of silence', () => {
    expect(trimSilence(new Int16Array(500)).length).toBe(0);
  });
});

describe('level', () => {
  it.each([300, 3_000, 30_000])('brings a voice of amplitude %i to the same loudness without clipping', (loud) => {
    const levelled = level(tone(8_000, 300, 8_000, loud));
    expect(rootMeanSquare(levelled)).toBeGreaterThan(loud === 300 ? 1_500 : 2_900);
    expect(Math.max(...levelled)).toBeLessThan(32_767);
  });
  it('leaves silence alone', () => {
    expect(level(new Int16Array(10))).toEqual(new Int16Array(10));
  });
});
