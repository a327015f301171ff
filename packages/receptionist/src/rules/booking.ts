import type { Slot } from '@vaani/clinic';
import type { BrainContext, ToolResult } from '../brain.ts';
import { daysFromIso, isoTime, minutesOf } from '../language/civil.ts';
import { sayName } from '../language/spoken.ts';
import type { WhenReading } from '../language/types.ts';
import { readBackIdOf } from '../tools/read-back.ts';
import { ask, toPerson } from './ask.ts';
import { addDays, isPast } from './days.ts';
import {
  doctorSaid,
  listed,
  localTime,
  readingSaid,
  said,
  say,
  slotSaid,
  slotsSaid,
  specialitySaid,
  whoSaid,
} from './speak.ts';
import { type DialogueState, type Outcome, useTool } from './state.ts';

/** The search goes no further ahead than this. */
const FARTHEST_DAYS = 60;

/** Asks for the next thing that a booking lacks, or goes on with it: doctor, day, slot, patient, read-back. */
export function advance(state: DialogueState, context: BrainContext): Outcome {
  const { language } = state;
  if (state.slot !== null) return afterHold(state, context);
  const who = settledDoctor(state, context);
  if (who.doctorId === null && who.speciality === null) {
    const [known] = context.clinic.doctors;
    if (known === undefined) return toPerson(state, context, 'booking', 'cannotMyself');
    return ask(
      who,
      'doctor',
      'asking-doctor',
      said('askDoctor', language, { doctors: doctorsSaid(context, language) }),
    );
  }
  if (who.choices.length > 1) {
    const choices = listed(
      who.choices.map((reading) => readingSaid(reading, context, language)),
      language,
    );
    return ask(who, 'which-day', 'asking-day', said('askWhichDay', language, { choices }));
  }
  if (who.when?.date === undefined) {
    return ask(who, 'day', 'asking-day', said('askDay', language, { doctor: whoSaid(who, context, language) }));
  }
  if (isPast(who.when, context)) {
    return ask({ ...who, when: null }, 'day', 'asking-day', said('pastDay', language));
  }
  return search(who, context);
}

/** Up to five doctors by name; of more, the kinds. */
export function doctorsSaid(context: BrainContext, language: DialogueState['language']) {
  const { doctors } = context.clinic;
  if (doctors.length <= 5) {
    return listed(
      doctors.map(({ id }) => doctorSaid(id, context, language)),
      language,
      'and',
    );
  }
  const kinds = [...new Set(doctors.map(({ speciality }) => speciality))].slice(0, 6);
  return listed(
    kinds.map((kind) => specialitySaid(kind, language)),
    language,
    'and',
  );
}

function settledDoctor(state: DialogueState, context: BrainContext): DialogueState {
  const { doctors } = context.clinic;
  if (state.doctorId !== null) return state;
  const fitting = state.speciality === null ? doctors : doctors.filter((one) => one.speciality === state.speciality);
  const only = fitting.length === 1 ? fitting[0] : undefined;
  return only === undefined ? state : { ...state, doctorId: only.id };
}

function search(state: DialogueState, context: BrainContext): Outcome {
  const today = localTime(context.now, context).date;
  const when: WhenReading = state.when ?? {};
  const from = when.date ?? today;
  const last = addDays(today, FARTHEST_DAYS - 1);
  const fortnight = addDays(from, 14);
  const to = state.widened === 2 || when.date === undefined ? fortnight : (when.dateTo ?? from);
  const who = state.doctorId === null ? { speciality: state.speciality } : { doctorId: state.doctorId };
  return useTool(state, 'search_slots', {
    ...who,
    from: from < today ? today : from,
    to: to > last ? last : to,
    ...(state.widened === 0 ? timesOf(when) : {}),
    limit: when.time === undefined || state.widened > 0 ? 3 : 20,
  });
}

function timesOf(when: WhenReading): Record<string, string> {
  if (when.time !== undefined) {
    const to = Math.min(minutesOf(when.time) + 30, 1439);
    return { timeFrom: when.time, timeTo: isoTime(to) };
  }
  return {
    ...(when.part === undefined ? {} : { part: when.part }),
    ...(when.timeFrom === undefined ? {} : { timeFrom: when.timeFrom }),
    ...(when.timeTo === undefined ? {} : { timeTo: when.timeTo }),
  };
}

/** Free slots came: the very time that was asked for is held at once; else two or three are offered, or the search widens. */
export function onSlots(state: DialogueState, slots: readonly Slot[], context: BrainContext): Outcome {
  const { language } = state;
  const wanted = state.when?.time;
  const days = state.when;
  if (wanted !== undefined && state.widened === 0) {
    const exact = slots.find((slot) => localTime(slot.startsAt, context).time === wanted);
    if (exact !== undefined) return hold(state, exact);
  }
  if (slots.length > 0) {
    const words =
      state.widened > 0 || wanted !== undefined ? 'offerInstead' : slots.length === 1 ? 'offerOne' : 'offer';
    return offer(state, slots, context, words);
  }
  const isTimed =
    days?.time !== undefined || days?.part !== undefined || days?.timeFrom !== undefined || days?.timeTo !== undefined;
  if (state.widened === 0 && isTimed) return search({ ...state, widened: 1 }, context);
  if (state.widened < 2) return search({ ...state, widened: 2 }, context);
  const sentence = said('noSlots', language, { doctor: whoSaid(state, context, language) });
  return ask({ ...state, when: null, widened: 0, offered: [] }, 'day', 'asking-day', sentence);
}

