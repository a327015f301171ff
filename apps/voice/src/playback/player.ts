import type { Cancel, Clock } from '@vaani/config';
import type { SpokenWord } from '@vaani/providers';
import { createLedger, type PlaybackLedger } from './ledger.ts';

/** 20 ms of mu-law at 8 kHz. */
const FRAME_BYTES = 160;
const FRAME_MS = 20;
/** So much lies ready at Twilio: enough against jitter, little to throw away. */
const LEAD_MS = 200;
/** A mark that has not come so long after its audio should have been played counts as come: the line may be gone. */
const LATE_MARK_MS = 1_500;

export interface Line {
  send(audio: Uint8Array): void;
  mark(name: string): void;
  clear(): void;
}

export interface PlayerEvents {
  /** The first frame of a reply left. */
  onFirstFrame(): void;
  /** A reply was played to its end. */
  onPlayed(): void;
}

/** A sentence whose sound is still being made. */
export interface OpenSentence {
  /** Sound of any length (mu-law, 8 kHz), and when words of the sentence are heard. */
  add(audio: Uint8Array, words?: readonly SpokenWord[]): void;
  /** All of it is there. */
  end(): void;
}

/** Plays one reply at a time: sentences as they come, paced, each followed by a mark. */
export interface Player {
  readonly isPlaying: boolean;
  begin(events: PlayerEvents): void;
  /** Adds a sentence to the reply that was begun. Audio is mu-law, 8 kHz. */
  add(text: string, audio: Uint8Array): void;
  /** The same for a sentence that is played while it is being made. Sentences are opened one after another: each ends before the next begins. */
  open(text: string, spoken?: string): OpenSentence;
  /** Nothing more comes for this reply. */
  finish(): void;
  /** Something more comes after all: until `finish` the reply does not end. */
  reopen(): void;
  mark(name: string): void;
  /** Stops at once and empties the line; gives the words that had been heard. */
  stop(): string;
  close(): void;
}

interface Sentence {
  frames: Uint8Array[];
  /** In the ledger. */
  index: number;
  isWhole: boolean;
}

interface Reply {
  generation: number;
  ledger: PlaybackLedger;
  queue: Sentence[];
  sentMs: number;
  startedAt: number;
  isComplete: boolean;
  hasBegun: boolean;
  marksOpen: number;
  events: PlayerEvents;
}

