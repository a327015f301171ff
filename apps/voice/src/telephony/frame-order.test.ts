// Guards that the caller's sound keeps its order and its length, whatever comes early, late or never; and that what is in order waits for nothing.
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { createFrameOrder, type FrameOrder } from './frame-order.ts';

let clock: ManualClock;
let heard: string[];
let late: number;
let filled: number;
let order: FrameOrder;

beforeEach(() => {
  clock = createManualClock();
  [heard, late, filled] = [[], 0, 0];
  order = createFrameOrder(clock, {
    onAudio: (audio) => heard.push(audio[0] === 0xff ? '-' : String(audio[0])),
    onFilled: (ms) => (filled += ms),
    onLate: () => late++,
  });
});

/** Frames by their number; the first of a stream is not at 0. */
const push = (...chunks: number[]) => {
  for (const chunk of chunks)
    order.push({ audio: new Uint8Array(160).fill(chunk), chunk, timestamp: 135 + chunk * 20 });
};

describe('frames', () => {
  it('in order go through as they come, and no timer runs', () => {
    push(1, 2, 3);
    expect([heard.join(' '), clock.timers]).toEqual(['1 2 3', 0]);
  });
  it('whose times are off by a little are in order', () => {
    const jitter = [0, 2, -2, 12, -9, 15, -15, 0];
    for (const [at, off] of jitter.entries())
      order.push({ audio: new Uint8Array(160).fill(at + 1), chunk: at + 1, timestamp: 155 + at * 20 + off });
    expect([heard.join(' '), filled]).toEqual(['1 2 3 4 5 6 7 8', 0]);
  });
  it('that come in another order are put right', () => {
    push(1, 3, 2, 4, 7, 6, 5);
    expect([heard.join(' '), late, filled, clock.timers]).toEqual(['1 2 3 4 5 6 7', 0, 0, 0]);
  });
  it('behind a missing one wait for it, sixty milliseconds and no more', () => {
    push(1, 3);
    clock.pass(59);
    expect(heard.join(' ')).toBe('1');
    clock.pass(1);
    expect(heard.join(' ')).toBe('1 - 3');
    push(4, 6, 7, 8);
    expect(heard.join(' ')).toBe('1 - 3 4 - 6 7 8');
    expect([filled, clock.timers]).toEqual([40, 0]);
  });
  it('that come after their place was filled are dropped', () => {
    push(1, 3, 4, 5, 2, 6);
    expect([heard.join(' '), late]).toEqual(['1 - 3 4 5 6', 1]);
  });
  it('that come twice are heard once', () => {
    push(1, 2, 2, 4, 4, 3);
    expect([heard.join(' '), late]).toEqual(['1 2 3 4', 1]);
  });
  it('that say nothing of their place are heard as they come', () => {
    order.push({ audio: new Uint8Array(160).fill(7) });
    expect(heard).toEqual(['7']);
  });
});

describe('a gap', () => {
  it('that was not numbered is seen by its time', () => {
    push(1, 2);
    order.push({ audio: new Uint8Array(160).fill(3), chunk: 3, timestamp: 135 + 3 * 20 + 100 });
    expect([heard.join(' '), filled]).toEqual(['1 2 - - - - - 3', 100]);
  });
  it('that is long is filled with a second of silence, at once', () => {
    push(1, 2, 600, 601);
    expect([heard.filter((one) => one === '-').length, heard.at(-1)]).toEqual([50, String(601 % 256)]);
  });
  it('does not stop a stream that counts anew', () => {
    push(100, 101, 1, 2);
    expect([heard.join(' '), late]).toEqual(['100 101 1 2', 0]);
  });
  it('at the end leaves no timer', () => {
    push(1, 3);
    order.close();
    expect([clock.timers, heard.join(' ')]).toEqual([0, '1']);
  });
});
