import type { Expectation } from '@vaani/receptionist';
import { kindOfAside } from './backchannel.ts';
import type { Protection } from './protected.ts';

export const defaults = {
  /** So much speech over a reply stops its sound, until it is known what it was: a click is shorter. */
  pauseMs: 96,
  /** Who speaks on for so long after a reply says more than "haan" to it. */
  confirmMs: 320,
  /** After a "haan" and so much silence the reply goes on; whether more was to come would be heard by then. */
  asideMs: 160,
  /** A reply that was stopped for a sound without words goes on after so long. */
  noWordsMs: 2_000,
  /** A "haan" that begins so shortly before the end of a question answers it. */
  answerMs: 700,
} as const;

/** Does speech over the reply stop its sound, until it is known what was said? */
export function shouldPause(speech: { speechMs: number }, protection: Protection): boolean {
  return protection === 'open' && speech.speechMs >= defaults.pauseMs;
}

/** Speech over a reply, as far as it is known. */
export interface Overlap {
  protection: Protection;
  /** What was heard of it so far; all of it where `isFinal`. */
  text: string;
  isFinal: boolean;
  /** It lasted longer than a cough. */
  isLong: boolean;
  /** The recogniser hears anything, so that an interim can be believed. One that knows only expected phrases guesses until its final. */
  isFreeText: boolean;
  isSpeaking: boolean;
  /** Since their last sound. */
  silenceMs: number;
  /** How long the sound of the reply has been stopped; null where it goes on. */
  pausedMs: number | null;
  asked: Expectation['asked'];
  /** It has been played to its end meanwhile. */
  isReplyOver: boolean;
  /** How much of the reply was still to be heard when the speech began. */
  leftMs: number;
  /** Of a read-back: doctor, day and time have been heard, and only its question is left. */
  isMatterHeard: boolean;
}

/**
 * What becomes of the reply. `take`: it is over, the words are the caller's turn. `resume`: it goes on from where it was heard, and the words are no turn.
 * `hold`: it is played to its end, and then the words count. `queue`: it is played to its end whatever was said, and the words are answered after it.
 */
export type BargeIn = 'wait' | 'resume' | 'take' | 'hold' | 'queue';

export function judgeOverlap(overlap: Overlap): BargeIn {
  const { isFinal, isFreeText, isSpeaking, pausedMs, protection } = overlap;
  const kind = kindOfAside(overlap.text);
  if (isFinal) return judgeWords(kind, overlap);
  if (protection === 'sealed') return 'wait';
  if (isFreeText && kind === 'words') return 'take';
  const isAside = isFreeText && kind === 'backchannel' && overlap.silenceMs >= defaults.asideMs;
  if (isAside && pausedMs !== null && judgeWords(kind, overlap) === 'resume') return 'resume';
  if (pausedMs === null || pausedMs < defaults.noWordsMs) return 'wait';
  if (kind === 'nothing') return 'resume';
  // The final is late: what is known decides.
  return isSpeaking ? 'wait' : judgeWords(kind, overlap);
}

/** The key that says yes to a read-back. */
const YES_KEY = '1';

/**
 * What a key does to the reply under way. A read-back is not cut by the key that confirms it: pressed after doctor, day and time were heard it counts once the
 * question has been heard too, pressed before them it says yes to nothing. Every other key is a turn of its own.
 */
export function judgeKey(
  key: string,
  { protection, isReplyOpen, isMatterHeard }: { protection: Protection; isReplyOpen: boolean; isMatterHeard: boolean },
): Exclude<BargeIn, 'wait'> {
  if (protection === 'sealed') return 'queue';
  if (!isReplyOpen || protection === 'open' || key !== YES_KEY) return 'take';
  return isMatterHeard ? 'hold' : 'resume';
}

function judgeWords(kind: ReturnType<typeof kindOfAside>, overlap: Overlap): BargeIn {
  const isYesAsked = overlap.asked === 'yes-no' || overlap.asked === 'confirm';
  const isAtEnd = overlap.protection === 'open' && overlap.leftMs <= defaults.answerMs;
  // Hardly anything is left to go on with: somebody who spoke, and was not made out, is asked again.
  if (kind === 'nothing') return overlap.isLong && (overlap.isReplyOver || isAtEnd) ? 'take' : 'resume';
  if (overlap.isReplyOver) return kind !== 'backchannel' || isYesAsked ? 'take' : 'resume';
  if (overlap.protection === 'sealed') return kind === 'backchannel' ? 'resume' : 'queue';
  if (kind === 'words') return 'take';
  if (overlap.protection === 'guarded') return overlap.isMatterHeard ? 'hold' : 'resume';
  if (kind === 'confirmation') return 'take';
  return isYesAsked && isAtEnd ? 'take' : 'resume';
}
