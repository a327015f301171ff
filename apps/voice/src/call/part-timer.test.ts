// Guards how long the agent's part of a call lasts: none of it runs while a person has the talk, and whoever gives the call back gives some more of it.
import { expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { createPartTimer } from './part-timer.ts';

function timing(durationMs: number, leastMs?: number) {
  const clock = createManualClock();
  let worked = 0;
  const timer = createPartTimer(
    clock,
    durationMs,
    () => {
      worked += 1;
    },
    leastMs,
  );
  return { clock, timer, worked: () => worked };
}

it('counts only the time in which it runs', () => {
  const { clock, timer, worked } = timing(1_000);
  clock.pass(600);
  timer.pause();
  clock.pass(10_000);
  expect(worked()).toBe(0);
  timer.resume();
  clock.pass(399);
  expect(worked()).toBe(0);
  clock.pass(1);
  expect(worked()).toBe(1);
});

it('works no second time, unless it has stood still meanwhile and is given more', () => {
  const { clock, timer, worked } = timing(1_000, 500);
  clock.pass(1_000);
  timer.resume();
  clock.pass(10_000);
  expect(worked()).toBe(1);
  timer.pause();
  timer.resume();
  clock.pass(499);
  expect(worked()).toBe(1);
  clock.pass(1);
  expect(worked()).toBe(2);
});

it('never works once it is closed', () => {
  const { clock, timer, worked } = timing(1_000, 500);
  timer.pause();
  timer.close();
  timer.resume();
  clock.pass(10_000);
  expect(worked()).toBe(0);
});
