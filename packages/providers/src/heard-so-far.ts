import type { HeardWord, SpeechLanguage } from './speech-to-text.ts';

/** A piece of a transcript: what a provider tells of a stretch of sound. */
export interface HeardPart {
  text: string;
  words: readonly HeardWord[];
  /** ISO 639-1, the most frequent first, where the provider tells. */
  languages: readonly string[];
}

/** What was heard since the last final: pieces that will not change, and the newest guess at what follows them. */
export interface HeardSoFar {
  /** Replaces the guess. */
  propose(part: HeardPart): void;
  /** Replaces the guess by words that stay. */
  settle(part: HeardPart): void;
  /** There is a guess that is not settled. */
  readonly isOpen: boolean;
  readonly all: Heard & { settledText: string };
  /** What was heard, guess and all; then nothing was. */
  take(): Heard;
}

export interface Heard {
  text: string;
  confidence: number;
  words: HeardWord[];
  language?: SpeechLanguage;
}

export function createHeardSoFar(): HeardSoFar {
  let settled: HeardPart[] = [];
  let guess: HeardPart | undefined;
  const together = (parts: HeardPart[]): Heard => {
    const words = parts.flatMap((part) => part.words);
    const language = spokenLanguage(parts);
    return {
      text: textOf(parts),
      confidence: meanConfidence(words),
      words,
      ...(language === undefined ? {} : { language }),
    };
  };
  return {
    propose(part) {
      guess = part.text === '' ? undefined : part;
    },
    settle(part) {
      guess = undefined;
      if (part.text !== '') settled.push(part);
    },
    get isOpen() {
      return guess !== undefined;
    },
    get all() {
      return {
        ...together(guess === undefined ? settled : [...settled, guess]),
        settledText: textOf(settled),
      };
    },
    take() {
      const heard = together(guess === undefined ? settled : [...settled, guess]);
      settled = [];
      guess = undefined;
      return heard;
    },
  };
}

const textOf = (parts: readonly HeardPart[]): string => parts.map(({ text }) => text).join(' ');

/** Words weigh by how long they last: a doubtful name counts for more than a doubtful "to". */
function meanConfidence(words: readonly HeardWord[]): number {
  let sum = 0;
  let weights = 0;
  for (const { startMs, endMs, confidence } of words) {
    const weight = Math.max(40, endMs - startMs);
    sum += weight * confidence;
    weights += weight;
  }
  return weights === 0 ? 0 : sum / weights;
}

/** The least share of a second language that makes Hinglish of Hindi or English. */
const MIXED_FROM = 0.2;

/** Of the words' languages where they are told, else of the utterance's: Hindi and English mixed are Hinglish. */
function spokenLanguage(parts: readonly HeardPart[]): SpeechLanguage | undefined {
  const byWord = parts.flatMap(({ words }) =>
    words.flatMap(({ language }) => (language === undefined ? [] : [language])),
  );
  const languages = byWord.length > 0 ? byWord : parts.flatMap(({ languages }) => languages);
  const hindi = languages.filter((code) => /^hi\b/i.test(code)).length;
  const english = languages.filter((code) => /^en\b/i.test(code)).length;
  const all = hindi + english;
  if (all === 0) return undefined;
  if (Math.min(hindi, english) / all >= MIXED_FROM) return 'hi-en';
  return hindi > english ? 'hi' : 'en';
}
