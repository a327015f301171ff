import type { CallOutcome, ClinicProfile } from '@vaani/clinic';
import type { Language } from './language/types.ts';

export type { CallOutcome } from '@vaani/clinic';
export type { Language } from './language/types.ts';

/** A tool that the brain asks for, or a model did. `arguments` are what the tool's zod schema takes. */
export interface ToolCall {
  id: string;
  name: string;
  arguments: Record<string, unknown>;
}

/** What a tool answered. `ok: false` carries a code that a brain can act on, never a stack. */
export type ToolResult = { ok: true; value: unknown } | { ok: false; code: string; value?: unknown };

/** What reaches the brain. Everything comes from outside: the policy has no clock and no sockets. */
export type BrainInput =
  | { kind: 'call-started' }
  | { kind: 'heard'; text: string; language?: Language; confidence: number; source: 'local' | 'stt' | 'typed' }
  | { kind: 'keyed'; digits: string }
  /** Somebody spoke, and it could not be made out. */
  | { kind: 'unclear' }
  | { kind: 'silence' }
  | { kind: 'tool-result'; call: ToolCall; result: ToolResult }
  /** The caller cut in; of the last reply this much had been heard. */
  | { kind: 'interrupted'; heardText: string }
  /** Postgres, a tool or a provider failed in a way that the brain should speak about. */
  | { kind: 'trouble'; what: 'database' | 'provider' }
  /** The call has lasted nearly as long as it may: before the next answer the caller learns how to get a person. */
  | { kind: 'long-call' }
  /** A note of the clinic's staff, for the brain alone: advice, never authority. */
  | { kind: 'whispered'; text: string }
  /** Staff had the agent's voice say this sentence to the caller. */
  | { kind: 'said-for-staff'; text: string }
  /** A person had the talk, or the caller was on hold; what was said meanwhile, in its order. */
  | { kind: 'handed-back'; turns: readonly TalkedTurn[]; why: 'handed-back' | 'hold' | 'line-lost' | 'not-reached' };

/** What was said in a call while the brain did not lead it: a person did, or another brain before it. */
export interface TalkedTurn {
  who: 'caller' | 'staff' | 'agent';
  text: string;
}

export interface SayAction {
  kind: 'say';
  /** As it stands in the transcript (Hinglish in Roman letters). */
  text: string;
  /** As the voice shall read it where that differs (Hinglish in Devanagari, numbers spelled out). */
  spoken?: string;
  language: Language;
  /** `staff`: a sentence of the clinic's staff, in the agent's voice; no brain says it. */
  purpose: 'reply' | 'filler' | 'read-back' | 'emergency' | 'goodbye' | 'staff';
  /** For a read-back: names what was read, so that the guard can issue a token once it was heard. */
  readBackId?: string;
  /**
   * A sentence may come in pieces as it is thought of, to be spoken in one breath: the first `begins` it, the last `ends` it. Absent where the text is whole.
   * What follows a breath that nothing ended stands on its own.
   */
  breath?: 'begins' | 'goes-on' | 'ends';
}

export type BrainAction =
  | SayAction
  | { kind: 'tool'; call: ToolCall }
  /** Hand the caller to a person; `reason` routes it. */
  | { kind: 'transfer'; reason: string }
  /** Hang up after what was said has been heard. */
  | { kind: 'end'; outcome: CallOutcome };

/** What the brain waits for now: steers the local recogniser, the end-of-turn policy and the desk's "what is happening". */
export interface Expectation {
  asked:
    | 'anything'
    | 'doctor'
    | 'day'
    | 'time'
    | 'slot'
    | 'patient'
    | 'birth'
    | 'phone'
    | 'confirm'
    | 'yes-no'
    | 'nothing';
  language: Language;
  /** JSGF for the local recogniser: all that can be said here, with a garbage path. Words in Devanagari or Roman. */
  grammar: string;
  /** Whose sounds the grammar's words have, where that is not `language`: the first question is open to all three. */
  grammarLanguage?: Language;
  /** Where keys are asked for: how many at most, and whether # ends them. One key is taken at once. */
  keypad?: { maxDigits: number; endsWithHash: boolean };
  /** Key and values of the desk's line ("offering slots with Dr Rao"); ids and times only, nothing personal. */
  activity: { key: string; values?: Record<string, string> };
}

export interface BrainStep<State> {
  state: State;
  actions: BrainAction[];
  expect: Expectation;
}

/**
 * What answers a caller: the rules, or a model with the rules behind it. Pure but for what a model streams: all it knows is in the state and what it
 * is told. Actions come one at a time, as soon as they are known; a tool is the last of its step, and its result is the next input.
 */
export interface Brain<State> {
  readonly kind: 'rules' | 'model';
  begin(context: BrainContext): State;
  /** Where `signal` aborts, nothing more comes, and the state stays as it was. */
  take(
    state: State,
    input: BrainInput,
    context: BrainContext,
    signal: AbortSignal,
  ): AsyncGenerator<BrainAction, BrainStep<State>>;
  /** What has come of the call so far. */
  outcomeOf(state: State): CallOutcome | null;
  languageOf(state: State): Language;
  /** Can it make something of this note of the staff? Where it can, `whispered` tells it. */
  takesNote(state: State, note: string, context: BrainContext): boolean;
}

/** What stays the same for the length of a call, and the time of this step. */
export interface BrainContext {
  now: string;
  zone: string;
  clinic: ClinicProfile;
  /** Names that belong to the caller's phone: for the grammar, never spoken unasked. Empty where the number is withheld. */
  candidates: { patientId: string; name: string }[];
  callerPhone: string | null;
  /** `local`: words come from the constrained recogniser, so a writing confirmation is a phrase or a key. */
  hearing: 'local' | 'free';
  languageGuess: Language;
  /** What the first words are about, where it is not an ordinary call. */
  opening?: Opening;
}

/**
 * Outside the clinic's hours, with the clinic's own words where it has some; or a call that the clinic places because it had promised to.
 */
export type Opening = { kind: 'after-hours'; words?: { en: string | null; hi: string | null } } | { kind: 'call-back' };
