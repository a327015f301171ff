import type { ProviderFailure } from './failure.ts';

/** Language of an utterance; `hi-en` is Hinglish. */
export type SpeechLanguage = 'en' | 'hi' | 'hi-en';

export interface SpeechToTextCapabilities {
  /** False for a constrained recogniser: its text is one of the phrases it was told to expect. */
  hasFreeText: boolean;
  hasInterims: boolean;
  /** True where the provider says itself when a turn has ended. */
  hasEndOfTurn: boolean;
  /** True where `speechStarted` must be told, because the provider does not look for speech itself. */
  needsVoiceActivity: boolean;
  languages: readonly SpeechLanguage[];
}

/** A word as it was heard; times are of the stream's sound, from its first frame. */
export interface HeardWord {
  text: string;
  startMs: number;
  endMs: number;
  /** 0–1. */
  confidence: number;
  /** ISO 639-1, where the provider tells it by word. */
  language?: string;
}

export type SpeechToTextEvent =
  /** All that was heard since the last `final`; the part that will not change any more is `settledText`, a beginning of `text`. */
  | {
      kind: 'interim';
      text: string;
      settledText?: string;
      /** Where all of it is settled: it holds what was said until so long ago, ms. */
      settledAgoMs?: number;
      confidence?: number;
      language?: SpeechLanguage;
      words?: HeardWord[];
    }
  | {
      kind: 'final';
      /** Empty where nothing was said. */
      text: string;
      confidence: number;
      /** True where somebody spoke and it could not be made out: never a guess. */
      isRejected: boolean;
      language?: SpeechLanguage;
      words?: HeardWord[];
    }
  /** The provider noticed that somebody speaks. */
  | { kind: 'speech-started' }
  /** The provider noticed a pause: what it had heard by then is settled. No decision that the turn is over. */
  | { kind: 'paused' }
  /** The provider takes the turn to be over: probably (`isEager`), or decidedly. A `final` still comes only after `finalize`. */
  | { kind: 'end-of-turn'; isEager: boolean; confidence?: number }
  | { kind: 'turn-resumed' }
  /** Another recogniser listens from here on, with what it can do: only from a chain. */
  | { kind: 'switched'; from: string; to: string; capabilities: SpeechToTextCapabilities }
  /** The stream can hear no more where `isFatal`; otherwise one utterance is lost. */
  | { kind: 'failure'; failure: ProviderFailure; isFatal?: boolean };

/** One call's hearing. Frames go in as they come; events come out through `onEvent`, in order, never after `close`. */
export interface SpeechToTextStream {
  /** 160 bytes of mu-law, 8 kHz: 20 ms. Never blocks. */
  write(frame: Uint8Array): void;
  /** What can be said next. Free-text providers may use it as a hint, or not at all. */
  expect(expectation: { grammar: string; language: SpeechLanguage }): void;
  /** The caller has begun to speak; frames from up to `prerollMs` ago belong to it. */
  speechStarted(prerollMs: number): void;
  /**
   * The caller has stopped: one `final` for what was heard so far follows soon.
   * @param silentMs how long the caller has been silent: what is settled up to there needs no round trip.
   */
  finalize(silentMs?: number): void;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface SpeechToText {
  readonly name: string;
  readonly capabilities: SpeechToTextCapabilities;
  /**
   * @throws {ProviderFailure} where no stream can be had (refused, or all local ones in use: `operation: 'admit'`).
   */
  open(options: {
    language: SpeechLanguage;
    keyTerms: string[];
    onEvent: (event: SpeechToTextEvent) => void;
    /** Names the call in what a chain reports. */
    callId?: string;
    signal: AbortSignal;
  }): Promise<SpeechToTextStream>;
}
