import type { Slot } from '@vaani/clinic';
import type { BrainContext, Language } from '../brain.ts';
import { type Said, sayDate, sayName, sayPart, spoken } from '../language/spoken.ts';
import { type ReadBack, readBackIdOf, type Whom } from '../tools/read-back.ts';
import type { Activity } from './activities.ts';
import { ask } from './ask.ts';
import { addDays } from './days.ts';
import { doctorReadBack, doctorSaid, localTime, said, slotSaid, whoSaid } from './speak.ts';
import type { DialogueState, ForWhom, KnownAppointment, Outcome, Phase } from './state.ts';

/** A waiting list is joined for so many days where no last one was said. */
const WAIT_DAYS = 14;

/** Reads back and waits. It names itself, so that the guard knows what was heard. */
function readBack(
  state: DialogueState,
  phase: Phase,
  sentence: Said,
  of: ReadBack,
  values?: Record<string, string>,
): Outcome {
  const asked = ask(state, phase, 'confirming', { ...sentence, readBackId: readBackIdOf(of) });
  if (values === undefined) return asked;
  const activity: { key: Activity; values: Record<string, string> } = { key: 'confirming', values };
  return { ...asked, state: { ...asked.state, activity } };
}

/** Who, doctor, day with date and time. */
export function readBackBooking(state: DialogueState, slot: Slot, forWhom: ForWhom, context: BrainContext): Outcome {
  const { language } = state;
  const values = {
    doctor: doctorReadBack(slot.doctorId, context, language),
    slot: slotSaid(slot.startsAt, context, language),
    name: personSaid(forWhom, language),
  };
  const sentence = said(forWhom.name === undefined ? 'readBackUnnamed' : 'readBack', language, values);
  return readBack(state, 'confirm', sentence, { kind: 'book', ...bookingOf(state, slot) });
}

/** The values of the booking, as the read-back names them and the tool takes them. */
export const bookingOf = (state: DialogueState, slot: Slot) => ({
  doctorId: slot.doctorId,
  startsAt: slot.startsAt,
  ...whomOf(state),
});

/** For whom: a patient of the phone by id alone, anybody else by what was said of them. */
function whomOf({ forWhom, phone }: DialogueState): Whom {
  const under = phone === null ? {} : { phone };
  if (forWhom === null) return under;
  return forWhom.patientId === undefined ? { ...forWhom, ...under } : { patientId: forWhom.patientId, ...under };
}

/** A name with the age and the guardian, where they were said. */
function personSaid({ name = '', birth, guardian, patientId }: ForWhom, language: Language): Said {
  let person = sayName(name, language);
  if (patientId !== undefined) return person;
  if (birth !== undefined && 'age' in birth)
    person = said('ofAge', language, { name: person, age: spoken({ number: birth.age }, language) });
  if (birth !== undefined && 'year' in birth)
    person = said('ofYear', language, { name: person, age: spoken({ number: birth.year }, language) });
  if (birth !== undefined && 'date' in birth)
    person = said('ofYear', language, { name: person, age: sayDate(birth.date, language, '9999-01-01') });
  if (guardian === undefined) return person;
  return said('withGuardian', language, { name: person, guardian: sayName(guardian.name, language) });
}

/** Where an appointment stands, and where it would go. */
export function readBackMove(
  state: DialogueState,
  target: KnownAppointment,
  slot: Slot,
  context: BrainContext,
): Outcome {
  const { language } = state;
  const [doctor, at] = [doctorSaid(target.doctorId, context, language), slotSaid(target.startsAt, context, language)];
  const sentence = said('moveReadBack', language, {
    old: { text: `${doctor.text}, ${at.text}`, spoken: `${doctor.spoken}, ${at.spoken}` },
    doctor: doctorSaid(slot.doctorId, context, language),
    slot: slotSaid(slot.startsAt, context, language),
  });
  return readBack(state, 'confirm', sentence, { kind: 'move', ...moveOf(target, slot) });
}

export const moveOf = ({ appointmentId }: KnownAppointment, { doctorId, startsAt }: Slot) => ({
  appointmentId,
  doctorId,
  startsAt,
});

/** What would be cancelled or put back. */
export function readBackKnown(
  state: DialogueState,
  target: KnownAppointment,
  kind: 'cancel' | 'restore',
  context: BrainContext,
): Outcome {
  const { language } = state;
  const sentence = said(kind === 'cancel' ? 'cancelReadBack' : 'restoreReadBack', language, {
    doctor: doctorSaid(target.doctorId, context, language),
    slot: slotSaid(target.startsAt, context, language),
  });
  const values = { doctorId: target.doctorId, startsAt: target.startsAt };
  const phase = kind === 'cancel' ? 'cancel-confirm' : 'restore-confirm';
  return readBack({ ...state, target }, phase, sentence, { kind, appointmentId: target.appointmentId }, values);
}

/** Who would wait for whom, and on which days. */
export function readBackWait(state: DialogueState, context: BrainContext): Outcome {
  const { language, forWhom } = state;
  const wish = waitOf(state, context);
  const today = localTime(context.now, context).date;
  const from = sayDate(wish.from, language, today);
  const days = wish.to === wish.from ? from : said('fromTo', language, { from, to: sayDate(wish.to, language, today) });
  const part = wish.part === undefined ? null : sayPart(wish.part, language);
  const sentence = said('waitReadBack', language, {
    name: forWhom?.name === undefined ? said('you', language) : personSaid(forWhom, language),
    doctor: whoSaid(state, context, language),
    days: part === null ? days : { text: `${days.text}, ${part.text}`, spoken: `${days.spoken}, ${part.spoken}` },
  });
  return readBack(state, 'wait-confirm', sentence, { kind: 'wait', ...wish });
}

/** Who would be entered as a patient. */
export function readBackRegister(state: DialogueState, forWhom: ForWhom): Outcome {
  const { language, phone } = state;
  const name = forWhom.name === undefined ? said('you', language) : personSaid(forWhom, language);
  const of: ReadBack = { kind: 'register', ...forWhom, ...(phone === null ? {} : { phone }) };
  return readBack(state, 'confirm', said('registerReadBack', language, { name }), of);
}

/** The values of the wish to wait. */
export function waitOf(state: DialogueState, context: BrainContext) {
  const { doctorId, speciality, when } = state;
  const today = localTime(context.now, context).date;
  const from = when?.date === undefined || when.date < today ? today : when.date;
  const to = when?.dateTo ?? (when?.date === undefined ? addDays(from, WAIT_DAYS) : from);
  return {
    ...(doctorId !== null ? { doctorId } : speciality !== null ? { speciality } : {}),
    from,
    to: to < from ? from : to,
    ...(when?.part === undefined ? {} : { part: when.part }),
    ...whomOf(state),
  };
}
