import type { Clock } from '@vaani/config';
import type { Line } from '../playback/player.ts';
import type { Dice } from './dice.ts';

/** A frame says whose it is: which sentence, and which frame of it. */
export interface FrameName {
  sentence: number;
  frame: number;
}

const FRAME_BYTES = 160;
const FRAME_MS = 20;

export function frameOf({ sentence, frame }: FrameName): Uint8Array {
  const bytes = new Uint8Array(FRAME_BYTES).fill(0x55);
  new DataView(bytes.buffer).setUint32(0, sentence);
  new DataView(bytes.buffer).setUint32(4, frame);
  return bytes;
}
const nameOf = (bytes: Uint8Array): FrameName => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { sentence: view.getUint32(0), frame: view.getUint32(4) };
};

/** Whoever else sends something, a person or the music, names nothing. */
const isNamed = (bytes: Uint8Array): boolean => bytes.subarray(8).every((byte) => byte === 0x55);

export interface LineEvents {
  onSent(frame: FrameName): void;
  onClear(): void;
  /** The caller hears it, from now on for 20 ms. */
  onHeard(frame: FrameName): void;
  onMark(name: string): void;
}

/** Twilio's side of a stream: plays in order, gives marks back late or never, and at a clear all at once. */
export interface PhoneLine extends Line {
  /** Every 20 ms. */
  tick(): void;
  readonly isAudible: boolean;
  /** Frames that lie there, not yet heard. */
  readonly waiting: number;
  hangUp(): void;
}

export function createPhoneLine(options: { clock: Clock; dice: Dice; events: LineEvents }): PhoneLine {
  const { clock, dice, events } = options;
  /** How far the phone is behind, and how many marks are lost. */
  const delayMs = dice.between(0, 120);
  const lost = dice.chance(0.2) ? dice.between(5, 60) / 100 : 0;
  let queue: ({ kind: 'frame'; name: FrameName | null; at: number } | { kind: 'mark'; name: string })[] = [];
  let isAudible = false;
  let isOpen = true;

  function giveBack(name: string, afterMs: number): void {
    if (dice.chance(lost)) return;
    clock.after(afterMs, () => {
      if (isOpen) events.onMark(name);
    });
  }

  return {
    get isAudible() {
      return isAudible;
    },
    get waiting() {
      return queue.length;
    },
    send(audio) {
      const name = isNamed(audio) ? nameOf(audio) : null;
      if (name !== null) events.onSent(name);
      queue.push({ kind: 'frame', name, at: clock.monotonic() + delayMs });
    },
    mark(name) {
      queue.push({ kind: 'mark', name });
    },
    clear() {
      events.onClear();
      for (const one of queue) if (one.kind === 'mark') giveBack(one.name, dice.between(0, 60));
      queue = [];
    },
    tick() {
      isAudible = false;
      for (let next = queue[0]; next !== undefined; next = queue[0]) {
        if (next.kind === 'mark') {
          queue.shift();
          giveBack(next.name, FRAME_MS + (dice.chance(0.05) ? dice.between(200, 3_000) : dice.between(0, 80)));
          continue;
        }
        if (next.at > clock.monotonic()) return;
        queue.shift();
        isAudible = true;
        if (next.name !== null) events.onHeard(next.name);
        return;
      }
    },
    hangUp() {
      isOpen = false;
      queue = [];
    },
  };
}
