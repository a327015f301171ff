// Guards: a voice from any microphone reaches the phone's 8 kHz whole, whatever pieces it comes in, and nothing folds back.
import { expect, it } from 'vitest';
import { createResampler } from './resampler.ts';

const tone = (hz: number, rate: number, seconds = 0.5) =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, index) => Math.sin((2 * Math.PI * hz * index) / rate));

/** How loud a tone is in a sound, by its projection; edges are left out. */
function strength(sound: Float32Array, hz: number, rate: number): number {
  const middle = sound.subarray(400, sound.length - 400);
  let re = 0;
  let im = 0;
  for (const [index, value] of middle.entries()) {
    re += value * Math.cos((2 * Math.PI * hz * index) / rate);
    im += value * Math.sin((2 * Math.PI * hz * index) / rate);
  }
  return (2 * Math.hypot(re, im)) / middle.length;
}

it.each([48_000, 44_100, 16_000])('keeps a voice from %i Hz, and as long as it was', (rate) => {
  const out = createResampler(rate, 8_000).push(tone(1_000, rate));
  expect(Math.abs(out.length - 4_000)).toBeLessThan(30);
  expect(strength(out, 1_000, 8_000)).toBeCloseTo(1, 1);
});

it('lets no tone above the phone come back as another', () => {
  const out = createResampler(48_000, 8_000).push(tone(6_000, 48_000));
  expect(strength(out, 2_000, 8_000)).toBeLessThan(0.01);
});

it('plays a phone on a faster machine without its mirror', () => {
  const out = createResampler(8_000, 48_000).push(tone(1_000, 8_000));
  expect(strength(out, 1_000, 48_000)).toBeCloseTo(1, 1);
  expect(strength(out, 7_000, 48_000)).toBeLessThan(0.01);
});

it('gives the same whether the sound comes whole or in pieces', () => {
  const sound = tone(700, 44_100);
  const whole = createResampler(44_100, 8_000).push(sound);
  const resampler = createResampler(44_100, 8_000);
  const pieces: number[] = [];
  for (let at = 0; at < sound.length; at += 128) pieces.push(...resampler.push(sound.subarray(at, at + 128)));
  expect(pieces).toEqual([...whole]);
});

it('leaves a sound alone that has the rate already', () => {
  const sound = tone(440, 8_000);
  expect(createResampler(8_000, 8_000).push(sound)).toEqual(sound);
});
