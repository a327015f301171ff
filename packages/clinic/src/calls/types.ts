import type { Language } from '../language.ts';
import type { CallDisposition } from './call-query.ts';
import type { CallTask } from './call-tasks.ts';
import type { Mood } from './mood.ts';
import type { StaffAct, ToolNote, TurnStages } from './turn-record.ts';
import type { CallWish } from './wishes.ts';

export type { Mood } from './mood.ts';

export type CallOutcome =
  | 'booked'
  | 'moved'
  | 'cancelled'
  | 'informed'
  | 'message'
  | 'transferred'
  | 'staff'
  | 'emergency'
  | 'abandoned'
  | 'failed';

/** One turn as it is written. Times are milliseconds from the start of the call. */
export interface CallTurnInput {
  turnId: string;
  index: number;
  who: 'caller' | 'agent' | 'staff';
  /** Of the agent: what was heard of it. */
  text: string;
  language: Language;
  confidence?: number;
  isUnclear?: boolean;
  startedMs: number;
  endedMs: number;
  gapMs?: number;
  isInterrupted?: boolean;
  /** Timings and reasons: numbers and keys, nothing personal. */
  record?: Record<string, number | string | boolean | number[]>;
}

export interface CallSummary {
  id: string;
  direction: 'inbound' | 'outbound' | 'browser';
  /** Masked number, or the patient's name where the caller was identified. */
  caller: string;
  patientId: string | null;
  language: Language;
  startedAt: string;
  durationSeconds: number | null;
  outcome: CallOutcome | null;
  mood: Mood | null;
  summary: string | null;
  /** The same in Hindi, where it was made in both. */
  summaryHindi: string | null;
  turnCount: number;
  interruptions: number;
  /** A provider was switched in mid-call. */
  hasFallenBack: boolean;
  /** What staff made of it. */
  disposition: CallDisposition | null;
  wishes: CallWish[];
}

/** What the summary of a call is made from. */
export interface CallFacts {
  outcome: CallOutcome;
  language: Language;
  /** In their order; of the agent what was heard of it. */
  turns: { who: 'caller' | 'agent' | 'staff'; text: string; isUnclear: boolean }[];
  /** That were made or changed in the call; dates in the clinic's zone, as they are written in English and in Hindi. */
  appointments: {
    doctorName: string;
    date: string;
    hindi: { doctorName: string; date: string };
    status: string;
  }[];
}

/** How a call ended. */
export interface CallEnd {
  outcome: CallOutcome;
  durationMs: number;
  language: Language;
  /** A provider was switched in mid-call. */
  hasFallenBack?: boolean;
  /** Of its providers: numbers by provider, nothing personal. */
  usage?: object;
  /** Null where a price is not known. */
  costPaise?: number | null;
}

export interface CallDetail extends CallSummary {
  /** Null where it is not known, and for those who may not see it. */
  costPaise: number | null;
  turns: (Omit<CallTurnInput, 'record' | 'confidence' | 'gapMs'> & {
    confidence: number | null;
    gapMs: number | null;
    isUnclear: boolean;
    isInterrupted: boolean;
    stages: TurnStages;
  })[];
  events: { id: string; kind: string; atMs: number; payload: unknown }[];
  /** Of these the tools, as they may be told. */
  tools: ToolNote[];
  /** And what staff did with it while it was under way. */
  acts: StaffAct[];
  /** What staff wrote about it. */
  notes: string | null;
  /** When staff last wrote notes or disposition, and who. */
  review: { at: string; by: string | null } | null;
  tasks: CallTask[];
  appointments: {
    id: string;
    doctorName: string;
    startsAt: string;
    endsAt: string;
    status: string;
    patientName: string | null;
  }[];
}
