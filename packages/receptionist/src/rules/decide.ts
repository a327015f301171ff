import type { Slot } from '@vaani/clinic';
import type { BrainContext, BrainInput, BrainStep, ToolCall, ToolResult } from '../brain.ts';
import { ask, endCall, leaveMessage, toPerson } from './ask.ts';
import { onHeld, onRefused, onSlots, onUnsearched } from './booking.ts';
import { expectationOf } from './expect.ts';
import { greeting } from './greeting.ts';
import { handedBack } from './handed-back.ts';
import { hear } from './hear.ts';
import { keyed } from './keys.ts';
import { list, onCancelled, onListed, onRestored, onUnidentified } from './known.ts';
import { canTransfer, isLandline } from './people.ts';
import { onFollowUp, proceed } from './proceed.ts';
import { onQueue } from './queue.ts';
import { notUnderstood, repeatWith, silent } from './repair.ts';
import { doctorSaid, said, say, slotSaid } from './speak.ts';
import { cleared, type DialogueState, type KnownAppointment, newState, type Outcome } from './state.ts';
import { whispered } from './whispered.ts';

/** The state that a call begins with. */
export const createDialogue = (context: BrainContext): DialogueState => newState(context);

/**
 * The rule-based brain: pure and deterministic. Takes what was heard, keyed or answered by a tool, and says what to say, which tool to run,
 * and what can be said next. Never asks for more than one tool at a time.
 */
export function decide(state: DialogueState, input: BrainInput, context: BrainContext): BrainStep<DialogueState> {
  const isDone = state.phase === 'ended' && input.kind !== 'handed-back';
  const outcome = isDone ? { state, actions: [] } : step(state, input, context);
  return { ...outcome, expect: expectationOf(outcome.state, context) };
}

function step(state: DialogueState, input: BrainInput, context: BrainContext): Outcome {
  switch (input.kind) {
    case 'call-started': {
      const { text, spoken, language } = greeting(context);
      return ask({ ...state, language }, 'open', 'greeting', { text, spoken: spoken ?? text });
    }
    case 'heard':
      return input.text.trim() === '' ? notUnderstood(state, context) : hear(state, input, context);
    case 'keyed':
      return keyed(state, input.digits, context);
    case 'unclear':
      return notUnderstood({ ...state, silences: 0 }, context);
    case 'silence':
      return ['working', 'transferring'].includes(state.phase) ? { state, actions: [] } : silent(state, context);
    case 'interrupted':
      // What was cut off need not be repeated: the words that follow say what the caller wants.
      return { state, actions: [] };
    case 'trouble':
      return input.what === 'database' ? trouble(state, context) : toPerson(state, context, 'trouble', 'cannotMyself');
    case 'long-call':
      return canTransfer(context) && !['working', 'transferring'].includes(state.phase)
        ? repeatWith(state, said('longCall', state.language))
        : { state, actions: [] };
    case 'whispered':
      return whispered(state, input.text, context) ?? { state, actions: [] };
    case 'said-for-staff':
      return { state, actions: [] };
    case 'handed-back':
      return handedBack(state, input, context);
    case 'tool-result':
      return onResult({ ...state, phase: 'working' }, input.call, input.result, context);
  }
}

