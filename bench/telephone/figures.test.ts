// Guards how a worker's figures are read between two moments.
import { expect, it } from 'vitest';
import { figuresIn, quantileBetween } from './figures.ts';

const text = (counts: readonly number[]) =>
  [5, 10, '+Inf'].map((bound, at) => `voice_frame_jitter_ms_bucket{le="${bound}"} ${counts[at]}`).join('\n');

it('finds the bound below which nearly all of what came meanwhile lies', () => {
  const before = figuresIn(text([100, 100, 100])).buckets('voice_frame_jitter_ms');
  const after = figuresIn(text([190, 199, 200])).buckets('voice_frame_jitter_ms');
  expect(quantileBetween(before, after, 0.9)).toBe(5);
  expect(quantileBetween(before, after, 0.99)).toBe(10);
  expect(quantileBetween(before, after, 1)).toBe(Number.POSITIVE_INFINITY);
});
