import type { Cancel, Clock } from '@vaani/config';
import type { SpokenWord } from '@vaani/providers';
import { createLedger, type PlaybackLedger } from './ledger.ts';
import type { Line, OpenSentence, Player, PlayerEvents } from './types.ts';

export type { Line, OpenSentence, Player, PlayerEvents } from './types.ts';

/** 20 ms of mu-law at 8 kHz. */
const FRAME_BYTES = 160;
const FRAME_MS = 20;
/** So much lies ready at Twilio: enough against jitter, little to throw away. */
const LEAD_MS = 200;
/** A mark that has not come so long after its audio should have been played counts as come: the line may be gone. */
const LATE_MARK_MS = 1_500;

/** The line plays behind our clock: what is cut so soon after its first frame nobody has heard. */
const UNHEARD_MS = 300;
/** So much of what was heard is played again when a reply goes on: the word that was cut. */
const REWIND_MS = 240;

interface Sentence {
  /** All of it, as far as it is made: a reply that was paused sends some of it again. */
  frames: Uint8Array[];
  /** Sent so far. */
  next: number;
  /** In the ledger. */
  index: number;
  isWhole: boolean;
}

interface Reply {
  generation: number;
  ledger: PlaybackLedger;
  sentences: Sentence[];
  /** The one that is being sent. */
  current: number;
  isPaused: boolean;
  /** Since when the line takes nothing. */
  stalledAt?: number | undefined;
  sentMs: number;
  startedAt: number;
  isComplete: boolean;
  hasBegun: boolean;
  marksOpen: number;
  events: PlayerEvents;
}

