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

export type SpeechToTextEvent =
  | { kind: 'interim'; text: string; confidence?: number; language?: SpeechLanguage }
  | {
      kind: 'final';
      /** Empty where nothing was said. */
      text: string;
      confidence: number;
      /** True where somebody spoke and it could not be made out: never a guess. */
      isRejected: boolean;
      language?: SpeechLanguage;
      words?: { text: string; startMs: number; endMs: number; confidence: number }[];
    }
  | { kind: 'end-of-turn'; isEager: boolean }
  | { kind: 'turn-resumed' }
  | { kind: 'failure'; failure: ProviderFailure };

/** One call's hearing. Frames go in as they come; events come out through `onEvent`, in order, never after `close`. */
export interface SpeechToTextStream {
  /** 160 bytes of mu-law, 8 kHz: 20 ms. Never blocks. */
  write(frame: Uint8Array): void;
  /** What can be said next. Free-text providers may use it as a hint, or not at all. */
  expect(expectation: { grammar: string; language: SpeechLanguage }): void;
  /** The caller has begun to speak; frames from up to `prerollMs` ago belong to it. */
  speechStarted(prerollMs: number): void;
  /** The caller has stopped: a `final` for what was heard so far follows soon. */
  finalize(): void;
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
    signal: AbortSignal;
  }): Promise<SpeechToTextStream>;
}
