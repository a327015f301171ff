import type { Cancel, Clock } from '@vaani/config';

const FRAME_MS = 20;
/** So many frames lie ready before the first is sent, and after the line ran dry: the network's jitter. */
const LEAD = 3;
/** More than that is old: the talk would lag behind. */
const MOST = 25;

/** Sends a person's frames to the caller one every 20 ms, however they come. */
export interface Pacer {
  push(frame: Uint8Array): void;
  /** Frames are thrown away until it goes on. */
  pause(isPaused: boolean): void;
  close(): void;
}

export function createPacer(options: { clock: Clock; send: (frame: Uint8Array) => void }): Pacer {
  let waiting: Uint8Array[] = [];
  let isRunning = false;
  let isPaused = false;
  const stop: Cancel = options.clock.every(FRAME_MS, () => {
    isRunning = isRunning ? waiting.length > 0 : waiting.length >= LEAD;
    const frame = isRunning ? waiting.shift() : undefined;
    if (frame !== undefined) options.send(frame);
  });
  return {
    push(frame) {
      if (isPaused) return;
      waiting.push(frame);
      // The newest are kept.
      if (waiting.length > MOST) waiting = waiting.slice(-LEAD);
    },
    pause(next) {
      isPaused = next;
      waiting = [];
      isRunning = false;
    },
    close() {
      stop();
      waiting = [];
    },
  };
}
