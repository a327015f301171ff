import { decodeMulaw, rootMeanSquare } from '@vaani/speech';

/** Louder than this (root mean square over 20 ms) is voice: breath and hiss of a synthesiser are below. */
const LOUD = 90;
const WINDOW = 160;
const BYTES_A_MS = 8;

/** Takes the silence off the beginning of speech while it streams in: a synthesiser's own would be heard as a slow answer. */
export interface LeadingSilence {
  /** What is left of a piece: nothing while it is silent. */
  push(audio: Uint8Array): Uint8Array;
  /** So much was taken off, milliseconds. */
  readonly trimmedMs: number;
}

/**
 * @param options.keepMs stays in front of the first loud window, so that no soft consonant is lost.
 * @param options.mostMs a silence longer than this is meant.
 */
export function createLeadingSilence({ keepMs = 20, mostMs = 600 } = {}): LeadingSilence {
  let held: Uint8Array = new Uint8Array(0);
  let trimmed = 0;
  let isOver = false;
  return {
    push(audio) {
      if (isOver) return audio;
      held = held.length === 0 ? audio : Buffer.concat([held, audio]);
      const pcm = decodeMulaw(held);
      let at = 0;
      while (at + WINDOW <= pcm.length && rootMeanSquare(pcm.subarray(at, at + WINDOW)) < LOUD) at += WINDOW;
      const isLoud = at + WINDOW <= pcm.length;
      const from = Math.max(0, at - keepMs * BYTES_A_MS);
      if (!isLoud && trimmed + held.length < mostMs * BYTES_A_MS) {
        // Only what can no longer stand in front of the first sound is let go.
        trimmed += from;
        held = held.subarray(from);
        return new Uint8Array(0);
      }
      isOver = true;
      trimmed += from;
      return held.subarray(from);
    },
    get trimmedMs() {
      return trimmed / BYTES_A_MS;
    },
  };
}
