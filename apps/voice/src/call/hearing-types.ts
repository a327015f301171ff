import type { Expectation, Language } from '@vaani/receptionist';
import type { Sign } from '../turn/end-of-turn.ts';
import type { Final } from './finals.ts';

export interface HearingEvents {
  /** The caller began to speak, about so long ago. */
  onSpeech(agoMs: number): void;
  /** Each window of speech, with how long it has lasted. */
  onSpeaking(speechMs: number): void;
  onInterim(text: string): void;
  /** The caller has probably finished, with these words; more may come. */
  onLikelyEnd?(heard: { text: string; language?: Language }): void;
  /** They go on after all. */
  onGoesOn?(): void;
  /** The caller's turn is over. `endedMs` is monotonic time of the last sound. */
  onTurn(turn: HeardTurn): void;
  /** Another recogniser hears from now on. */
  onSwitched(hears: HearingKind): void;
  onFailure(error: unknown): void;
}

/** `local` where only the phrases are heard that were expected. */
export type HearingKind = 'local' | 'free';
export const kindOf = ({ hasFreeText }: { hasFreeText: boolean }): HearingKind => (hasFreeText ? 'free' : 'local');

export interface HeardTurn extends Final {
  /** Monotonic time of the last sound. */
  endedAt: number;
  sttMs: number;
  hearing: HearingKind;
  /** How much of it was voice. */
  speechMs: number;
  /** The least sure of the words that matter; absent where there are none, or nobody tells. */
  matterConfidence?: number;
  /** The silence that ended it, and why it was that long. */
  waitedMs: number;
  endedBy: readonly Sign[];
}

/** One call's ears: voice activity, end of turn, and the recogniser behind them. */
export interface Hearing {
  /** mu-law, 8 kHz. Never waits. */
  frame(audio: Uint8Array): void;
  expect(expectation: Expectation): void;
  /** Somebody makes a sound, or did a moment ago. */
  readonly isCallerSpeaking: boolean;
  /** Since their last sound, ms; counts on in silence. */
  readonly silenceMs: number;
  /** They have finished, and it is not known yet what they said. */
  readonly isTranscriptDue: boolean;
  readonly kind: HearingKind;
  close(): Promise<void>;
}
