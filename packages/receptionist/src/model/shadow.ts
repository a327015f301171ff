import type { Slot } from '@vaani/clinic';
import type { BrainContext, SayAction, ToolCall } from '../brain.ts';
import { type Intent, understandIntent } from '../language/intent.ts';
import { advance } from '../rules/booking.ts';
import { chooseSlot, gather, merged } from '../rules/gather.ts';
import { readBackBooking, readBackKnown, readBackMove, readBackRegister, readBackWait } from '../rules/read-backs.ts';
import {
  type DialogueState,
  type ForWhom,
  type Goal,
  isSay,
  type KnownAppointment,
  type Outcome,
  type Phase,
} from '../rules/state.ts';
import { toolSchemas } from '../tools/definitions.ts';
import { type ReadBack, readBackIdOf } from '../tools/read-back.ts';
import { type WhomArguments, whomOf } from '../tools/whom.ts';
import { askedIn } from './asked.ts';

/** What the rules would have made of these words, as far as they bring something: a model may fail at any moment, and they go on from here. */
export function afterWords(dialogue: DialogueState, text: string, context: BrainContext): DialogueState {
  const isAnswer =
    dialogue.phase === 'confirm' ||
    (dialogue.phase === 'slots' && chooseSlot(text, dialogue.offered, context) !== null);
  if (isAnswer) return dialogue;
  const intent = understandIntent(text);
  const standing = dialogue.phase === 'open' ? goals[intent] : undefined;
  if (standing !== undefined) return { ...dialogue, goal: standing };
  if (dialogue.phase === 'identify' || dialogue.phase === 'birth') return dialogue;
  // "When does Dr Sharma sit" names a doctor, and wishes for none.
  if (intent === 'info' && dialogue.goal === null) return dialogue;
  const got = gather(text, dialogue, context);
  const isWish = !got.isEmpty || intent === 'book';
  return isWish ? merged({ ...dialogue, goal: dialogue.goal ?? 'book' }, got) : dialogue;
}

/** What is wished with an appointment that there is. */
const goals: Partial<Record<Intent, Goal>> = { cancel: 'cancel', reschedule: 'move', my_appointments: 'mine' };

/** Where a booking lacks something that no tool tells: a doctor, a day. */
const gathering: readonly Phase[] = ['open', 'doctor', 'day', 'time', 'which-day'];

/**
 * What the rules would ask now, once the model has asked something in its own words: by it the recogniser knows what may be answered, should only this
 * machine's be left, and the rules know what was asked, should they go on.
 */
export function afterReply(dialogue: DialogueState, reply: string, context: BrainContext): DialogueState {
  const asked = askedIn(reply);
  const isKnown = dialogue.goal === 'cancel' || dialogue.goal === 'move' || dialogue.goal === 'mine';
  if (asked === 'patient' && isKnown) return { ...dialogue, phase: 'identify' };
  if (asked !== null) return { ...dialogue, phase: asked };
  // It answered a read-back in its own words: nothing is waited for any more.
  if (/confirm$/.test(dialogue.phase)) return { ...dialogue, phase: 'open' };
  if (dialogue.goal !== 'book' || !gathering.includes(dialogue.phase)) return dialogue;
  const { state, actions } = advance(dialogue, context);
  return actions.every(isSay) ? state : dialogue;
}

/** What a tool was asked with, as the rules would have known it. Arguments that are none change nothing: the tool refuses them. */
export function afterCall(before: DialogueState, call: ToolCall, slots: readonly Slot[]): DialogueState {
  const dialogue: DialogueState = { ...before, phase: 'working', resume: null };
  const slotOf = ({ doctorId, startsAt }: { doctorId: string; startsAt: string }) =>
    slots.find((slot) => slot.doctorId === doctorId && Date.parse(slot.startsAt) === Date.parse(startsAt)) ?? null;
  switch (call.name) {
    case 'search_slots': {
      const args = toolSchemas.search_slots.safeParse(call.arguments).data;
      if (args === undefined) return dialogue;
      const { doctorId = null, speciality = null, from, to } = args;
      const when = dialogue.when ?? (from === to ? { date: from } : { date: from, dateTo: to });
      const goal = dialogue.goal === 'move' || dialogue.goal === 'wait' ? dialogue.goal : 'book';
      return { ...dialogue, goal, doctorId, speciality, when, choices: [], widened: 2, slot: null, offered: [] };
    }
    case 'hold_slot': {
      const args = toolSchemas.hold_slot.safeParse(call.arguments).data;
      const slot = args === undefined ? null : slotOf(args);
      if (slot === null) return dialogue;
      return { ...dialogue, offered: [slot, ...dialogue.offered.filter((one) => one !== slot)] };
    }
    case 'book_appointment': {
      const args = toolSchemas.book_appointment.safeParse(call.arguments).data;
      if (args === undefined) return dialogue;
      const forWhom = forWhomOf(args, dialogue);
      return { ...dialogue, goal: 'book', slot: slotOf(args), forWhom, phone: args.phone ?? dialogue.phone };
    }
    case 'reschedule_appointment': {
      const args = toolSchemas.reschedule_appointment.safeParse(call.arguments).data;
      if (args === undefined) return dialogue;
      return { ...dialogue, goal: 'move', slot: slotOf(args), target: knownOf(dialogue, args.appointmentId) };
    }
    case 'cancel_appointment': {
      const args = toolSchemas.cancel_appointment.safeParse(call.arguments).data;
      return { ...dialogue, goal: 'cancel', target: knownOf(dialogue, args?.appointmentId) };
    }
    case 'restore_appointment':
      return { ...dialogue, goal: 'restore', target: dialogue.cancelled };
    case 'join_waitlist': {
      const args = toolSchemas.join_waitlist.safeParse(call.arguments).data;
      if (args === undefined) return dialogue;
      const { doctorId = null, speciality = null, from, to, part } = args;
      const when = { date: from, dateTo: to, ...(part === undefined ? {} : { part }) };
      return { ...dialogue, goal: 'wait', doctorId, speciality, when, forWhom: forWhomOf(args, dialogue) };
    }
    case 'register_patient': {
      const args = toolSchemas.register_patient.safeParse(call.arguments).data;
      return args === undefined ? dialogue : { ...dialogue, forWhom: forWhomOf(args, dialogue) };
    }
    case 'my_appointments':
      return { ...dialogue, goal: dialogue.goal === 'cancel' || dialogue.goal === 'move' ? dialogue.goal : 'mine' };
    case 'identify_patient':
      return { ...dialogue, name: toolSchemas.identify_patient.safeParse(call.arguments).data?.name ?? null };
    default:
      return dialogue;
  }
}