function onResult(state: DialogueState, call: ToolCall, result: ToolResult, context: BrainContext): Outcome {
  if (!result.ok && result.code === 'unavailable' && call.name !== 'leave_message') return trouble(state, context);
  switch (call.name) {
    case 'search_slots': {
      if (!result.ok) return onUnsearched(state, result, context);
      return onSlots(state, (result.value as { slots: Slot[] }).slots, context);
    }
    case 'hold_slot':
      return onHeld(state, result, context);
    case 'book_appointment':
      return result.ok ? onBooked(state, result.value as KnownAppointment, context) : onRefused(state, result, context);
    case 'reschedule_appointment':
      return result.ok ? onMoved(state, result.value as KnownAppointment, context) : onRefused(state, result, context);
    case 'join_waitlist':
      return result.ok ? onWaits(state) : onRefused(state, result, context);
    case 'queue_status':
      return onQueue(state, result, context);
    case 'follow_up':
      return onFollowUp(state, result, context);
    case 'identify_patient': {
      if (!result.ok) return onUnidentified(state, result, context);
      const known = { ...state, verifiedId: (result.value as { patientId: string }).patientId };
      return known.goal === 'book' ? proceed(known, context) : list(known);
    }
    case 'my_appointments': {
      if (!result.ok) return toPerson(state, context, 'appointments', 'cannotMyself');
      const { appointments } = result.value as { appointments: { id: string; doctorId: string; startsAt: string }[] };
      const found = appointments.map(({ id, doctorId, startsAt }) => ({ appointmentId: id, doctorId, startsAt }));
      return onListed(state, found, context);
    }
    case 'cancel_appointment':
      return onCancelled(state, result, context);
    case 'restore_appointment':
      return onRestored(state, result, context);
    case 'leave_message':
      return onMessage(state, result, context);
    default:
      return notUnderstood(state, context);
  }
}

function onBooked(state: DialogueState, made: KnownAppointment, context: BrainContext): Outcome {
  const { language } = state;
  const { appointmentId, doctorId, startsAt } = made;
  const sentence = said(isLandline(context) ? 'bookedLandline' : 'booked', language, {
    doctor: doctorSaid(doctorId, context, language),
    slot: slotSaid(startsAt, context, language),
  });
  const own = [...state.own, { appointmentId, doctorId, startsAt }];
  const asked = ask({ ...cleared(state), own, outcome: 'booked' }, 'open', 'booked', sentence);
  return { ...asked, state: { ...asked.state, activity: { key: 'booked', values: { doctorId, startsAt } } } };
}

function onMoved(state: DialogueState, made: KnownAppointment, context: BrainContext): Outcome {
  const { language, target } = state;
  const { appointmentId, doctorId, startsAt } = made;
  const moved = (one: KnownAppointment) =>
    one.appointmentId === target?.appointmentId ? { appointmentId, doctorId, startsAt } : one;
  const sentence = said(isLandline(context) ? 'movedLandline' : 'moved', language, {
    doctor: doctorSaid(doctorId, context, language),
    slot: slotSaid(startsAt, context, language),
  });
  const rest = {
    ...cleared(state),
    own: state.own.map(moved),
    listed: state.listed.map(moved),
    outcome: 'moved' as const,
  };
  const asked = ask(rest, 'open', 'moved', sentence);
  return { ...asked, state: { ...asked.state, activity: { key: 'moved', values: { doctorId, startsAt } } } };
}

/** On the waiting list: what is left to say. */
const onWaits = (state: DialogueState): Outcome =>
  ask({ ...cleared(state), outcome: state.outcome ?? 'informed' }, 'open', 'waiting', said('waits', state.language));

function onMessage(state: DialogueState, result: ToolResult, context: BrainContext): Outcome {
  const { language } = state;
  if (result.ok) return endCall({ ...state, outcome: state.outcome ?? 'message' }, 'messageLeft');
  if (result.code === 'no-phone')
    return ask({ ...state, goal: null }, 'phone', 'asking-phone', said('askPhone', language));
  if (canTransfer(context)) return toPerson(state, context, 'trouble', 'cannotMyself');
  return endCall({ ...state, outcome: state.outcome ?? 'failed' }, 'troubleEnd');
}

/** The database does not answer: say so, book nothing, and promise a call back. */
function trouble(state: DialogueState, context: BrainContext): Outcome {
  const sentence = say(said('trouble', state.language), state.language);
  const told = leaveMessage(state, context, 'trouble');
  return { state: told.state, actions: [sentence, ...told.actions] };
}
