import type { SpeechLanguage } from './speech-to-text.ts';

export interface TextToSpeechCapabilities {
  languages: readonly SpeechLanguage[];
  hasWordTimestamps: boolean;
  isStreaming: boolean;
}

/** A piece of speech: mu-law, 8 kHz mono, any length. `words` say when each word of the whole utterance starts. */
export interface SpeechChunk {
  audio: Uint8Array;
  words?: { text: string; startMs: number; endMs: number }[];
}

export interface TextToSpeech {
  readonly name: string;
  readonly capabilities: TextToSpeechCapabilities;
  /**
   * Speaks one sentence or a few. Ends early where `signal` aborts.
   * @throws {ProviderFailure} where it cannot; what was yielded before stays valid.
   */
  speak(options: { text: string; language: SpeechLanguage; signal: AbortSignal }): AsyncIterable<SpeechChunk>;
}
