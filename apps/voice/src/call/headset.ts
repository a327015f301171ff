import type { Refusal } from '@vaani/clinic';
import type { Colleague } from './desk.ts';

/** A browser of somebody at the desk, as a call sees it. Frames are 20 ms of mu-law, 8 kHz: 160 bytes. */
export interface Headset extends Colleague {
  /** It has the call, and speaks with the caller from now on. */
  taken?(joined: Joined): void;
  play(frame: Uint8Array): void;
  /** Why there is no more to hear; closes it. */
  end(sentence: Refusal): void;
  /** Aborts when the browser is gone. */
  gone: AbortSignal;
}

/** What a headset that speaks does with the call it is in. */
export interface Joined {
  /** A frame of its microphone. */
  audio(frame: Uint8Array): void;
  /** Ends the call. */
  hangUp(): void;
}
