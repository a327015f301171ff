import type { Clock } from '@vaani/config';
import type { SayAction } from '@vaani/receptionist';
import type { Conversation } from '../brain/conversation.ts';
import type { Player } from '../playback/player.ts';
import { fillerAt, isFillerDue } from '../turn/filler.ts';
import { isSilent } from '../turn/silence.ts';
import type { Hearing } from './hearing.ts';
import type { Replies } from './replies.ts';

/** Nobody waits without a word: the caller hears a filler, and of the caller's own silence the brain hears. */
export interface Patience {
  /** A question was heard to its end, and waits for its answer. */
  await(): void;
  readonly isAwaiting: boolean;
  /** Something came of it. */
  over(): void;
  /** The caller made a sound or pressed a key. */
  callerStirred(): void;
  /** To be asked several times a second. */
  beat(): void;
}

export function createPatience(options: {
  replies: Replies;
  player: Player;
  hearing: Hearing;
  conversation: Conversation;
  clock: Clock;
  isKeypadAsked: () => boolean;
  /** Of what the caller is saying something was made out, or may have been. */
  hasWords: () => boolean;
  onSilence: () => void;
  say: (filler: SayAction) => void;
}): Patience {
  const { replies, player, hearing, conversation, clock } = options;
  const beganAt = clock.monotonic();
  /** Since then something of ours is waited for: the caller's last sound, or our own wish to ask whether they are there. */
  let dueSince = beganAt;
  let waitingSince: number | null = null;
  let fillers = 0;

  function watchCaller(since: number): void {
    if (replies.isOpen || conversation.isWorking || hearing.isTranscriptDue) return;
    const isSilentNow = isSilent({
      waitedMs: clock.monotonic() - since,
      isKeypadAsked: options.isKeypadAsked(),
      isSpeaking: hearing.isCallerSpeaking,
      hasWords: options.hasWords(),
    });
    if (!isSilentNow) return;
    // Those who say nothing wait for nothing: a filler counts from here, not from their last word.
    dueSince = clock.monotonic();
    options.onSilence();
  }

  function watchOurselves(): void {
    const isOwed = conversation.isWorking || hearing.isTranscriptDue;
    const quietSince = player.quietSince();
    const isSounding = replies.isOpen && (replies.pausedAt !== null || !replies.isMade || quietSince === null);
    if (!isOwed || isSounding || hearing.isCallerSpeaking) return;
    const quietMs = clock.monotonic() - Math.max(dueSince, quietSince ?? beganAt);
    const { isAfterFiller } = replies;
    if (!isFillerDue({ quietMs, toolMs: conversation.toolMs, isAfterFiller })) return;
    options.say(fillerAt(fillers++, conversation.language));
    // Nobody else says when it is over, where only a transcript is waited for.
    if (!conversation.isWorking) replies.finish();
  }

  return {
    await() {
      waitingSince = clock.monotonic();
    },
    get isAwaiting() {
      return waitingSince !== null;
    },
    over() {
      waitingSince = null;
    },
    callerStirred() {
      dueSince = clock.monotonic();
    },
    beat() {
      if (waitingSince !== null) watchCaller(waitingSince);
      watchOurselves();
    },
  };
}
