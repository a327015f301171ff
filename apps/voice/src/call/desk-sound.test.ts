// Guards the sound between a browser and a caller: the pace of a person's frames, both voices mixed, music round and round, and a timer that stands still.
import { decodeMulaw, encodeMulaw } from '@vaani/speech';
import { expect, it } from 'vitest';
import { holdMusicFrames } from '../telephony/hold-music.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { createMix } from './mix.ts';
import { createMusic } from './music.ts';
import { createPacer } from './pacer.ts';
import { createPartTimer } from './part-timer.ts';

const frame = (value: number): Uint8Array => new Uint8Array(160).fill(value);

it('sends a person’s frames one every 20 ms, however they come', () => {
  const clock = createManualClock();
  const sent: { at: number; value: number | undefined }[] = [];
  const pacer = createPacer({ clock, send: (one) => sent.push({ at: clock.monotonic(), value: one[0] }) });
  pacer.push(frame(1));
  pacer.push(frame(2));
  clock.pass(40);
  expect(sent).toEqual([]);
  for (const value of [3, 4, 5]) pacer.push(frame(value));
  clock.pass(100);
  expect(sent.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
  expect(sent.map(({ at }) => at)).toEqual([60, 80, 100, 120, 140]);
  pacer.close();
  expect(clock.timers).toBe(0);
});

it('keeps the newest of what a stalled network brings at once, and nothing while it is paused', () => {
  const clock = createManualClock();
  const sent: (number | undefined)[] = [];
  const pacer = createPacer({ clock, send: (one) => sent.push(one[0]) });
  for (let value = 0; value < 100; value++) pacer.push(frame(value));
  clock.pass(2_000);
  expect(sent.at(-1)).toBe(99);
  expect(sent.length).toBeLessThanOrEqual(25);
  const before = sent.length;
  pacer.pause(true);
  for (let value = 0; value < 9; value++) pacer.push(frame(value));
  clock.pass(500);
  expect(sent).toHaveLength(before);
});

it('mixes both voices, and what was cleared is not heard', () => {
  const heard: Uint8Array[] = [];
  const mix = createMix((one) => heard.push(one));
  const [low, high] = [encodeMulaw(new Int16Array(160).fill(1_000)), encodeMulaw(new Int16Array(160).fill(3_000))];
  mix.sent(high);
  mix.caller(low);
  const [both] = heard;
  expect(decodeMulaw(both ?? low)[0]).toBeGreaterThan(3_800);
  expect(decodeMulaw(both ?? low)[0]).toBeLessThan(4_200);
  mix.sent(high);
  mix.cleared();
  mix.caller(low);
  expect(heard[1]).toEqual(low);
});

it('plays the music without an end, and stops at once', () => {
  const clock = createManualClock();
  const sent: Uint8Array[] = [];
  let clears = 0;
  const music = createMusic({
    line: { send: (one) => sent.push(one), mark: () => undefined, clear: () => clears++ },
    clock,
  });
  music.play();
  music.play();
  clock.pass(holdMusicFrames().length * 20);
  expect(sent.length).toBe(holdMusicFrames().length + 5);
  expect(sent.every(({ length }) => length === 160)).toBe(true);
  expect(sent[0]).toEqual(sent[holdMusicFrames().length]);
  music.stop();
  expect(clears).toBe(1);
  expect(clock.timers).toBe(0);
});

it('counts only the time in which it runs', () => {
  const clock = createManualClock();
  let ended = 0;
  const timer = createPartTimer(clock, 1_000, () => ended++);
  clock.pass(600);
  timer.pause();
  clock.pass(5_000);
  timer.resume();
  clock.pass(399);
  expect(ended).toBe(0);
  clock.pass(1);
  expect(ended).toBe(1);
  timer.resume();
  clock.pass(5_000);
  expect(ended).toBe(1);
  expect(clock.timers).toBe(0);
});
