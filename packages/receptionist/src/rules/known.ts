import type { BrainContext, ToolResult } from '../brain.ts';
import { fitsReading } from '../times-said.ts';
import type { BirthSaid } from '../tools/read-back.ts';
import { ask, toPerson } from './ask.ts';
import { advance } from './booking.ts';
import { readBackKnown } from './read-backs.ts';
import { doctorSaid, listed, localTime, said, slotSaid } from './speak.ts';
import { cleared, type DialogueState, type KnownAppointment, type Outcome, useTool } from './state.ts';
import type { WordKey } from './words.ts';

/** Why a person is fetched where the rules cannot go on. */
const reasonOf = ({ goal }: DialogueState): string =>
  goal === 'cancel' ? 'cancel' : goal === 'move' ? 'reschedule' : 'appointments';

/**
 * Cancelling, moving and being told of one's appointments: what this call booked itself, else only after the caller was verified. A doctor who was named
 * narrows it down.
 */
export function startKnown(state: DialogueState, context: BrainContext): Outcome {
  const own = ofDoctor(state.own, state.doctorId);
  const last = own.at(-1);
  if (state.goal === 'mine' && state.verifiedId === null && last !== undefined) return tell(state, own, context);
  if (state.goal !== 'mine' && last !== undefined) return withTarget(state, last, context);
  if (state.verifiedId !== null) return list(state);
  return identify(state, context);
}

/** Whose appointment is it? Where no name can be heard, a person asks. */
export function identify(state: DialogueState, context: BrainContext): Outcome {
  return canIdentify(context)
    ? ask(state, 'identify', 'asking-patient', said('identify', state.language))
    : toPerson(state, context, reasonOf(state), 'cannotMyself');
}

export const canIdentify = (context: BrainContext): boolean =>
  context.callerPhone !== null && (context.hearing === 'free' || context.candidates.length > 0);

const ofDoctor = (all: readonly KnownAppointment[], doctorId: string | null): readonly KnownAppointment[] => {
  const theirs = doctorId === null ? [] : all.filter((one) => one.doctorId === doctorId);
  return theirs.length > 0 ? theirs : all;
};

/** A name was said. Whether it is known here is not given away: the birth is asked for in any case. */
export function onName(state: DialogueState, name: string, context: BrainContext): Outcome {
  const words = context.hearing === 'free' ? 'askBirthFreely' : 'askBirth';
  return ask({ ...state, name }, 'birth', 'asking-birth', said(words, state.language));
}

export function onBirth(state: DialogueState, birth: BirthSaid): Outcome {
  return useTool(state, 'identify_patient', { name: state.name ?? '', birth });
}

export function onUnidentified(
  state: DialogueState,
  result: ToolResult & { ok: false },
  context: BrainContext,
): Outcome {
  if (result.code === 'not-verified') {
    return ask({ ...state, name: null }, 'identify', 'asking-patient', said('notVerified', state.language));
  }
  return toPerson(state, context, 'identification', 'cannotMyself');
}

export const list = (state: DialogueState): Outcome =>
  useTool(state, 'my_appointments', { patientId: state.verifiedId ?? '' });

export function onListed(state: DialogueState, found: readonly KnownAppointment[], context: BrainContext): Outcome {
  const { language, goal } = state;
  const listedNow = found.slice(0, 4);
  const known = { ...state, listed: listedNow };
  if (listedNow.length === 0) {
    const rest = { ...cleared(known), outcome: state.outcome ?? ('informed' as const) };
    return ask(rest, 'open', 'informing', said('noneFound', language));
  }
  if (goal === 'mine') return tell(known, listedNow, context);
  const meant = ofDay(ofDoctor(listedNow, state.doctorId), state, context);
  const [only, other] = meant;
  if (only !== undefined && other === undefined) return withTarget(known, only, context);
  const words: WordKey = goal === 'move' ? 'whichMove' : 'whichCancel';
  const activity = goal === 'move' ? 'moving' : 'cancelling';
  const sentence = said(words, language, { list: appointmentsSaid(meant, state, context) });
  return ask({ ...known, listed: [...meant] }, 'which', activity, sentence);
}

