import type { Slot } from '@vaani/clinic';
import type { BrainAction, BrainContext, CallOutcome, Language, SayAction } from '../brain.ts';
import type { WhenReading } from '../language/types.ts';
import type { BirthSaid } from '../tools/read-back.ts';

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
  | 'restore-confirm'
  | 'wait-offer'
  | 'wait-confirm'
  | 'age'
  | 'guardian'
  | 'queue-doctor'
  | 'message'
  | 'offer-callback'
  | 'working'
  | 'transferring'
  | 'ended';

export type Goal = 'book' | 'move' | 'wait' | 'cancel' | 'mine' | 'restore' | 'queue';

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
  birth?: BirthSaid;
  relation?: string;
  guardian?: { name: string; relation: string };
}

/** Somebody of the caller's family, as they were spoken of. */
export interface Relative {
  /** Whose phone it is, seen from the patient. */
  relation: string;
  isChild: boolean;
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
  relative: Relative | null;
  /** The caller would not say their own name: it is not asked again. */
  isGuardianAsked: boolean;
  /** Offers of slots that were turned down in a row. */
  refusals: number;
  /** A follow-up was asked for; `null` where not, else whether it was looked for. */
  followUp: 'wanted' | 'looked-for' | null;
  /** The service to search for, where it is not the ordinary one, and the last day on which it may be. */
  service: { id: string; until: string } | null;
  phone: string | null;
  name: string | null;
  verifiedId: string | null;
  own: KnownAppointment[];
  listed: KnownAppointment[];
  target: KnownAppointment | null;
  /** What this call cancelled last: it may be put back. */
  cancelled: KnownAppointment | null;
  /** What a question was asked in the middle of: where its answer goes back to. */
  resume: Phase | null;
  outcome: CallOutcome | null;
  /** Failures to understand in a row. */
  unclear: number;
  /** How often in a row the same question was asked again, though the words were some. */
  askedAgain: number;
  silences: number;
  rereads: number;
  tools: number;
  activity: { key: string; values?: Record<string, string> };
  /** What was asked last, for "phir se boliye". */
  question: { text: string; spoken: string; readBackId?: string };
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
    relative: null,
    isGuardianAsked: false,
    refusals: 0,
    followUp: null,
    service: null,
    phone: null,
    name: null,
    verifiedId: null,
    own: [],
    listed: [],
    target: null,
    cancelled: null,
    resume: null,
    outcome: null,
    unclear: 0,
    askedAgain: 0,
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
  relative: null,
  isGuardianAsked: false,
  refusals: 0,
  followUp: null,
  service: null,
  target: null,
  rereads: 0,
});

export const isSay = (action: BrainAction): action is SayAction => action.kind === 'say';
