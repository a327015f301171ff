import type { Language } from '@vaani/receptionist';

/** What a recogniser made of a stretch of speech. */
export interface Final {
  text: string;
  /** Of the recogniser, 0–1. */
  confidence: number;
  isRejected: boolean;
  language?: Language;
}

/** The transcripts of one turn: more than one where the caller went on after they were taken to have finished. */
export interface Finals {
  /** One more is due, since then. */
  asked(at: number): void;
  /** Since when the first of those that are due is waited for; null where none is. */
  readonly dueSince: number | null;
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
  return {
    text: `${all.text} ${part.text}`,
    confidence: Math.min(all.confidence, part.confidence),
    isRejected: all.isRejected && part.isRejected,
    ...(language === undefined ? {} : { language }),
  };
}
