import type { Expectation } from '@vaani/receptionist';
import type { Completeness } from './completeness.ts';

/** Silence that ends a turn, by what was asked: a yes needs less, a number spoken in groups far more. */
const asked = {
  anything: 800,
  doctor: 650,
  day: 700,
  time: 700,
  slot: 650,
  patient: 750,
  birth: 1_000,
  phone: 1_400,
  confirm: 600,
  'yes-no': 500,
  nothing: 800,
} as const satisfies Record<Expectation['asked'], number>;

export const defaults = {
  asked,
  /** Where the words are known, no longer than this is waited, whatever was asked: after a finished sentence, */
  completeMs: 320,
  /** after one that answers what was asked, and may go on, */
  enoughMs: 450,
  /** and after any other that is not half. */
  plainMs: 600,
  /** So much more where the last word says that more is to come. */
  incompleteMs: 600,
  /** Two windows of silence after the recogniser says that it is the end: nobody has begun again. */
  toldMs: 64,
  /** Beyond the longest pause that this caller makes within a turn, and the most that may add. */
  habitMarginMs: 150,
  mostHabitMs: 350,
  /** Nobody waits longer than that. */
  mostMs: 1_800,
} as const;

/** What is dictated in groups: a recogniser takes the pauses between them for the end. */
const dictated: readonly Expectation['asked'][] = ['phone', 'birth'];

export interface TurnSoFar {
  asked: Expectation['asked'];
  silenceMs: number;
  /** By its words; `unknown` where the recogniser knows only the phrases that it expects. */
  completeness?: Completeness;
  /** The recogniser itself takes the turn to be over. */
  isTold?: boolean;
  /** The longest pause that this caller has made within a turn; 0 where they make none. */
  habitMs?: number;
}

/** Why a turn is taken to be over when it is: each sign, and how it moves the wait. */
export type Sign = 'asked' | 'complete' | 'enough' | 'plain' | 'incomplete' | 'told' | 'habit';
export interface EndOfTurn {
  isOver: boolean;
  /** How much silence ends the turn as it stands. */
  waitMs: number;
  reasons: readonly { sign: Sign; ms: number }[];
}

/** Has the caller finished? What is known to be a whole sentence never waits longer than what was asked for says. */
export function judgeEnd(turn: TurnSoFar): EndOfTurn {
  const { silenceMs, completeness = 'unknown', isTold = false, habitMs = 0 } = turn;
  const base = defaults.asked[turn.asked];
  const reasons: { sign: Sign; ms: number }[] = [{ sign: 'asked', ms: base }];
  const add = (sign: Sign, ms: number) => {
    if (ms !== 0) reasons.push({ sign, ms });
  };
  const isDictated = dictated.includes(turn.asked);
  if (completeness === 'complete') add('complete', Math.min(0, defaults.completeMs - base));
  if (completeness === 'enough') add('enough', Math.min(0, defaults.enoughMs - base));
  if (completeness === 'plain' && !isDictated) add('plain', Math.min(0, defaults.plainMs - base));
  // A number is "incomplete" until its last digit: its own wait is made for that.
  if (completeness === 'incomplete' && !isDictated) add('incomplete', defaults.incompleteMs);
  const isUnsure = completeness === 'incomplete' || completeness === 'unknown' || isDictated;
  if (isTold && completeness === 'incomplete' && !isDictated) add('told', -defaults.incompleteMs);
  else if (isTold && !isDictated) add('told', Math.min(0, defaults.toldMs - sumOf(reasons)));
  else if (isUnsure && completeness !== 'complete')
    add('habit', Math.min(defaults.mostHabitMs, Math.max(0, habitMs + defaults.habitMarginMs - sumOf(reasons))));
  const waitMs = Math.min(defaults.mostMs, sumOf(reasons));
  return { isOver: silenceMs >= waitMs, waitMs, reasons };
}

const sumOf = (reasons: readonly { ms: number }[]): number => reasons.reduce((sum, { ms }) => sum + ms, 0);
