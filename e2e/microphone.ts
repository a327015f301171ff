import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWav } from '@vaani/speech';
import type { Place } from './place.ts';

/** What the microphone of these browsers gives: no voice of ours sounds like it. Short bursts, because browsers take a lasting tone for noise. */
const HERTZ = 1_330;
const RATE = 48_000;

/** How to launch a browser whose microphone brings the tone, and nobody asks about it. */
export function withMicrophone({ browser, home }: Place) {
  const file = join(home, `microphone-${process.pid}.wav`);
  const bursts = Int16Array.from({ length: RATE * 4 }, (_, at) => {
    const isOn = (at / RATE) % 0.4 < 0.25;
    return isOn ? Math.round(20_000 * Math.sin((2 * Math.PI * HERTZ * at) / RATE)) : 0;
  });
  writeFileSync(file, writeWav([bursts], RATE));
  return {
    executablePath: browser.executablePath,
    args: [
      ...browser.args,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
      '--autoplay-policy=no-user-gesture-required',
    ],
    env: { ...(process.env as Record<string, string>), ...browser.env },
  };
}

/** For how long the microphone's tone is to be heard in some sound, seconds. */
export function toneSeconds(sound: Int16Array, sampleRate: number): number {
  const frame = Math.round(sampleRate / 50);
  let frames = 0;
  for (let at = 0; at + frame <= sound.length; at += frame) {
    if (isTone(sound.subarray(at, at + frame), sampleRate)) frames += 1;
  }
  return frames / 50;
}

/** Is most of a piece's power at the tone's frequency? Goertzel's method. */
function isTone(piece: Int16Array, sampleRate: number): boolean {
  const factor = 2 * Math.cos((2 * Math.PI * HERTZ) / sampleRate);
  let [one, two, power] = [0, 0, 0];
  for (const sample of piece) {
    [one, two] = [sample + factor * one - two, one];
    power += sample * sample;
  }
  const atTone = (one * one + two * two - factor * one * two) / (piece.length / 2);
  return power / piece.length > 200 ** 2 && atTone > 0.5 * power;
}
