import type { AnswerMode } from './answer-modes.ts';

/** How long a phone rings and rests before it rings again, as exchanges in India do it. */
export const RING_MS = 5_000;

/** Who takes a call that comes in: the AI, the clinic's phone first and then the AI, or the clinic's phone alone. */
export type WhoAnswers = 'ai' | 'phone-then-ai' | 'phone';

/**
 * The clinic's switch, at this moment. A call that the clinic's own phone forwarded was not picked up there: whoever lets the AI answer at all lets it
 * answer that one. Where there is no phone to ring, the AI is all there is, unless it may never answer.
 */
export function whoAnswers(situation: {
  answers: AnswerMode;
  isOpen: boolean;
  hasPhone: boolean;
  isForwarded: boolean;
  /** The month's money is spent. */
  isOverCap: boolean;
}): WhoAnswers {
  const { answers, isOpen, hasPhone, isForwarded, isOverCap } = situation;
  if (answers === 'never' || isOverCap) return 'phone';
  if (answers === 'always' || !hasPhone || isForwarded) return 'ai';
  if (answers === 'no-answer') return 'phone-then-ai';
  return isOpen ? 'phone' : 'ai';
}
