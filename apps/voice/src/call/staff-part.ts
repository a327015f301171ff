import type { Refusal } from '@vaani/clinic';
import type { Conversation } from '../brain/conversation.ts';
import { type Away, createAway } from './away.ts';
import { createDeskActs, type DeskActs } from './desk-acts.ts';
import type { Hearing } from './hearing.ts';
import { createOwnership } from './ownership.ts';
import { createPartTimer } from './part-timer.ts';
import type { Replies } from './replies.ts';
import type { Ending, SessionOptions } from './session-options.ts';
import { openStaffEars } from './staff-ears.ts';
import type { TappedLine } from './tapped-line.ts';
import type { UsageMeter } from './usage.ts';

/** So long before the agent's part is over the caller is offered a person. */
const NOTICE_MS = 60_000;
/** Who gives the call back when that part is over gives the agent so much more of it. */
const MORE_MS = 120_000;
/** Past the end, the goodbye has so long. */
const GRACE_MS = 30_000;

/** The part that people of the clinic have in a call: who owns it, who speaks instead of the agent, what they ask for. */
export interface StaffPart {
  readonly away: Away;
  readonly acts: DeskActs;
  /** Somebody has spoken with the caller instead of the agent. */
  readonly hasBeenTaken: boolean;
  /** The caller was told that an assistant answers, and that what is said is written down. Until then nothing is. */
  readonly isNoticed: boolean;
  close(sentence: Refusal): void;
}

export function createStaffPart(
  options: Pick<
    SessionOptions,
    | ('callId' | 'profile' | 'clock' | 'desk' | 'writer' | 'metrics' | 'logger' | 'vad' | 'stt' | 'person')
    | ('deskUrl' | 'againstTransfer' | 'limits')
  > & {
    conversation: Conversation;
    replies: Replies;
    line: TappedLine;
    usage: UsageMeter;
    /** Asked once the call is set up. */
    hearing: () => Hearing;
    newTurn: () => { turnId: string; index: number };
    sinceStart: (at?: number) => number;
    signal: AbortSignal;
    isClosing: () => boolean;
    /** Takes back what was to come next: words that wait for an answer, and the end of the call. @returns those words. */
    takeBack(): string[];
    /** Nothing is waited for any more: somebody else speaks. */
    onSpeak(): void;
    /** The agent has the talk again. */
    onBack(): void;
    /** The agent's part is nearly as long as it may be. */
    onNearLimit(): void;
    /** It has lasted as long as it may. */
    onLimit(): void;
    /** And whatever was said then had its time. */
    onPastLimit(): void;
    end(ending: Ending): void;
  },
): StaffPart {
  const { callId, profile, clock, desk, writer, metrics, logger, conversation, replies, line, sinceStart } = options;
  let isNoticed = options.person === undefined;
  let hasBeenTaken = false;
  const ownership = createOwnership({ clock, onChange: (owner) => desk.owner(owner) });
  const { maxCallMs } = options.limits;
  /** The agent's part: none of it runs while a person has the talk, or the caller waits for one. */
  const timers = [
    ...(maxCallMs > NOTICE_MS ? [createPartTimer(clock, maxCallMs - NOTICE_MS, options.onNearLimit)] : []),
    createPartTimer(clock, maxCallMs, options.onLimit, MORE_MS),
    createPartTimer(clock, maxCallMs + GRACE_MS, options.onPastLimit, MORE_MS + GRACE_MS),
  ];

  function openEars() {
    // Nobody has told this caller that what is said is written down.
    if (!isNoticed) return null;
    return openStaffEars({
      ...{ vad: options.vad, stt: options.stt, language: desk.snapshot.language, callId, usage: options.usage, clock },
      ...{ zone: profile.zone, desk, writer, metrics, logger, newTurn: options.newTurn, sinceStart },
      signal: options.signal,
      onSaid: (text) => away.noted({ who: 'staff', text }),
    });
  }

  const hangUp = () => options.end({ outcome: 'staff', by: 'staff' });
  const away = createAway({
    ...{ conversation, line, clock, desk, openEars, hangUp },
    cut() {
      const unanswered = options.takeBack();
      const heardText = replies.cut();
      if (heardText !== null) conversation.interrupt(heardText);
      return unanswered;
    },
    onTaken() {
      hasBeenTaken = true;
      for (const timer of timers) timer.pause();
      options.onSpeak();
    },
    onBack() {
      isNoticed = true;
      ownership.keep(false);
      for (const timer of timers) timer.resume();
      options.onBack();
    },
    onLost() {
      ownership.keep(false);
      ownership.clear();
    },
  });
  const acts = createDeskActs({
    ...{ away, ownership, conversation, replies, line, desk, writer, clock, sinceStart, deskUrl: options.deskUrl },
    isCallerSpeaking: () => options.hearing().isCallerSpeaking,
    isClosing: options.isClosing,
    onSpeak: options.onSpeak,
    hangUp,
    async transfer(entryId) {
      const against = await options.againstTransfer(entryId);
      if (against === null) options.end({ outcome: 'transferred', transferReason: 'desk', entryId, by: 'staff' });
      return against;
    },
  });

  return {
    away,
    acts,
    get hasBeenTaken() {
      return hasBeenTaken;
    },
    get isNoticed() {
      return isNoticed;
    },
    close(sentence) {
      for (const timer of timers) timer.close();
      acts.close(sentence);
    },
  };
}
