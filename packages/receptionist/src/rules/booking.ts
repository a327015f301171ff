import type { Slot } from '@vaani/clinic';
import type { BrainContext, ToolResult } from '../brain.ts';
import { isoTime, minutesOf } from '../language/civil.ts';
import { sayDate, sayName } from '../language/spoken.ts';
import type { WhenReading } from '../language/types.ts';
import { offerIdOf } from '../tools/offer-id.ts';
import type { Activity } from './activities.ts';
import { ask, toPerson } from './ask.ts';
import { addDays, isPast } from './days.ts';
import { bookingOf, moveOf, readBackBooking, readBackMove, readBackWait, waitOf } from './read-backs.ts';
import {
  doctorSaid,
  listed,
  localTime,
  readingSaid,
  said,
  slotSaid,
  slotsSaid,
  specialitySaid,
  whoSaid,
} from './speak.ts';
import { type DialogueState, type Outcome, useTool } from './state.ts';

/** The search goes no further ahead than this. */
const FARTHEST_DAYS = 60;

/** Asks for the next thing that a booking, a move or a wish to wait lacks, or goes on with it: doctor, day, slot, patient, read-back. */
export function advance(state: DialogueState, context: BrainContext): Outcome {
  const { language } = state;
  if (state.slot !== null) return afterHold(state, context);
  const who = onSameDay(withDoctor(state, context), context);
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
    const readBackId = offerIdOf({ choices: who.choices });
    return ask(who, 'which-day', 'asking-day', { ...said('askWhichDay', language, { choices }), readBackId });
  }
  if (who.when?.date === undefined) return askDay(who, context);
  if (isPast(who.when, context)) {
    return ask({ ...who, when: null }, 'day', 'asking-day', said('pastDay', language));
  }
  return who.goal === 'wait' ? afterHold(who, context) : search(who, context);
}

/** A move to an hour alone is one within the day. */
function onSameDay(state: DialogueState, context: BrainContext): DialogueState {
  const { when, target, goal } = state;
  if (goal !== 'move' || target === null || when === null || when.date !== undefined) return state;
  return { ...state, when: { ...when, date: localTime(target.startsAt, context).date } };
}

