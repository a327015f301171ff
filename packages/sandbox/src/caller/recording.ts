import { decodeMulaw, writeWav } from '@vaani/speech';
import { FRAME_BYTES, SILENCE } from './playout.ts';

/** Both sides of a call as they were on the wire: the caller left, the receptionist right. Only where somebody asked for it by name. */
export interface TwoSided {
  add(tick: { sent: Uint8Array; heard: Uint8Array | null }): void;
  /** A stereo WAV file, 8 kHz. */
  toWav(): Uint8Array;
}

export function createTwoSided(): TwoSided {
  const sent: Uint8Array[] = [];
  const heard: Uint8Array[] = [];
  return {
    add(tick) {
      sent.push(tick.sent);
      heard.push(tick.heard ?? SILENCE);
    },
    toWav: () => writeWav([join(sent), join(heard)]),
  };
}

function join(frames: Uint8Array[]): Int16Array {
  const bytes = new Uint8Array(frames.length * FRAME_BYTES);
  for (const [index, frame] of frames.entries()) bytes.set(frame, index * FRAME_BYTES);
  return decodeMulaw(bytes);
}
