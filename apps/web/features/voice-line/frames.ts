import { encodeMuLaw } from './mu-law.ts';

/** 20 ms at 8 kHz. */
export const FRAME_SAMPLES = 160;

/** Cuts sound at 8 kHz into frames of 20 ms, as it comes. @param onFrame given the frame and how loud it is, 0 to 1. */
export function createFrameCutter(onFrame: (frame: Uint8Array, loudness: number) => void) {
  let held: Float32Array = new Float32Array(0);
  return {
    push(samples: Float32Array): void {
      const sound = new Float32Array(held.length + samples.length);
      sound.set(held);
      sound.set(samples, held.length);
      let at = 0;
      for (; at + FRAME_SAMPLES <= sound.length; at += FRAME_SAMPLES) {
        const frame = sound.subarray(at, at + FRAME_SAMPLES);
        onFrame(encodeMuLaw(frame), loudnessOf(frame));
      }
      held = sound.slice(at);
    },
  };
}

/** A frame in which nobody speaks. */
export const silentFrame = (): Uint8Array => new Uint8Array(FRAME_SAMPLES).fill(0xff);

function loudnessOf(frame: Float32Array): number {
  const power = frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length;
  return Math.min(1, Math.sqrt(power));
}