function askDay(state: DialogueState, context: BrainContext): Outcome {
  const { language, target, goal } = state;
  if (goal !== 'move' || target === null) {
    return ask(state, 'day', 'asking-day', said('askDay', language, { doctor: whoSaid(state, context, language) }));
  }
  const values = {
    doctor: doctorSaid(target.doctorId, context, language),
    slot: slotSaid(target.startsAt, context, language),
  };
  return ask(state, 'day', 'asking-day', said('moveWhen', language, values));
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

/** The only doctor who can be meant is meant. */
export function withDoctor(state: DialogueState, context: BrainContext): DialogueState {
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
  const asked = state.widened === 2 || when.date === undefined ? fortnight : (when.dateTo ?? from);
  const { service } = state;
  // A follow-up that has run out by the day that is asked for is an ordinary visit.
  const isFollowUp = service !== null && service.until >= from;
  const to = isFollowUp && service.until < asked ? service.until : asked;
  const who = state.doctorId === null ? { speciality: state.speciality } : { doctorId: state.doctorId };
  return useTool(state, 'search_slots', {
    ...who,
    ...(isFollowUp ? { serviceId: service.id } : {}),
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

/** The days could not be searched: where the caller's own words leave a doubt they are asked which day they mean. */
export function onUnsearched(state: DialogueState, result: ToolResult & { ok: false }, context: BrainContext): Outcome {
  const readings = (result.value as { readings?: WhenReading[] } | undefined)?.readings ?? [];
  if (result.code !== 'ask' || readings.length < 2) return toPerson(state, context, 'booking', 'cannotMyself');
  return advance({ ...state, when: null, choices: readings }, context);
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
  const sentence = said(state.goal === 'move' ? 'noSlots' : 'offerWait', language, {
    doctor: whoSaid(state, context, language),
  });
  const rest = { ...state, widened: 0 as const, offered: [] };
  if (state.goal === 'move') return ask({ ...rest, when: null }, 'day', 'asking-day', sentence);
  return ask(rest, 'wait-offer', 'asking-day', sentence);
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
  const readBackId = offerIdOf({ slots: offered });
  return ask({ ...state, offered, slot: null, widened: 0 }, 'slots', 'offering-slots', { ...sentence, readBackId });
}

export function hold(state: DialogueState, slot: Slot): Outcome {
  return useTool({ ...state, offered: [slot, ...state.offered.filter((one) => one !== slot)] }, 'hold_slot', {
    doctorId: slot.doctorId,
    startsAt: slot.startsAt,
  });
}

/** A slot was held, or is waited for: who is it for, and under which number; then everything is read back. */
export function afterHold(state: DialogueState, context: BrainContext): Outcome {
  const { language, slot, target, forWhom, relative } = state;
  if (state.goal === 'move' && target !== null && slot !== null) return readBackMove(state, target, slot, context);
  if (context.callerPhone === null && state.phone === null) {
    return ask(state, 'phone', 'asking-phone', said('askPhone', language));
  }
  if (forWhom === null) {
    const canHearNames = context.hearing === 'free' || context.candidates.length > 0;
    if (canHearNames) {
      const words = relative === null ? 'askPatient' : 'askName';
      return ask(state, 'patient', 'asking-patient', said(words, language));
    }
    return afterHold({ ...state, forWhom: relative === null ? {} : { relation: relative.relation } }, context);
  }
  // A child comes through a guardian; what the local recogniser cannot hear, the desk completes.
  const isNewChild = relative?.isChild === true && forWhom.patientId === undefined && forWhom.name !== undefined;
  if (isNewChild && context.hearing === 'free') {
    const name = sayName(forWhom.name ?? '', language);
    if (forWhom.birth === undefined) return ask(state, 'age', 'asking-birth', said('askAge', language, { name }));
    if (forWhom.guardian === undefined && !state.isGuardianAsked)
      return ask(state, 'guardian', 'asking-patient', said('askGuardian', language));
  }
  if (state.goal === 'wait') return readBackWait(state, context);
  return slot === null ? advance(state, context) : readBackBooking(state, slot, forWhom, context);
}

/** The caller confirmed: book, or move. */
export function book(state: DialogueState, context: BrainContext): Outcome {
  const { slot, target, language } = state;
  if (slot === null) return advance(state, context);
  if (state.goal === 'move' && target !== null) {
    return underWay(useTool(state, 'reschedule_appointment', moveOf(target, slot)), 'moving', state);
  }
  return underWay(useTool(state, 'book_appointment', { ...bookingOf(state, slot), language }), 'booking', state);
}

/** The caller confirmed that they would wait. */
export function wait(state: DialogueState, context: BrainContext): Outcome {
  const { language } = state;
  return underWay(useTool(state, 'join_waitlist', { ...waitOf(state, context), language }), 'waiting', state);
}

const underWay = ({ state, actions }: Outcome, key: Activity, before: DialogueState): Outcome => ({
  state: { ...state, activity: { ...before.activity, key } },
  actions,
});

export function onHeld(state: DialogueState, result: ToolResult, context: BrainContext): Outcome {
  if (result.ok) {
    const slot = state.offered[0];
    return slot === undefined ? advance(state, context) : afterHold({ ...state, slot }, context);
  }
  return onRefused(state, result, context);
}

/** A slot was gone, or may not be booked. What the clinic knows of a patient is not given away by the reason. */
export function onRefused(state: DialogueState, result: ToolResult & { ok: false }, context: BrainContext): Outcome {
  const { language } = state;
  const alternatives = alternativesOf(result.value);
  const [doubted] = state.slot === null ? state.offered : [state.slot];
  const free = { ...state, slot: null };
  switch (result.code) {
    case 'taken':
    case 'busy':
    case 'outside': {
      if (alternatives.length > 0) return offer(free, alternatives, context, 'taken');
      const sentence = said('noSlots', language, { doctor: whoSaid(state, context, language) });
      return ask({ ...free, when: null, offered: [] }, 'day', 'asking-day', sentence);
    }
    case 'same-day': {
      const day = localTime(doubted?.startsAt ?? context.now, context).date;
      const sentence = said('otherDay', language, {
        day: sayDate(day, language, localTime(context.now, context).date),
        doctor: doctorSaid(doubted?.doctorId ?? state.doctorId, context, language),
      });
      return ask({ ...free, when: null, offered: [] }, 'day', 'asking-day', sentence);
    }
    case 'same-time':
      return ask({ ...free, when: null, offered: [] }, 'day', 'asking-day', said('otherHour', language));
    case 'not-entitled':
      return advance({ ...free, service: null, offered: [] }, context);
    case 'ask':
    case 'date-not-said':
      if (doubted !== undefined && state.rereads < 2) {
        return offer({ ...free, rereads: state.rereads + 1 }, [doubted], context, 'offerOne');
      }
      break;
    case 'read-back-not-heard':
    case 'not-confirmed':
      if (state.rereads < 2) return afterHold({ ...state, rereads: state.rereads + 1 }, context);
  }
  return toPerson(state, context, state.goal === 'move' ? 'reschedule' : 'booking', 'cannotMyself');
}

function alternativesOf(value: unknown): Slot[] {
  return typeof value === 'object' && value !== null && 'alternatives' in value ? (value.alternatives as Slot[]) : [];
}
