import type { Language } from '@vaani/receptionist';
import type { SureWord } from '../turn/matter.ts';

/** What a recogniser made of a stretch of speech. */
export interface Final {
  text: string;
  /** Of the recogniser, 0–1. */
  confidence: number;
  isRejected: boolean;
  language?: Language;
  /** How sure it was of each word, where it tells. */
  words?: readonly SureWord[];
}

/** The transcripts of one turn: more than one where the caller went on after they were taken to have finished. */
export interface Finals {
  /** One more is due, since then. */
  asked(at: number): void;
  /** Since when the first of those that are due is waited for; null where none is. */
  readonly dueSince: number | null;
  /** Somebody else makes them, from now on. */
  askedAnew(at: number): void;
  /** One is there. @returns whether it was the last that was due. */
  came(final: Final): boolean;
  /** What was heard before, and this. */
  before(text: string): string;
  /** All of the turn; then there is none. Rejected where nothing came. */
  take(): Final;
  clear(): void;
}

const nothing: Final = { text: '', confidence: 0, isRejected: true };

export function createFinals(): Finals {
  let due: number[] = [];
  let parts: Final[] = [];
  const clear = () => {
    due = [];
    parts = [];
  };
  return {
    asked(at) {
      due.push(at);
    },
    askedAnew(at) {
      due = due.map(() => at);
    },
    get dueSince() {
      return due[0] ?? null;
    },
    came(final) {
      if (due.length === 0) return false;
      due.shift();
      parts.push(final);
      return due.length === 0;
    },
    before: (text) => [...textsOf(parts), text].join(' '),
    take() {
      const [first = nothing, ...rest] = parts;
      clear();
      return rest.reduce(joined, first);
    },
    clear,
  };
}

const textsOf = (parts: readonly Final[]): string[] => parts.map(({ text }) => text).filter((text) => text !== '');

/** A part without words takes nothing away from one with words. */
function joined(all: Final, part: Final): Final {
  if (part.text === '') return all.text === '' ? { ...all, isRejected: all.isRejected || part.isRejected } : all;
  if (all.text === '') return part;
  const language = part.language ?? all.language;
  // Of a part that tells nothing of its words no word is known by its place.
  const words = all.words === undefined || part.words === undefined ? undefined : [...all.words, ...part.words];
  return {
    text: `${all.text} ${part.text}`,
    confidence: Math.min(all.confidence, part.confidence),
    isRejected: all.isRejected && part.isRejected,
    ...(language === undefined ? {} : { language }),
    ...(words === undefined ? {} : { words }),
  };
}