/** Whom the verified caller is, they have said themselves: it is their name that is read back. */
function forWhomOf(args: WhomArguments, { verifiedId, name }: DialogueState): ForWhom {
  const { phone: _, ...who } = whomOf(args);
  const isVerified = who.patientId !== undefined && who.patientId === verifiedId && name !== null;
  return isVerified && who.name === undefined ? { ...who, name } : who;
}

const knownOf = ({ own, listed }: DialogueState, appointmentId: string | undefined): KnownAppointment | null =>
  [...own, ...listed].find((one) => one.appointmentId === appointmentId) ?? null;

/**
 * The read-back of a write that a model asked for, in the rules' words and of exactly the tool's values; null where what would be written is not known in
 * this call, so that there is nothing to read.
 */
export function readBackOf(
  dialogue: DialogueState,
  call: ToolCall,
  context: BrainContext,
): { dialogue: DialogueState; say: SayAction } | null {
  const read = outcomeOf(dialogue, call, context);
  const say = read?.outcome.actions.find(isSay);
  if (read === null || say === undefined) return null;
  return { dialogue: read.outcome.state, say: { ...say, purpose: 'read-back', readBackId: readBackIdOf(read.of) } };
}

function outcomeOf(
  dialogue: DialogueState,
  call: ToolCall,
  context: BrainContext,
): { outcome: Outcome; of: ReadBack } | null {
  const { slot, target, forWhom } = dialogue;
  switch (call.name) {
    case 'book_appointment': {
      const args = toolSchemas.book_appointment.safeParse(call.arguments).data;
      if (args === undefined || slot === null) return null;
      const { doctorId, startsAt } = args;
      const outcome = readBackBooking(dialogue, slot, forWhom ?? {}, context);
      return { outcome, of: { kind: 'book', doctorId, startsAt, ...whomOf(args) } };
    }
    case 'reschedule_appointment': {
      const args = toolSchemas.reschedule_appointment.safeParse(call.arguments).data;
      if (args === undefined || slot === null || target === null) return null;
      const { appointmentId, doctorId, startsAt } = args;
      return {
        outcome: readBackMove(dialogue, target, slot, context),
        of: { kind: 'move', appointmentId, doctorId, startsAt },
      };
    }
    case 'cancel_appointment':
    case 'restore_appointment': {
      if (target === null) return null;
      const kind = call.name === 'cancel_appointment' ? 'cancel' : 'restore';
      const { appointmentId } = target;
      return { outcome: readBackKnown(dialogue, target, kind, context), of: { kind, appointmentId } };
    }
    case 'join_waitlist': {
      const args = toolSchemas.join_waitlist.safeParse(call.arguments).data;
      if (args === undefined) return null;
      const { doctorId, speciality, from, to, part } = args;
      const wish = {
        ...(doctorId === undefined ? {} : { doctorId }),
        ...(speciality === undefined ? {} : { speciality }),
        ...(part === undefined ? {} : { part }),
      };
      return { outcome: readBackWait(dialogue, context), of: { kind: 'wait', from, to, ...wish, ...whomOf(args) } };
    }
    case 'register_patient': {
      const args = toolSchemas.register_patient.safeParse(call.arguments).data;
      if (args === undefined) return null;
      return { outcome: readBackRegister(dialogue, forWhom ?? {}), of: { kind: 'register', ...whomOf(args) } };
    }
    default:
      return null;
  }
}