/** Offers at most three. */
export function offer(
  state: DialogueState,
  slots: readonly Slot[],
  context: BrainContext,
  words: 'offer' | 'offerOne' | 'offerInstead' | 'taken',
): Outcome {
  const { language } = state;
  const offered = slots.slice(0, 3);
  const sentence = said(words, language, {
    doctor: whoSaid(
      { doctorId: offered[0]?.doctorId ?? state.doctorId, speciality: state.speciality },
      context,
      language,
    ),
    slots: slotsSaid(offered, context, language),
  });
  return ask({ ...state, offered, slot: null, widened: 0 }, 'slots', 'offering-slots', sentence);
}

export function hold(state: DialogueState, slot: Slot): Outcome {
  return useTool({ ...state, offered: [slot, ...state.offered.filter((one) => one !== slot)] }, 'hold_slot', {
    doctorId: slot.doctorId,
    startsAt: slot.startsAt,
  });
}

/** A slot was held: who is it for, and under which number; then everything is read back. */
export function afterHold(state: DialogueState, context: BrainContext): Outcome {
  const { language } = state;
  if (context.callerPhone === null && state.phone === null) {
    return ask(state, 'phone', 'asking-phone', said('askPhone', language));
  }
  if (state.forWhom === null) {
    const canHearNames = context.hearing === 'free' || context.candidates.length > 0;
    if (canHearNames) return ask(state, 'patient', 'asking-patient', said('askPatient', language));
    return readBack({ ...state, forWhom: {} }, context);
  }
  return readBack(state, context);
}

/** Who, doctor, day with date and time. It names itself, so that the guard knows what was heard. */
export function readBack(state: DialogueState, context: BrainContext): Outcome {
  const { language, slot, forWhom } = state;
  if (slot === null || forWhom === null) return advance(state, context);
  const values = {
    doctor: doctorSaid(slot.doctorId, context, language),
    slot: slotSaid(slot.startsAt, context, language),
    name: sayName(forWhom.name ?? '', language),
  };
  const sentence = said(forWhom.name === undefined ? 'readBackUnnamed' : 'readBack', language, values);
  const asked = ask(state, 'confirm', 'confirming', sentence);
  const readBackId = readBackIdOf({ kind: 'book', ...bookingOf(state, slot) });
  return { state: asked.state, actions: [{ ...say(sentence, language, 'read-back'), readBackId }] };
}

function bookingOf(state: DialogueState, slot: Slot) {
  return {
    doctorId: slot.doctorId,
    startsAt: slot.startsAt,
    ...(state.forWhom?.patientId === undefined ? {} : { patientId: state.forWhom.patientId }),
    ...(state.forWhom?.name === undefined || state.forWhom.patientId !== undefined ? {} : { name: state.forWhom.name }),
    ...(state.phone === null ? {} : { phone: state.phone }),
  };
}

/** The caller confirmed: book. */
export function book(state: DialogueState, context: BrainContext): Outcome {
  if (state.slot === null) return advance(state, context);
  const asked = useTool(state, 'book_appointment', { ...bookingOf(state, state.slot), language: state.language });
  return { state: { ...asked.state, activity: { ...state.activity, key: 'booking' } }, actions: asked.actions };
}

export function onHeld(state: DialogueState, result: ToolResult, context: BrainContext): Outcome {
  if (result.ok) {
    const slot = state.offered[0];
    return slot === undefined ? advance(state, context) : afterHold({ ...state, slot }, context);
  }
  return onRefused(state, result, context);
}

/** A slot was gone, or may not be booked. What the clinic knows of a patient is not given away by the reason. */
export function onRefused(state: DialogueState, result: ToolResult & { ok: false }, context: BrainContext): Outcome {
  const alternatives = alternativesOf(result.value);
  if (['taken', 'busy', 'outside'].includes(result.code)) {
    const free = { ...state, slot: null, forWhom: state.forWhom };
    if (alternatives.length > 0) return offer(free, alternatives, context, 'taken');
    const sentence = said('noSlots', state.language, { doctor: whoSaid(state, context, state.language) });
    return ask({ ...free, when: null, offered: [] }, 'day', 'asking-day', sentence);
  }
  if (['read-back-not-heard', 'not-confirmed'].includes(result.code) && state.rereads < 2) {
    return readBack({ ...state, rereads: state.rereads + 1 }, context);
  }
  return toPerson(state, context, 'booking', 'cannotMyself');
}

function alternativesOf(value: unknown): Slot[] {
  return typeof value === 'object' && value !== null && 'alternatives' in value ? (value.alternatives as Slot[]) : [];
}

/** Does a slot agree with what was said, as far as it was said? */
export function fits(slot: { startsAt: string }, reading: WhenReading, context: BrainContext): boolean {
  const { date, time } = localTime(slot.startsAt, context);
  if (reading.date !== undefined) {
    const day = daysFromIso(date);
    if (day < daysFromIso(reading.date) || day > daysFromIso(reading.dateTo ?? reading.date)) return false;
  }
  if (reading.time !== undefined) return time === reading.time;
  if (reading.timeFrom !== undefined && time < reading.timeFrom) return false;
  if (reading.timeTo !== undefined && time > reading.timeTo) return false;
  const part = reading.part;
  if (part === undefined) return true;
  const hours = {
    morning: ['00:00', '12:00'],
    afternoon: ['12:00', '17:00'],
    evening: ['16:00', '21:00'],
    night: ['19:00', '24:00'],
  }[part];
  return time >= (hours[0] ?? '') && time < (hours[1] ?? '');
}
