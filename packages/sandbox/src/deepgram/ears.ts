import { FRAME_BYTES, FRAME_MS } from '../caller/playout.ts';
import { keyOf, type SaidWord, type Stretch, stretchesOf, type Utterance } from './utterance.ts';

/** What an emulated recogniser learns from the sound of one stream. All times are of that sound, milliseconds from its first frame. */
export interface EarEvents {
  onSpeech(startMs: number): void;
  /**
   * A stretch of speech has ended; `endMs` is that of its last sample, `words` are those of it that no earlier pause had.
   * @param lateMs how long ago that was: 0 for one who knows what is said.
   */
  onPause(pause: { endMs: number; lateMs: number; words: SaidWord[] | Promise<SaidWord[]> }): void;
}

export interface Ears {
  /** Sound of any length. */
  push(bytes: Uint8Array): void;
  /** Sound taken so far. */
  readonly atMs: number;
  readonly isSpeaking: boolean;
  /** Words said so far in the speech under way and not given by a pause yet, that ended by `untilMs`. */
  wordsUntil(untilMs: number): SaidWord[];
  close(): void;
}

/** Cuts sound of any length into frames of 20 ms, keeping the rest for the next. */
export function createFramer(onFrame: (frame: Uint8Array) => void): (bytes: Uint8Array) => void {
  let rest = new Uint8Array(0);
  return (bytes) => {
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let at = 0;
    for (; at + FRAME_BYTES <= all.length; at += FRAME_BYTES) onFrame(all.subarray(at, at + FRAME_BYTES));
    rest = Uint8Array.from(all.subarray(at));
  };
}

/** What simulated callers have said they will say, found by its sound. */
export interface Script {
  tell(utterance: Utterance): void;
  /** Where a frame with a voice in it belongs. */
  find(key: string): { utterance: Utterance; index: number } | undefined;
}

export function createScript(): Script {
  const byFrame = new Map<string, { utterance: Utterance; index: number }>();
  return {
    tell(utterance) {
      for (const [index, key] of utterance.frames.entries())
        if (utterance.isLoud[index] && !byFrame.has(key)) byFrame.set(key, { utterance, index });
    },
    find: (key) => byFrame.get(key),
  };
}

/**
 * Bytes before the first whole frame of a told utterance: a recording that is sent whole may begin anywhere. 0 where nothing of it was told.
 */
export function firstFrameOf(script: Script, sound: Uint8Array): number {
  for (let offset = 0; offset < FRAME_BYTES; offset++)
    for (let at = offset; at + FRAME_BYTES <= sound.length; at += FRAME_BYTES)
      if (script.find(keyOf(sound.subarray(at, at + FRAME_BYTES))) !== undefined) return offset;
  return 0;
}

/** So many frames in a row that are not of the utterance, and its speaker has stopped in the middle. */
const FRAMES_OF_ANOTHER = 3;

/**
 * Ears that know: they recognise told utterances by their frames, and so know at the last sample of each stretch that it was the last.
 * @param gapMs a silence within an utterance that counts as a pause.
 */
export function tellingEars(script: Script, gapMs: number, events: EarEvents): Ears {
  let atMs = 0;
  let current:
    | { utterance: Utterance; index: number; startMs: number; stretches: Stretch[]; given: number; strange: number }
    | undefined;
  let isSpeaking = false;

  function frame(bytes: Uint8Array): void {
    const key = keyOf(bytes);
    if (current !== undefined) goOn(key);
    if (current === undefined) begin(key);
    atMs += FRAME_MS;
    if (current !== undefined) tellWhatEnded();
  }

  function begin(key: string): void {
    const found = script.find(key);
    if (found === undefined) return;
    const { utterance, index } = found;
    const startMs = atMs - index * FRAME_MS;
    current = { utterance, index, startMs, stretches: stretchesOf(utterance, gapMs), given: 0, strange: 0 };
    // Joined in the middle: what was said before was not heard.
    current.stretches = current.stretches.filter(({ endMs }) => endMs > index * FRAME_MS);
    current.given = utterance.words.filter(({ endMs }) => endMs <= index * FRAME_MS).length;
    isSpeaking = true;
    events.onSpeech(atMs);
  }

  function goOn(key: string): void {
    if (current === undefined) return;
    current.index += 1;
    if (current.index >= current.utterance.frames.length) {
      current = undefined;
      return;
    }
    current.strange = current.utterance.frames[current.index] === key ? 0 : current.strange + 1;
    if (current.strange < FRAMES_OF_ANOTHER) return;
    if (isSpeaking) giveUntil(atMs - (FRAMES_OF_ANOTHER - 1) * FRAME_MS, (FRAMES_OF_ANOTHER - 1) * FRAME_MS);
    current = undefined;
  }

  function tellWhatEnded(): void {
    if (current === undefined) return;
    const sinceMs = atMs - current.startMs;
    const [next] = current.stretches;
    if (next === undefined) return;
    if (!isSpeaking && sinceMs > next.startMs) {
      isSpeaking = true;
      events.onSpeech(current.startMs + next.startMs);
    }
    if (sinceMs < next.endMs) return;
    current.stretches.shift();
    giveUntil(current.startMs + next.endMs, 0);
  }

  function giveUntil(endMs: number, lateMs: number): void {
    const words = wordsUntil(endMs);
    if (current !== undefined) current.given += words.length;
    isSpeaking = false;
    events.onPause({ endMs, lateMs, words });
  }

  function wordsUntil(untilMs: number): SaidWord[] {
    if (current === undefined) return [];
    const { utterance, startMs, given } = current;
    return utterance.words
      .slice(given)
      .map((word) => ({ ...word, startMs: word.startMs + startMs, endMs: word.endMs + startMs }))
      .filter(({ endMs }) => endMs <= untilMs);
  }

  const framer = createFramer(frame);
  return {
    push: framer,
    get atMs() {
      return atMs;
    },
    get isSpeaking() {
      return isSpeaking;
    },
    wordsUntil,
    close: () => undefined,
  };
}
