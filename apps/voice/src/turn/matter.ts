import type { Expectation } from '@vaani/receptionist';
import { tokenise, understandName, understandNumber, understandWhen } from '@vaani/receptionist/language';
import type { Spoken } from './completeness.ts';

/** A word, and how sure the recogniser is of it, 0–1. */
export interface SureWord {
  text: string;
  confidence: number;
}

/**
 * The least sure of the words by which something is done: numbers, days and times, names. One of them that is wrong is not made good by small words around it.
 * Undefined where there is none, or the recogniser does not tell.
 */
export function leastOfMatter(
  heard: { text: string; words?: readonly SureWord[] },
  spoken: Spoken & { asked: Expectation['asked'] },
): number | undefined {
  const { words = [] } = heard;
  if (words.length === 0) return undefined;
  const names = new Set(spoken.names);
  if (spoken.asked === 'patient') for (const token of tokenise(understandName(heard.text) ?? '')) names.add(token);
  const sure = words.filter(({ text }) => matters(text, names, spoken)).map(({ confidence }) => confidence);
  return sure.length === 0 ? undefined : Math.min(...sure);
}

const matters = (word: string, names: ReadonlySet<string>, spoken: Spoken): boolean =>
  understandNumber(word) !== null ||
  tokenise(word).some((token) => names.has(token)) ||
  understandWhen(word, spoken).readings.length > 0;
