import type { Slot } from '@vaani/clinic';
import type { BrainAction, BrainContext, CallOutcome, Language, SayAction } from '../brain.ts';
import type { WhenReading } from '../language/types.ts';

/** What the dialogue is waiting for. `working` is a tool. */
export type Phase =
  | 'open'
  | 'doctor'
  | 'day'
  | 'time'
  | 'which-day'
  | 'slots'
  | 'patient'
  | 'phone'
  | 'confirm'
  | 'change'
  | 'identify'
  | 'birth'
  | 'which'
  | 'cancel-confirm'
  | 'message'
  | 'offer-callback'
  | 'working'
  | 'transferring'
  | 'ended';

export type Goal = 'book' | 'cancel' | 'mine';

/** An appointment that this call knows of: made in it, or listed to the verified caller. */
export interface KnownAppointment {
  appointmentId: string;
  doctorId: string;
  startsAt: string;
}

/** Whom it is for. Without `patientId` a new entry is made; without `name` the desk completes it. */
export interface ForWhom {
  patientId?: string;
  name?: string;
}

/** All that a turn needs, as plain data: it can be kept, sent and replayed. */
export interface DialogueState {
  language: Language;
  phase: Phase;
  goal: Goal | null;
  /** Utterances and keys taken in so far. */
  turns: number;
  doctorId: string | null;
  speciality: string | null;
  when: WhenReading | null;
  /** Readings between which the caller is asked to choose. */
  choices: WhenReading[];
  /** How far the search has been widened: as asked, the whole day, the fortnight from there. */
  widened: 0 | 1 | 2;
  offered: Slot[];
  slot: Slot | null;
  forWhom: ForWhom | null;
  phone: string | null;
  name: string | null;
  verifiedId: string | null;
  own: KnownAppointment[];
  listed: KnownAppointment[];
  target: KnownAppointment | null;
  outcome: CallOutcome | null;
  /** Failures to understand in a row. */
  unclear: number;
  silences: number;
  rereads: number;
  tools: number;
  activity: { key: string; values?: Record<string, string> };
  /** What was asked last, for "phir se boliye". */
  question: { text: string; spoken: string };
}

export interface Turn {
  state: DialogueState;
  context: BrainContext;
}

export interface Outcome {
  state: DialogueState;
  actions: BrainAction[];
}

export function newState(context: BrainContext): DialogueState {
  return {
    language: context.languageGuess,
    phase: 'open',
    goal: null,
    turns: 0,
    doctorId: null,
    speciality: null,
    when: null,
    choices: [],
    widened: 0,
    offered: [],
    slot: null,
    forWhom: null,
    phone: null,
    name: null,
    verifiedId: null,
    own: [],
    listed: [],
    target: null,
    outcome: null,
    unclear: 0,
    silences: 0,
    rereads: 0,
    tools: 0,
    activity: { key: 'greeting' },
    question: { text: '', spoken: '' },
  };
}

/** A tool call with the next id of this call; the dialogue waits for its result. */
export function useTool(state: DialogueState, name: string, args: Record<string, unknown>): Outcome {
  const tools = state.tools + 1;
  return {
    state: { ...state, tools, phase: 'working' },
    actions: [{ kind: 'tool', call: { id: `t${tools}`, name, arguments: args } }],
  };
}

/** Forgets what one booking was about. */
export const cleared = (state: DialogueState): DialogueState => ({
  ...state,
  goal: null,
  doctorId: null,
  speciality: null,
  when: null,
  choices: [],
  widened: 0,
  offered: [],
  slot: null,
  forWhom: null,
  target: null,
  rereads: 0,
});

export const isSay = (action: BrainAction): action is SayAction => action.kind === 'say';
