import type { ClinicContext, ClinicProfile, PatientCandidate } from '@vaani/clinic';
import type { Clock, VoicePrices } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { SpeechToText, TextToSpeech } from '@vaani/providers';
import type { Brain, CallOutcome, Language, Opening } from '@vaani/receptionist';
import type { VoiceMetrics } from '../metrics.ts';
import type { Line } from '../playback/player.ts';
import type { Floor } from '../turn/floor.ts';
import type { SileroVad } from '../turn/silero/silero.ts';
import type { CallWriter } from './call-writer.ts';
import type { Desk } from './desk.ts';
import type { ProviderWatch } from './provider-watch.ts';
import type { ToolRunner } from './tools.ts';
import type { UsageMeter } from './usage.ts';

/** How the AI's part of a call ended, and where the caller goes next. */
export interface Ending {
  outcome: CallOutcome;
  /** Why a person was asked for; the caller is put through when the stream is closed. */
  transferReason?: string;
  by: 'agent' | 'caller' | 'limit' | 'failure' | 'staff';
}

export interface SessionOptions {
  ctx: ClinicContext;
  callId: string;
  profile: ClinicProfile;
  candidates: PatientCandidate[];
  callerPhone: string | null;
  language: Language;
  /** What the first words are about, where it is not an ordinary call. */
  opening?: Opening;
  vad: SileroVad;
  stt: SpeechToText;
  tts: TextToSpeech;
  /** Who answers; what thinking takes is counted with the call's usage. */
  createBrain(usage: Pick<UsageMeter, 'thought'>): Brain<unknown>;
  watch: ProviderWatch;
  prices: VoicePrices;
  line: Line;
  desk: Desk;
  writer: CallWriter;
  metrics: VoiceMetrics;
  clock: Clock;
  logger: Logger;
  limits: { maxCallMs: number; audioBufferMs: number };
  /** Runs the tools; the clinic's own where it is not said. */
  execute?: ToolRunner;
  /** Once, on every path. */
  onEnd: (ending: Ending) => void;
}

/** One call: from its first frame to its end. */
export interface Session {
  audio(frame: Uint8Array): void;
  mark(name: string): void;
  digit(key: string): void;
  /** The line is gone. */
  hungUp(): void;
  end(ending: Ending): void;
  readonly language: Language;
  readonly floor: Floor;
}
