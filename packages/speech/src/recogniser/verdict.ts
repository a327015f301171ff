import type { GrammarLanguage } from './pronunciations.ts';

/** A word that the decoder laid over the sound. Times are frames of 10 ms from the start of the utterance. */
export interface PlacedWord {
  start: number;
  frames: number;
  phones: number;
  /** Mean logarithm of its frames' probabilities: 0 is the best sound that the model knows at that moment, less is worse. */
  fit: number;
}

export interface Verdict {
  /** 0–1: how much of what was loud the words explain. */
  score: number;
  isTrusted: boolean;
}

/** Slower than this nobody speaks: a word that is drawn over more sound than that was laid over something else. Seconds a phone. */
const SLOWEST = 0.22;
/** What is not explained may be a breath or a door, no more. */
const LEAST_EXPLAINED = 0.85;

/** The worst fit that words were right at: of one word, and of all. Measured with `npm run bench -- hearing`: decision 0003. */
const worstFit: Record<GrammarLanguage, { word: number; all: number }> = {
  en: { word: -0.0085, all: -0.006 },
  hi: { word: -0.0085, all: -0.0073 },
  'hi-en': { word: -0.0085, all: -0.0073 },
};

/**
 * Whether words of a grammar were really said. A grammar explains everything by its own words: speech that is none of them shows in words that
 * fit badly, that are drawn out, or that leave loud sound unexplained.
 * @param levels decibels of each frame of 10 ms
 */
export function judge(words: readonly PlacedWord[], levels: readonly number[], language: GrammarLanguage): Verdict {
  if (words.length === 0) return { score: 0, isTrusted: false };
  const score = explained(words, levels);
  const frames = words.reduce((sum, word) => sum + word.frames, 0);
  const fit = words.reduce((sum, word) => sum + word.fit * word.frames, 0) / frames;
  const limits = worstFit[language];
  const isTrusted =
    score >= LEAST_EXPLAINED &&
    fit >= limits.all &&
    words.every((word) => word.fit >= limits.word && word.frames / 100 / word.phones <= SLOWEST);
  return { score, isTrusted };
}

/** Decibels under the loudest tenth that still count as speech, and over the quietest tenth that the line makes by itself. */
const SPEECH_RANGE = 20;
const LINE_RANGE = 6;

function explained(words: readonly PlacedWord[], levels: readonly number[]): number {
  const sorted = levels.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const threshold = Math.max(at(0.9) - SPEECH_RANGE, at(0.1) + LINE_RANGE);
  const isLoud = levels.map((decibels) => decibels > threshold);
  const loud = isLoud.filter(Boolean).length;
  if (loud === 0) return 1;
  const covered = words.reduce(
    (sum, { start, frames }) => sum + isLoud.slice(Math.max(0, start), start + frames).filter(Boolean).length,
    0,
  );
  return Math.min(1, covered / loud);
}

/** Decibels of each full frame of 10 ms of 8 kHz sound. */
export function* levelsOf(pcm: Int16Array): Generator<number> {
  for (let at = 0; at + 80 <= pcm.length; at += 80) {
    let sum = 0;
    for (let index = at; index < at + 80; index += 1) sum += (pcm[index] as number) ** 2;
    yield 10 * Math.log10(sum / 80 + 1);
  }
}