/** @param onJitter is told, of two frames of a reply that followed each other, how far from 20 ms apart they left. ms */
export function createPlayer(line: Line, clock: Clock, onJitter: (ms: number) => void = () => undefined): Player {
  let generation = 0;
  let reply: Reply | undefined;
  let ticking: Cancel | undefined;
  let tickedAt: number | null = null;
  let lateMark: Cancel | undefined;
  /** Since when the last reply is silent. */
  let quietAt: number | null = null;
  /** When sound last began, and since when it had been quiet by then. */
  let burst: { at: number; quietBefore: number | null } | undefined;

  const isDry = ({ sentences, current }: Reply) =>
    sentences.slice(current).every(({ frames, next }) => next >= frames.length);

  function tick(): void {
    const current = reply;
    if (current === undefined || current.isPaused) {
      stopTicking();
      return;
    }
    const now = clock.monotonic();
    if (tickedAt !== null) onJitter(Math.abs(now - tickedAt - FRAME_MS));
    tickedAt = now;
    if (isHeldUp(current)) return;
    while (current.sentMs < now - current.startedAt + LEAD_MS && sendFrame(current));
    // Of a sentence that is being made more comes, and begins the ticking anew.
    if (isDry(current)) stopTicking();
    endIfPlayed(current);
  }

  /** What is sent to a line that takes nothing would be late, and a `clear` behind it. No time passes for the reply meanwhile. */
  function isHeldUp(current: Reply): boolean {
    const now = clock.monotonic();
    if (line.isStalled?.() === true) {
      current.stalledAt ??= now;
      current.ledger.pause(now);
      return true;
    }
    if (current.stalledAt === undefined) return false;
    current.startedAt += now - current.stalledAt;
    current.stalledAt = undefined;
    current.ledger.resume(now, 0);
    return false;
  }

  /** False where there is nothing to send just now. */
  function sendFrame(current: Reply): boolean {
    const sentence = current.sentences[current.current];
    const frame = sentence?.frames[sentence.next];
    if (sentence === undefined || frame === undefined) return false;
    sentence.next++;
    if (!current.hasBegun) {
      current.hasBegun = true;
      current.events.onFirstFrame();
      // Whoever was told may have stopped it.
      if (reply !== current || current.isPaused) return false;
    }
    line.send(frame);
    current.sentMs += FRAME_MS;
    markIfSent(current);
    return true;
  }

  function markIfSent(current: Reply): void {
    const sentence = current.sentences[current.current];
    if (sentence === undefined || current.isPaused || !sentence.isWhole || sentence.next < sentence.frames.length)
      return;
    current.current++;
    current.marksOpen++;
    line.mark(`${current.generation}.${sentence.index}`);
  }

  function empty(current: Reply): void {
    stopTicking();
    cancelLateMark();
    // Nothing lies there of a reply without a sound.
    if (current.hasBegun) line.clear();
  }

  function open(text: string, spoken?: string): OpenSentence {
    const current = reply;
    let sentence: Sentence | undefined;
    let rest = new Uint8Array(0);
    let words = { text, spoken: spoken ?? text };

    function take(frames: Uint8Array[], heard: readonly SpokenWord[] = []): void {
      if (current === undefined || reply !== current) return;
      const now = clock.monotonic();
      if (frames.length > 0 && isDry(current)) burst = { at: now, quietBefore: quietSince() };
      if (sentence === undefined) {
        if (frames.length === 0) return;
        const index = current.ledger.begun(words, now);
        sentence = { frames: [], next: 0, index, isWhole: false };
        current.sentences.push(sentence);
      }
      // After a pause the lead begins anew.
      if (isDry(current)) current.startedAt = Math.max(current.startedAt, now - current.sentMs);
      sentence.frames.push(...frames);
      current.ledger.grown(sentence.index, { durationMs: frames.length * FRAME_MS, words: heard }, now);
      if (frames.length > 0) startTicking(current);
    }

    return {
      extend(more, moreSpoken = more) {
        words = { text: `${words.text} ${more}`, spoken: `${words.spoken} ${moreSpoken}` };
        if (sentence !== undefined && current !== undefined && reply === current)
          current.ledger.extended(sentence.index, { text: more, spoken: moreSpoken });
      },
      add(audio, heard) {
        const all = Buffer.concat([rest, audio]);
        const whole = all.length - (all.length % FRAME_BYTES);
        rest = Uint8Array.from(all.subarray(whole));
        take(framesOf(all.subarray(0, whole)), heard);
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
    if (!current.isComplete || current.isPaused || reply !== current) return;
    if (current.current < current.sentences.length) return;
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
    quietAt = quietSince() ?? clock.monotonic();
    reply = undefined;
    cancelLateMark();
    stopTicking();
    current.events.onPlayed();
  }

  function quietSince(): number | null {
    if (reply === undefined || reply.isPaused || !reply.hasBegun) return quietAt;
    const endsAt = reply.ledger.endsAt();
    return endsAt <= clock.monotonic() && isDry(reply) ? endsAt : null;
  }
  /** The same, once the sound is cut: what began a moment ago was still on its way. */
  function quietOnceCut(): number {
    const now = clock.monotonic();
    const isUnheard = burst !== undefined && now - burst.at < UNHEARD_MS;
    return (isUnheard ? burst?.quietBefore : quietSince()) ?? now;
  }
  function startTicking(current: Reply): void {
    if (current.isPaused || ticking !== undefined) return;
    ticking = clock.every(FRAME_MS, tick);
    tick();
  }
  function stopTicking(): void {
    ticking?.();
    [ticking, tickedAt] = [undefined, null];
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
        sentences: [],
        current: 0,
        isPaused: false,
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
    pause() {
      if (reply === undefined || reply.isPaused) return;
      const current = reply;
      quietAt = quietOnceCut();
      current.isPaused = true;
      current.ledger.pause(clock.monotonic());
      // Marks that the clear returns prove nothing: they are of another generation now.
      generation++;
      current.generation = generation;
      empty(current);
    },
    resume() {
      if (reply === undefined || !reply.isPaused) return;
      const current = reply;
      const now = clock.monotonic();
      burst = { at: now, quietBefore: quietAt };
      current.isPaused = false;
      const played = current.ledger.resume(now, REWIND_MS);
      for (const sentence of current.sentences)
        sentence.next = Math.min(sentence.next, Math.floor((played[sentence.index] ?? 0) / FRAME_MS));
      const first = current.sentences.findIndex(({ next, frames, isWhole }) => !isWhole || next < frames.length);
      current.current = first < 0 ? current.sentences.length : first;
      Object.assign(current, { marksOpen: 0, sentMs: 0, startedAt: now, stalledAt: undefined });
      startTicking(current);
    },
    leftMs: () => (reply === undefined ? 0 : Math.max(0, reply.ledger.endsAt() - clock.monotonic())),
    heard: () => reply?.ledger.heardBy(clock.monotonic()) ?? '',
    quietSince,
    stop() {
      const current = reply;
      if (current === undefined) return '';
      const heard = current.ledger.heardBy(clock.monotonic());
      quietAt = quietOnceCut();
      reply = undefined;
      generation++;
      // A paused reply has left nothing on the line.
      if (!current.isPaused) empty(current);
      return heard;
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
