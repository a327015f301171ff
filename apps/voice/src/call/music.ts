import type { Cancel, Clock } from '@vaani/config';
import type { Line } from '../playback/player.ts';
import { holdMusicFrames } from '../telephony/hold-music.ts';

const FRAME_MS = 20;
/** So many lie ready at Twilio, against jitter. */
const LEAD = 5;

/** Our hold music on a line, round and round. */
export interface Music {
  readonly isPlaying: boolean;
  play(): void;
  /** Silent at once: what is not yet played is thrown away. */
  stop(): void;
}

export function createMusic(options: { line: Line; clock: Clock }): Music {
  const { line, clock } = options;
  let ticking: Cancel | undefined;
  let at = 0;
  const next = () => {
    if (line.isStalled?.() === true) return;
    const frames = holdMusicFrames();
    const frame = frames[at++ % frames.length];
    if (frame !== undefined) line.send(frame);
  };
  return {
    get isPlaying() {
      return ticking !== undefined;
    },
    play() {
      if (ticking !== undefined) return;
      for (let ready = 0; ready < LEAD; ready++) next();
      ticking = clock.every(FRAME_MS, next);
    },
    stop() {
      if (ticking === undefined) return;
      ticking();
      ticking = undefined;
      line.clear();
    },
  };
}
