/** What becomes of a phone that is rung. */
export type Answered = 'human' | 'machine' | 'busy' | 'no-answer' | 'failed';

/** What whoever has a phone does when it rings. */
export interface PhonePlan {
  answer: Answered;
  /** Pressed when keys are asked for, one text each time; none: nothing is pressed. */
  keys?: readonly string[];
  /** Once nothing is left to press, holds the phone until the time for keys is over, as a real phone does; otherwise that time is passed over. */
  sitsThrough?: boolean;
  /** Hangs up so long after the talk began; without it somebody else does. */
  hangsUpAfterMs?: number;
}

export const planOf = (plan: Answered | PhonePlan): PhonePlan => (typeof plan === 'string' ? { answer: plan } : plan);
