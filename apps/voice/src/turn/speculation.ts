import { tokenise } from '@vaani/receptionist/language';
import type { Completeness } from './completeness.ts';
import { gistOf } from './gist.ts';

/** When an answer is begun before the turn is over. */
export const defaults = {
  /** So much silence after words that do not ask for more. */
  silenceMs: 160,
  /** Where the recogniser itself found a pause and settled them: it has listened for silence already. */
  settledMs: 32,
  /** Each try may cost a request of a model. */
  mostTries: 3,
  /** One of them while the caller still speaks, from so many words on: the last ones may add nothing. */
  earlyWords: 3,
} as const;

export interface LikelyEnd {
  text: string;
  silenceMs: number;
  /** `unknown` where the last words may not be known yet. */
  completeness: Completeness;
  /** The words will not change any more. */
  isSettled?: boolean;
  /** The recogniser itself takes it for the likely end: then it knows the last words. */
  isEager: boolean;
  /** What was tried in this turn. */
  tried: readonly string[];
}

/** Is this the end, likely enough to begin to answer? What is begun is not said or done until the turn is over. */
export function shouldSpeculate(end: LikelyEnd): boolean {
  const { text, silenceMs, completeness, isSettled = false, isEager, tried } = end;
  if (text === '' || completeness === 'incomplete') return false;
  if (tried.length >= defaults.mostTries || tried.some((earlier) => gistOf(earlier) === gistOf(text))) return false;
  if (silenceMs === 0 && !isEager) return tried.length === 0 && tokenise(text).length >= defaults.earlyWords;
  return isEager || (completeness !== 'unknown' && silenceMs >= (isSettled ? defaults.settledMs : defaults.silenceMs));
}
