// Guards: the worker gets whole frames of 20 ms, whatever pieces the microphone gives.
import { expect, it } from 'vitest';
import { createFrameCutter, FRAME_SAMPLES, silentFrame } from './frames.ts';
import { encodeMuLaw } from './mu-law.ts';

it('cuts pieces of any length into frames and loses nothing between them', () => {
  const frames: Uint8Array[] = [];
  const cutter = createFrameCutter((frame) => frames.push(frame));
  const sound = Float32Array.from({ length: 1_000 }, (_, index) => Math.sin(index / 5) / 2);
  for (let at = 0; at < sound.length; at += 47) cutter.push(sound.subarray(at, at + 47));
  expect(frames.map((frame) => frame.length)).toEqual(Array(6).fill(FRAME_SAMPLES));
  expect(frames.flatMap((frame) => [...frame])).toEqual([...encodeMuLaw(sound.subarray(0, 960))]);
});

it('tells how loud a frame is', () => {
  const heard: number[] = [];
  const cutter = createFrameCutter((_, loudness) => heard.push(loudness));
  cutter.push(new Float32Array(FRAME_SAMPLES));
  cutter.push(new Float32Array(FRAME_SAMPLES).fill(0.5));
  expect(heard[0]).toBe(0);
  expect(heard[1]).toBeCloseTo(0.5);
});

it('has a silence of its own', () => {
  expect([...silentFrame()]).toEqual([...encodeMuLaw(new Float32Array(FRAME_SAMPLES))]);
});
