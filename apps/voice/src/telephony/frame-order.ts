import type { Cancel, Clock } from '@vaani/config';
import { MULAW_SILENCE } from '@vaani/speech';

/** A frame that is missing is waited for so long, and so much of what comes behind it is held. */
const WAITED_MS = 60;
/** Of a gap so much is filled: more silence tells nobody anything. */
const MOST_FILLED_MS = 1_000;
/** A number so far off belongs to another count. */
const MOST_FRAMES_APART = 50;
/** Times of frames that follow each other are off by a few milliseconds; by so much, and sound was lost before it was numbered. */
const LOST_MS = 40;
const FRAME_MS = 20;
const BYTES_A_MS = 8;

const SILENCE = new Uint8Array(FRAME_MS * BYTES_A_MS).fill(MULAW_SILENCE);

/** A frame as Twilio numbers it: `chunk` counts by one, `timestamp` is of its first sample, ms of the stream. */
export interface NumberedFrame {
  audio: Uint8Array;
  chunk?: number;
  timestamp?: number;
}

export interface FrameOrderEvents {
  /** In the order of the stream, gaps filled with silence. */
  onAudio(audio: Uint8Array): void;
  /** Silence stands for so much that has not come. */
  onFilled?(ms: number): void;
  /** A frame came when its place was filled already. */
  onLate?(): void;
}

/** Puts frames into their order, where they are not: what comes in order goes through as it comes. */
export interface FrameOrder {
  push(frame: NumberedFrame): void;
  /** What is held is given up. Idempotent. */
  close(): void;
}

type Counted = Required<NumberedFrame>;

export function createFrameOrder(clock: Clock, events: FrameOrderEvents): FrameOrder {
  let nextChunk: number | undefined;
  let nextMs = 0;
  /** Those behind one that is missing, in their order. */
  let held: Counted[] = [];
  let cancel: Cancel = () => undefined;

  function take({ audio, chunk, timestamp }: Counted): void {
    const isFirst = nextChunk === undefined;
    const hasSkipped = chunk !== nextChunk;
    const lateMs = timestamp - nextMs;
    const isGap = !isFirst && lateMs >= (hasSkipped ? FRAME_MS / 2 : LOST_MS);
    if (isGap) fill(lateMs);
    // Small differences are let be, lest they add up to silence that nobody sent.
    nextMs = (isFirst || isGap ? timestamp : Math.min(nextMs, timestamp)) + audio.length / BYTES_A_MS;
    nextChunk = chunk + 1;
    events.onAudio(audio);
  }

  function fill(missingMs: number): void {
    const frames = Math.round(Math.min(missingMs, MOST_FILLED_MS) / FRAME_MS);
    for (let left = frames; left > 0; left--) events.onAudio(SILENCE);
    events.onFilled?.(frames * FRAME_MS);
  }

  function hold(frame: Counted): void {
    if (held.some(({ chunk }) => chunk === frame.chunk)) return;
    if (held.length === 0) cancel = clock.after(WAITED_MS, release);
    held.push(frame);
    held.sort((one, other) => one.chunk - other.chunk);
    if (held.length * FRAME_MS >= WAITED_MS) release();
  }

  /** The missing will not come. */
  function release(): void {
    cancel();
    const all = held;
    held = [];
    for (const frame of all) take(frame);
  }

  /** What was held and has its turn now. */
  function goOn(): void {
    for (let [next] = held; next !== undefined && next.chunk === nextChunk; [next] = held) {
      held.shift();
      take(next);
    }
    if (held.length === 0) cancel();
  }

  return {
    push({ audio, chunk, timestamp }) {
      if (chunk === undefined || timestamp === undefined) return events.onAudio(audio);
      const frame = { audio, chunk, timestamp };
      const ahead = nextChunk === undefined ? 0 : chunk - nextChunk;
      if (Math.abs(ahead) > MOST_FRAMES_APART) {
        release();
        // Silence for what was lost on the way; another count begins anew.
        if (ahead < 0) nextChunk = undefined;
        take(frame);
      } else if (ahead > 0) hold(frame);
      else if (ahead < 0) events.onLate?.();
      else {
        take(frame);
        if (held.length > 0) goOn();
      }
    },
    close() {
      cancel();
      held = [];
    },
  };
}
