// Guards the keys that go along a row of choices or tabs.
import { expect, it } from 'vitest';
import { stepAlong } from './arrow-keys.ts';

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 0],
  ['ArrowDown', 1, 2],
  ['ArrowLeft', 0, 2],
  ['ArrowUp', 2, 1],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['Enter', 1, -1],
  ['a', 1, -1],
])('%s from %i leads to %i', (key, at, next) => {
  expect(stepAlong(key, at, 3)).toBe(next);
});
