import type { ClinicContext, ClinicProfile, PatientCandidate, Refusal } from '@vaani/clinic';
import type { Clock, VoicePrices } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { SpeechToText, TextToSpeech } from '@vaani/providers';
import type { Brain, CallOutcome, Language, Opening, TalkedTurn } from '@vaani/receptionist';
import type { VoiceMetrics } from '../metrics.ts';
import type { Line } from '../playback/player.ts';
import type { Floor } from '../turn/floor.ts';
import type { SileroVad } from '../turn/silero/silero.ts';
import type { CallWriter } from './call-writer.ts';
import type { Desk } from './desk.ts';
import type { DeskActs } from './desk-acts.ts';
import type { Headset } from './headset.ts';
import type { ProviderWatch } from './provider-watch.ts';
import type { ToolRunner } from './tools.ts';
import type { UsageMeter } from './usage.ts';

/** How the AI's part of a call ended, and where the caller goes next. */
export interface Ending {
  outcome: CallOutcome;
  /** Why a person was asked for; the caller is put through when the stream is closed. */
  transferReason?: string;
  /** The entry of the directory that the desk chose. */
  entryId?: string;
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
  /** Somebody of the clinic speaks first, not the agent. */
  person?: Headset;
  /** The call was the agent's before: it goes on after these turns. */
  resumed?: { turns: readonly TalkedTurn[]; nextIndex: number; elapsedMs: number };
  vad: SileroVad;
  stt: SpeechToText;
  tts: TextToSpeech;
  /** Who answers; what thinking takes is counted with the call's usage, and may be more where the caller has stopped speaking. */
  createBrain(usage: Pick<UsageMeter, 'thought'>, isUrgent: () => boolean): Brain<unknown>;
  watch: ProviderWatch;
  prices: VoicePrices;
  line: Line;
  desk: Desk;
  writer: CallWriter;
  metrics: VoiceMetrics;
  clock: Clock;
  logger: Logger;
  /** Of this worker's socket for browsers. */
  deskUrl: string;
  /** Why the desk cannot hand this caller to an entry of the directory; null where it can. */
  againstTransfer(entryId: string): Promise<Refusal | null>;
  /** Somebody may type instead of speaking: as long as no sound has come, nobody is asked whether they are there. */
  mayBeTyped?: boolean;
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
  /** Something typed instead of said. */
  typed(text: string): void;
  /** The line is gone. */
  hungUp(): void;
  end(ending: Ending): void;
  /** What people at the desk do with it. */
  readonly desk: Pick<DeskActs, 'act' | 'listen' | 'join' | 'nameOf'>;
  readonly language: Language;
  readonly floor: Floor;
}