/** "Cancel the one on Wednesday". Of a move the day may be the new one, so it tells nothing. */
function ofDay(all: readonly KnownAppointment[], { goal, when }: DialogueState, context: BrainContext) {
  if (goal !== 'cancel' || when === null) return all;
  const fitting = all.filter(({ startsAt }) => fitsReading(startsAt, when, context.zone));
  return fitting.length > 0 ? fitting : all;
}

function tell(state: DialogueState, all: readonly KnownAppointment[], context: BrainContext): Outcome {
  const rest = { ...cleared(state), outcome: state.outcome ?? ('informed' as const) };
  const list = appointmentsSaid(all, state, context);
  return ask(rest, 'open', 'informing', said('mine', state.language, { list }));
}

const appointmentsSaid = (all: readonly KnownAppointment[], { language }: DialogueState, context: BrainContext) =>
  listed(
    all.map(({ doctorId, startsAt }) => {
      const [doctor, slot] = [doctorSaid(doctorId, context, language), slotSaid(startsAt, context, language)];
      return { text: `${doctor.text}, ${slot.text}`, spoken: `${doctor.spoken}, ${slot.spoken}` };
    }),
    language,
    'and',
  );

/** The appointment that is meant is known: cancel it after a read-back, or ask where it is to go. */
export function withTarget(state: DialogueState, target: KnownAppointment, context: BrainContext): Outcome {
  return state.goal === 'move' ? move(state, target, context) : readBackKnown(state, target, 'cancel', context);
}

/** A day that names the appointment itself is not where it is to go; an hour alone is one of the same day. */
function move(state: DialogueState, target: KnownAppointment, context: BrainContext): Outcome {
  const { when } = state;
  const { date } = localTime(target.startsAt, context);
  const hasTime = [when?.time, when?.timeFrom, when?.timeTo, when?.part].some((part) => part !== undefined);
  const isOwnDay = when?.date === date && (when.dateTo ?? date) === date;
  const wanted = isOwnDay && !hasTime ? null : when;
  const isOnItself = wanted !== null && wanted.time !== undefined && fitsReading(target.startsAt, wanted, context.zone);
  const next = { ...state, target, doctorId: target.doctorId, speciality: null, when: isOnItself ? null : wanted };
  return advance(next, context);
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
      cancelled: target,
      own: state.own.filter(gone),
      listed: state.listed.filter(gone),
      outcome: 'cancelled' as const,
    };
    return ask(rest, 'open', 'cancelled', said('cancelled', language, values));
  }
  return onUnchanged(state, result, 'cancel', context);
}

/** Puts back what was cancelled last. */
export function restoreIt(state: DialogueState): Outcome {
  const asked = useTool(state, 'restore_appointment', { appointmentId: state.target?.appointmentId ?? '' });
  return { state: { ...asked.state, activity: { ...state.activity, key: 'booking' } }, actions: asked.actions };
}

export function onRestored(state: DialogueState, result: ToolResult, context: BrainContext): Outcome {
  const { language, target } = state;
  if (result.ok && target !== null) {
    const values = {
      doctor: doctorSaid(target.doctorId, context, language),
      slot: slotSaid(target.startsAt, context, language),
    };
    const rest = { ...cleared(state), cancelled: null, own: [...state.own, target], outcome: 'booked' as const };
    return ask(rest, 'open', 'booked', said('restored', language, values));
  }
  return onUnchanged(state, result, 'restore', context);
}

function onUnchanged(
  state: DialogueState,
  result: ToolResult,
  kind: 'cancel' | 'restore',
  context: BrainContext,
): Outcome {
  const isUnheard = !result.ok && ['read-back-not-heard', 'not-confirmed'].includes(result.code);
  if (isUnheard && state.target !== null && state.rereads < 2)
    return readBackKnown({ ...state, rereads: state.rereads + 1 }, state.target, kind, context);
  return toPerson(state, context, kind === 'cancel' ? 'cancel' : 'reschedule', 'cannotMyself');
}
