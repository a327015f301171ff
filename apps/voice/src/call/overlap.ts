import type { Clock } from '@vaani/config';
import type { Expectation } from '@vaani/receptionist';
import { type BargeIn, judgeOverlap, shouldPause } from '../turn/barge-in.ts';
import type { Replies } from './replies.ts';

/** What the caller says over a reply, from its first sound until it is known what it was. */
export interface Overlap {
  /** The caller began to speak. */
  began(): void;
  /** They have spoken for so long. */
  speaking(speechMs: number): void;
  heard(text: string): void;
  /** Their turn is over. @returns what becomes of it; null where nothing was spoken over. */
  ended(text: string): BargeIn | null;
  /** Time has passed. */
  tick(): void;
}

export function createOverlap(options: {
  replies: Replies;
  clock: Clock;
  /** Nothing stops the reply now: its last words, or a tool whose result must be told. */
  isSealed: () => boolean;
  isCallerSpeaking: () => boolean;
  isFreeText: () => boolean;
  asked: () => Expectation['asked'];
  /** The words take the turn. */
  onTake: () => void;
}): Overlap {
  const { replies, clock } = options;
  let over: { leftMs: number; text: string; isDismissed: boolean } | undefined;

  function judge(isFinal: boolean): BargeIn {
    const { pausedAt } = replies;
    return judgeOverlap({
      ...{ isFinal, text: over?.text ?? '', leftMs: over?.leftMs ?? 0, asked: options.asked() },
      protection: options.isSealed() ? 'sealed' : replies.protection,
      isFreeText: options.isFreeText(),
      isSpeaking: options.isCallerSpeaking(),
      pausedMs: pausedAt === null ? null : clock.monotonic() - pausedAt,
      isReplyOver: !replies.isOpen,
      isMatterHeard: replies.isMatterHeard,
    });
  }

  function follow(): void {
    if (over === undefined || !replies.isOpen) return;
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
      over = replies.isOpen ? { leftMs: replies.leftMs(), text: '', isDismissed: false } : undefined;
    },
    speaking(speechMs) {
      if (!replies.isOpen) return;
      over ??= { leftMs: replies.leftMs(), text: '', isDismissed: false };
      const protection = options.isSealed() ? 'sealed' : replies.protection;
      if (!over.isDismissed && shouldPause({ speechMs }, protection)) replies.pause();
      follow();
    },
    heard(text) {
      if (over === undefined) return;
      over.text = text;
      follow();
    },
    ended(text) {
      if (over === undefined) return null;
      over.text = text;
      const decision = judge(true);
      over = undefined;
      if (decision === 'take') options.onTake();
      else replies.resume();
      return decision;
    },
    tick: follow,
  };
}
