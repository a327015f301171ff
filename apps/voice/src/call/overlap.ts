import type { Clock } from '@vaani/config';
import type { Expectation } from '@vaani/receptionist';
import { type BargeIn, defaults as bargeIn, judgeOverlap, shouldPause } from '../turn/barge-in.ts';
import { defaults as silences } from '../turn/silence.ts';
import type { Replies } from './replies.ts';

/** What the caller says over a reply, from its first sound until it is known what it was. */
export interface Overlap {
  /** The caller began to speak. */
  began(): void;
  /** They have spoken for so long. */
  speaking(speechMs: number): void;
  heard(text: string): void;
  /** Their turn is over. @returns what becomes of it; null where nothing was spoken over. */
  ended(text: string, speechMs: number): BargeIn | null;
  /** Time has passed. */
  tick(): void;
}

export function createOverlap(options: {
  replies: Pick<
    Replies,
    'isOpen' | 'isSaid' | 'turnId' | 'protection' | 'pausedAt' | 'isMatterHeard' | 'leftMs' | 'pause' | 'resume'
  >;
  clock: Clock;
  /** Nothing stops the reply now: its last words, or a tool whose result must be told. */
  isSealed: () => boolean;
  isCallerSpeaking: () => boolean;
  /** Of the caller, since their last sound. */
  silenceMs: () => number;
  isFreeText: () => boolean;
  asked: () => Expectation['asked'];
  /** The words take the turn. */
  onTake: () => void;
}): Overlap {
  const { replies, clock } = options;
  let over:
    | { turnId: string; leftMs: number; text: string; isDismissed: boolean; lastMs: number; afterMs: number }
    | undefined;

  /** Over the reply under way, if there is one. */
  function overNow(): typeof over {
    const { turnId, isSaid } = replies;
    return turnId === null || isSaid
      ? undefined
      : { turnId, leftMs: replies.leftMs(), text: '', isDismissed: false, lastMs: 0, afterMs: 0 };
  }

  function judge(isFinal: boolean, isLong = false): BargeIn {
    const { pausedAt } = replies;
    return judgeOverlap({
      ...{ isFinal, isLong, text: over?.text ?? '', leftMs: over?.leftMs ?? 0, asked: options.asked() },
      protection: options.isSealed() ? 'sealed' : replies.protection,
      isFreeText: options.isFreeText(),
      ...{ isSpeaking: options.isCallerSpeaking(), silenceMs: options.silenceMs() },
      pausedMs: pausedAt === null ? null : clock.monotonic() - pausedAt,
      isReplyOver: replies.turnId !== over?.turnId,
      isMatterHeard: replies.isMatterHeard,
    });
  }

  function follow(): void {
    if (over === undefined || replies.turnId !== over.turnId) return;
    const decision = judge(false);
    if (decision === 'take') take();
    if (decision !== 'resume') return;
    replies.resume();
    over.isDismissed = true;
  }

  function take(): void {
    over = undefined;
    options.onTake();
  }

  return {
    began() {
      over = overNow();
    },
    speaking(speechMs) {
      // A reply that begins while the caller speaks is spoken over too.
      if (over?.turnId !== replies.turnId) over = overNow() ?? over;
      if (over === undefined) return;
      if (!replies.isOpen) {
        // Who speaks on after it says more than "haan" to it.
        over.afterMs += speechMs < over.lastMs ? speechMs : speechMs - over.lastMs;
        over.lastMs = speechMs;
        if (over.afterMs >= bargeIn.confirmMs) over = undefined;
        return;
      }
      over.lastMs = speechMs;
      const protection = options.isSealed() ? 'sealed' : replies.protection;
      if (!over.isDismissed && shouldPause({ speechMs }, protection)) replies.pause();
      follow();
    },
    heard(text) {
      if (over === undefined) return;
      over.text = text;
      follow();
    },
    ended(text, speechMs) {
      if (over === undefined) return null;
      over.text = text;
      const decision = judge(true, speechMs >= silences.shortestSpeechMs);
      const isReplyOver = replies.turnId !== over.turnId;
      over = undefined;
      // What is being said now, a filler perhaps, is none of theirs.
      if (isReplyOver) return decision;
      if (decision === 'take') options.onTake();
      else replies.resume();
      return decision;
    },
    tick: follow,
  };
}
