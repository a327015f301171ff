import type { BrainContext } from '../brain.ts';
import type { Activity } from './activities.ts';
import { canTransfer } from './people.ts';
import { type Asked, numbersSaid, said, say } from './speak.ts';
import { type DialogueState, type Outcome, type Phase, useTool } from './state.ts';
import type { WordKey } from './words.ts';

/** Says a sentence and waits for its answer; it is what "phir se" repeats. */
export function ask(state: DialogueState, phase: Phase, activity: Activity, question: Asked): Outcome {
  return {
    state: { ...state, phase, activity: { key: activity, values: valuesOf(state) }, question },
    actions: [say(question, state.language)],
  };
}

function valuesOf(state: DialogueState): Record<string, string> {
  const doctorId = state.slot?.doctorId ?? state.doctorId;
  return {
    ...(doctorId === null ? {} : { doctorId }),
    ...(state.slot === null ? {} : { startsAt: state.slot.startsAt }),
  };
}

/** Fetches a person where there is one; else a message is left, and said so. */
export function toPerson(
  state: DialogueState,
  context: BrainContext,
  reason: string,
  words: WordKey = 'transfer',
): Outcome {
  if (!canTransfer(context)) return leaveMessage(state, context, reason);
  return {
    state: {
      ...state,
      phase: 'transferring',
      activity: { key: 'transferring' },
      outcome: state.outcome ?? 'transferred',
    },
    actions: [say(said(words, state.language), state.language), { kind: 'transfer', reason }],
  };
}

/** A promise that somebody rings back. */
export function leaveMessage(state: DialogueState, context: BrainContext, reason: string): Outcome {
  if (context.callerPhone === null && state.phone === null) {
    return ask({ ...state, goal: null }, 'phone', 'asking-phone', said('askPhone', state.language));
  }
  const told = useTool(state, 'leave_message', { reason });
  return { state: { ...told.state, activity: { key: 'taking-message' } }, actions: told.actions };
}

/** Advice first, at once; then a person. */
export function emergency(state: DialogueState, context: BrainContext): Outcome {
  const { language } = state;
  const known = context.clinic.emergencyNumbers;
  const numbers = numbersSaid(known.length > 0 ? known : ['112', '108'], language);
  const isPerson = canTransfer(context);
  const advice = say(said(isPerson ? 'emergency' : 'emergencyAlone', language, { numbers }), language, 'emergency');
  return {
    state: {
      ...state,
      phase: isPerson ? 'transferring' : 'open',
      goal: null,
      outcome: 'emergency',
      activity: { key: 'emergency' },
      question: { text: advice.text, spoken: advice.spoken ?? advice.text },
    },
    actions: isPerson ? [advice, { kind: 'transfer', reason: 'emergency' }] : [advice],
  };
}

/** The last words of a call. */
export function endCall(state: DialogueState, words: WordKey = 'goodbye'): Outcome {
  return {
    state: { ...state, phase: 'ended', activity: { key: 'goodbye' } },
    actions: [
      say(said(words, state.language), state.language, 'goodbye'),
      { kind: 'end', outcome: state.outcome ?? (words === 'noLine' ? 'abandoned' : 'informed') },
    ],
  };
}
