// Guards: the worker learns what was heard, neither early nor late, and nothing of what was thrown away.
import { expect, it } from 'vitest';
import { createPlaybackClock } from './playback-clock.ts';

function clockWithMarks() {
  const due: string[] = [];
  return { due, clock: createPlaybackClock((name) => due.push(name)) };
}

it('answers a mark when all before it was played, and not before', () => {
  const { clock, due } = clockWithMarks();
  clock.queued(160);
  clock.mark('first');
  clock.queued(160);
  clock.mark('second');
  clock.played(0, 159);
  expect(due).toEqual([]);
  clock.played(0, 160);
  expect(due).toEqual(['first']);
  clock.played(0, 320);
  expect(due).toEqual(['first', 'second']);
});

it('answers at once where nothing waits', () => {
  const { clock, due } = clockWithMarks();
  clock.mark('now');
  expect(due).toEqual(['now']);
});

it('answers what waited when the line is emptied, each once', () => {
  const { clock, due } = clockWithMarks();
  clock.queued(800);
  clock.mark('a');
  clock.mark('b');
  expect(clock.clear()).toBe(1);
  expect(due).toEqual(['a', 'b']);
  clock.played(0, 800);
  expect(due).toEqual(['a', 'b']);
});

it('does not count sound of before the emptying for what comes after', () => {
  const { clock, due } = clockWithMarks();
  clock.queued(800);
  const run = clock.clear();
  expect(clock.queued(160)).toBe(run);
  clock.mark('after');
  clock.played(0, 800);
  expect(due).toEqual([]);
  clock.played(run, 160);
  expect(due).toEqual(['after']);
});
