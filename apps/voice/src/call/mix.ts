import { decodeMulaw, encodeMulaw } from '@vaani/speech';
import type { LineTap } from './tapped-line.ts';

/** So much of the agent's side may wait: it comes ahead of its time, in bursts. */
const MOST_WAITING = 100;

/** Both voices of a call as one, paced by the caller's frames: one comes every 20 ms, whether they speak or not. */
export interface Mix extends LineTap {
  caller(frame: Uint8Array): void;
}

/** @param play is given 20 ms of both at a time. */
export function createMix(play: (frame: Uint8Array) => void): Mix {
  let waiting: Uint8Array[] = [];
  return {
    sent(frame) {
      waiting.push(frame);
      if (waiting.length > MOST_WAITING) waiting.shift();
    },
    cleared() {
      waiting = [];
    },
    caller(frame) {
      const other = waiting.shift();
      play(other === undefined || other.length !== frame.length ? frame : added(frame, other));
    },
  };
}

function added(one: Uint8Array, other: Uint8Array): Uint8Array {
  const [a, b] = [decodeMulaw(one), decodeMulaw(other)];
  return encodeMulaw(a.map((sample, at) => Math.max(-32_768, Math.min(32_767, sample + (b[at] ?? 0)))));
}
