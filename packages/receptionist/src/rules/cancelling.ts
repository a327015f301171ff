import type { BrainContext, ToolResult } from '../brain.ts';
import { readBackIdOf } from '../tools/read-back.ts';
import { ask, toPerson } from './ask.ts';
import { doctorSaid, listed, said, say, slotSaid } from './speak.ts';
import { cleared, type DialogueState, type KnownAppointment, type Outcome, useTool } from './state.ts';

/** Cancelling and being told of one's appointments: what this call booked itself, else only after the caller was verified. */
export function startKnown(state: DialogueState, context: BrainContext): Outcome {
  const own = state.own.at(-1);
  if (state.goal === 'cancel' && own !== undefined) return readBackCancel({ ...state, target: own }, context);
  if (state.verifiedId !== null) return list(state);
  if (context.callerPhone === null || (context.hearing === 'local' && context.candidates.length === 0)) {
    return toPerson(state, context, state.goal === 'cancel' ? 'cancel' : 'appointments', 'cannotMyself');
  }
  return ask(state, 'identify', 'asking-patient', said('identify', state.language));
}

/** A name was said. Whether it is known here is not given away: the year of birth is asked for in any case. */
export function onName(state: DialogueState, name: string): Outcome {
  return ask({ ...state, name }, 'birth', 'asking-birth', said('askBirth', state.language));
}

export function onBirthYear(state: DialogueState, year: number): Outcome {
  return useTool(state, 'identify_patient', { name: state.name ?? '', birth: { year } });
}

export function onIdentified(state: DialogueState, result: ToolResult, context: BrainContext): Outcome {
  if (result.ok) {
    const { patientId } = result.value as { patientId: string };
    return list({ ...state, verifiedId: patientId });
  }
  if (result.code === 'not-verified') {
    return ask({ ...state, name: null }, 'identify', 'asking-patient', said('notVerified', state.language));
  }
  return toPerson(state, context, 'identification', 'cannotMyself');
}

const list = (state: DialogueState): Outcome =>
  useTool(state, 'my_appointments', { patientId: state.verifiedId ?? '' });

export function onListed(state: DialogueState, found: readonly KnownAppointment[], context: BrainContext): Outcome {
  const { language } = state;
  const listedNow = found.slice(0, 4);
  const known = { ...state, listed: listedNow };
  const [first] = listedNow;
  if (first === undefined)
    return ask(
      { ...cleared(known), outcome: state.outcome ?? 'informed' },
      'open',
      'informing',
      said('noneFound', language),
    );
  const each = listed(
    listedNow.map((one) => {
      const doctor = doctorSaid(one.doctorId, context, language);
      const slot = slotSaid(one.startsAt, context, language);
      return { text: `${doctor.text}, ${slot.text}`, spoken: `${doctor.spoken}, ${slot.spoken}` };
    }),
    language,
    'and',
  );
  if (state.goal === 'mine') {
    return ask(
      { ...cleared(known), outcome: state.outcome ?? 'informed' },
      'open',
      'informing',
      said('mine', language, { list: each }),
    );
  }
  if (listedNow.length === 1) return readBackCancel({ ...known, target: first }, context);
  return ask(known, 'which', 'cancelling', said('whichCancel', language, { list: each }));
}

export function readBackCancel(state: DialogueState, context: BrainContext): Outcome {
  const { target, language } = state;
  if (target === null) return startKnown(state, context);
  const sentence = said('cancelReadBack', language, {
    doctor: doctorSaid(target.doctorId, context, language),
    slot: slotSaid(target.startsAt, context, language),
  });
  const asked = ask(state, 'cancel-confirm', 'confirming', sentence);
  const readBackId = readBackIdOf({ kind: 'cancel', appointmentId: target.appointmentId });
  const values = { doctorId: target.doctorId, startsAt: target.startsAt };
  return {
    state: { ...asked.state, activity: { key: 'confirming', values } },
    actions: [{ ...say(sentence, language, 'read-back'), readBackId }],
  };
}

export function cancelIt(state: DialogueState): Outcome {
  const asked = useTool(state, 'cancel_appointment', { appointmentId: state.target?.appointmentId ?? '' });
  return { state: { ...asked.state, activity: { ...state.activity, key: 'cancelling' } }, actions: asked.actions };
}

export function onCancelled(state: DialogueState, result: ToolResult, context: BrainContext): Outcome {
  const { language, target } = state;
  if (result.ok && target !== null) {
    const gone = (one: KnownAppointment) => one.appointmentId !== target.appointmentId;
    const values = {
      doctor: doctorSaid(target.doctorId, context, language),
      slot: slotSaid(target.startsAt, context, language),
    };
    const rest = {
      ...cleared(state),
      own: state.own.filter(gone),
      listed: state.listed.filter(gone),
      outcome: 'cancelled' as const,
    };
    return ask(rest, 'open', 'cancelled', said('cancelled', language, values));
  }
  if (!result.ok && ['read-back-not-heard', 'not-confirmed'].includes(result.code) && state.rereads < 2) {
    return readBackCancel({ ...state, rereads: state.rereads + 1 }, context);
  }
  return toPerson(state, context, 'cancel', 'cannotMyself');
}
