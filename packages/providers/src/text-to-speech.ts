import type { SpeechLanguage } from './speech-to-text.ts';

export interface TextToSpeechCapabilities {
  languages: readonly SpeechLanguage[];
  hasWordTimestamps: boolean;
  isStreaming: boolean;
  /** Speaks a sentence that comes in pieces (`more`) in one breath; absent where each piece would be a sentence of its own. */
  canGoOn?: boolean;
}

/** When a word is heard, from the first sample of the speech. */
export interface SpokenWord {
  text: string;
  startMs: number;
  endMs: number;
}

/** A piece of speech: mu-law, 8 kHz mono, any length. `words` say when words of the whole utterance are heard, each word once. */
export interface SpeechChunk {
  audio: Uint8Array;
  words?: SpokenWord[];
  /** Who made it, where several may. */
  madeBy?: string;
  /** It was made earlier, and costs nothing now. */
  isKept?: boolean;
}

export interface SpeakRequest {
  text: string;
  /** What follows in the same breath, while it is still being thought of: each a whole sentence or clause. */
  more?: AsyncIterable<string>;
  language: SpeechLanguage;
  /** The clinic's own voices: by provider the id that it knows. */
  voices?: Readonly<Record<string, string>>;
  /** Names the call in what a chain reports. */
  callId?: string;
  /** It is made ahead of any call, to be kept. */
  isAhead?: boolean;
  signal: AbortSignal;
}

export interface TextToSpeech {
  readonly name: string;
  readonly capabilities: TextToSpeechCapabilities;
  /**
   * Speaks one sentence or a few. Ends early where `signal` aborts.
   * @throws {ProviderFailure} where it cannot; what was yielded before stays valid.
   */
  speak(request: SpeakRequest): AsyncIterable<SpeechChunk>;
  /** Makes ready what takes time, ahead of need: a connection. Never throws; a provider that cannot says so when it is asked to speak. */
  warm?(signal: AbortSignal): Promise<void>;
  /** Gives back connections. Idempotent. */
  close?(): Promise<void>;
}

/** All that is to be said, piece by piece: for a provider to whom each piece is a request of its own. */
export async function* piecesOf({ text, more }: SpeakRequest): AsyncGenerator<string> {
  yield text;
  if (more !== undefined) yield* more;
}

/** So many words give a sentence its melody, or its end does. */
const LEAST_WORDS = 4;

/** A voice need not begin with less: it would not know how it goes on. */
export const isEnoughToSpeak = (text: string): boolean =>
  text.split(/\s+/).filter((word) => word !== '').length >= LEAST_WORDS || /[.?!।,;:]$/u.test(text);