export function createPlayer(line: Line, clock: Clock): Player {
  let generation = 0;
  let reply: Reply | undefined;
  let ticking: Cancel | undefined;
  let lateMark: Cancel | undefined;

  function tick(): void {
    const current = reply;
    if (current === undefined) {
      stopTicking();
      return;
    }
    while (current.sentMs < clock.monotonic() - current.startedAt + LEAD_MS && sendFrame(current));
    // Of a sentence that is being made more comes, and begins the ticking anew.
    if ((current.queue[0]?.frames.length ?? 0) === 0) stopTicking();
    endIfPlayed(current);
  }

  /** False where there is nothing to send just now. */
  function sendFrame(current: Reply): boolean {
    const sentence = current.queue[0];
    const frame = sentence?.frames.shift();
    if (sentence === undefined || frame === undefined) return false;
    if (!current.hasBegun) {
      current.hasBegun = true;
      current.events.onFirstFrame();
    }
    line.send(frame);
    current.sentMs += FRAME_MS;
    markIfSent(current);
    return true;
  }

  function markIfSent(current: Reply): void {
    const sentence = current.queue[0];
    if (sentence === undefined || !sentence.isWhole || sentence.frames.length > 0) return;
    current.queue.shift();
    current.marksOpen++;
    line.mark(`${current.generation}.${sentence.index}`);
  }

  function open(text: string, spoken?: string): OpenSentence {
    const current = reply;
    let sentence: Sentence | undefined;
    let rest = new Uint8Array(0);

    function take(frames: Uint8Array[], words: readonly SpokenWord[] = []): void {
      if (current === undefined || reply !== current) return;
      const now = clock.monotonic();
      if (sentence === undefined) {
        if (frames.length === 0) return;
        const index = current.ledger.begun({ text, ...(spoken === undefined ? {} : { spoken }) }, now);
        sentence = { frames: [], index, isWhole: false };
        current.queue.push(sentence);
      }
      // After a pause the lead begins anew.
      if (current.queue.every((one) => one.frames.length === 0))
        current.startedAt = Math.max(current.startedAt, now - current.sentMs);
      sentence.frames.push(...frames);
      current.ledger.grown(sentence.index, { durationMs: frames.length * FRAME_MS, words }, now);
      if (frames.length === 0) return;
      ticking ??= clock.every(FRAME_MS, tick);
      tick();
    }

    return {
      add(audio, words) {
        const all = Buffer.concat([rest, audio]);
        const whole = all.length - (all.length % FRAME_BYTES);
        rest = Uint8Array.from(all.subarray(whole));
        take(framesOf(all.subarray(0, whole)), words);
      },
      end() {
        const last = framesOf(rest);
        rest = new Uint8Array(0);
        take(last);
        if (sentence === undefined || current === undefined || reply !== current) return;
        sentence.isWhole = true;
        current.ledger.completed(sentence.index);
        markIfSent(current);
        endIfPlayed(current);
      },
    };
  }

  function endIfPlayed(current: Reply): void {
    if (!current.isComplete || current.queue.length > 0 || reply !== current) return;
    if (current.marksOpen === 0) {
      end(current);
      return;
    }
    if (lateMark !== undefined) return;
    const waitMs = Math.max(0, current.ledger.endsAt() - clock.monotonic()) + LATE_MARK_MS;
    lateMark = clock.after(waitMs, () => end(current));
  }

  function end(current: Reply): void {
    if (reply !== current) return;
    reply = undefined;
    cancelLateMark();
    stopTicking();
    current.events.onPlayed();
  }

  function stopTicking(): void {
    ticking?.();
    ticking = undefined;
  }
  function cancelLateMark(): void {
    lateMark?.();
    lateMark = undefined;
  }

  return {
    get isPlaying() {
      return reply !== undefined;
    },
    begin(events) {
      generation++;
      reply = {
        generation,
        ledger: createLedger(),
        queue: [],
        sentMs: 0,
        startedAt: clock.monotonic(),
        isComplete: false,
        hasBegun: false,
        marksOpen: 0,
        events,
      };
    },
    open,
    add(text, audio) {
      const sentence = open(text);
      sentence.add(audio);
      sentence.end();
    },
    finish() {
      if (reply === undefined) return;
      reply.isComplete = true;
      if (reply.ledger.sentences().length === 0) end(reply);
      else endIfPlayed(reply);
    },
    reopen() {
      if (reply === undefined) return;
      reply.isComplete = false;
      cancelLateMark();
    },
    mark(name) {
      const [of, index] = name.split('.').map(Number);
      // A mark of an older reply was returned by `clear`: it proves nothing.
      if (reply === undefined || of !== reply.generation || index === undefined) return;
      reply.ledger.played(index);
      reply.marksOpen--;
      if (reply.marksOpen === 0) cancelLateMark();
      endIfPlayed(reply);
    },
    stop() {
      const current = reply;
      if (current === undefined) return '';
      reply = undefined;
      generation++;
      stopTicking();
      cancelLateMark();
      line.clear();
      return current.ledger.heardBy(clock.monotonic());
    },
    close() {
      reply = undefined;
      stopTicking();
      cancelLateMark();
    },
  };
}

/** 20 ms each; the last is filled up with silence. */
function framesOf(audio: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < audio.length; at += FRAME_BYTES) {
    const frame = new Uint8Array(FRAME_BYTES).fill(0xff);
    frame.set(audio.subarray(at, at + FRAME_BYTES));
    frames.push(frame);
  }
  return frames;
}
