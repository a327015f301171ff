import { MULAW_SILENCE } from '@vaani/speech';
import type { FrameOrder } from '../telephony/frame-order.ts';
import type { Dice } from './dice.ts';

const FRAME_MS = 20;
/** Gaps are no longer than so many frames, and so far apart: no word is lost to them. */
const LONGEST_GAP = 5;
const APART_MS = 600;

const SILENCE = new Uint8Array(160).fill(MULAW_SILENCE);

/** What comes from the caller at a moment: it says which. */
export function soundAt(at: number): Uint8Array {
  const frame = Uint8Array.from(SILENCE);
  new DataView(frame.buffer).setUint32(0, at);
  return frame;
}

const nowhere = 0xff_ff_ff_ff;
/** When it was; null where it is silence that somebody else put there. */
export function timeOf(frame: Uint8Array): number | null {
  const at = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  return at === nowhere ? null : at;
}

/** The caller's way to us: on a bad one frames are missing, and some come behind the next. */
export function createCallerSound(dice: Dice, order: FrameOrder): { tick(at: number): void } {
  const isBad = dice.chance(0.15);
  let chunk = 0;
  let missing = 0;
  let quietUntil = 0;
  let late: { audio: Uint8Array; chunk: number; timestamp: number }[] = [];

  return {
    tick(at) {
      chunk++;
      const frame = { audio: soundAt(at), chunk, timestamp: 135 + chunk * FRAME_MS };
      if (isBad && at >= quietUntil && dice.chance(0.03)) {
        quietUntil = at + APART_MS;
        if (dice.chance(0.5)) missing = dice.between(1, LONGEST_GAP);
        else {
          late.push(frame);
          return;
        }
      }
      if (missing > 0) {
        missing--;
        return;
      }
      order.push(frame);
      for (const one of late) order.push(one);
      late = [];
    },
  };
}
