import type { BrainContext } from '../brain.ts';
import { understandChoice } from '../language/choice.ts';
import { matchNames, understandName } from '../language/names.ts';
import { hasPhrase, phrases } from '../language/phrases.ts';
import { matchSpecialities, namesSpeciality } from '../language/speciality.ts';
import { tokenise } from '../language/tokens.ts';
import type { WhenReading } from '../language/types.ts';
import { understandWhen } from '../language/when/understand-when.ts';
import { fitsReading, mergedWhen, timesSaid } from '../times-said.ts';
import { addDays } from './days.ts';
import { openHours } from './people.ts';
import { localTime } from './speak.ts';
import type { DialogueState } from './state.ts';

/** What one utterance brings to a booking; the caller may give everything at once. */
export interface Gathered {
  doctorIds: string[];
  specialities: string[];
  /** A kind of doctor was named that the clinic has not. */
  isUnknownKind: boolean;
  readings: WhenReading[];
  isEmpty: boolean;
}

const earliest = phrases(
  'earliest|as soon as possible|soonest|any day|any time|anytime|whenever|jaldi se jaldi|jaldi|sabse pehle|koi bhi din|kabhi bhi|जल्दी से जल्दी|जल्दी|सबसे पहले|कोई भी दिन|कभी भी|first available|next available',
);

export function gather(text: string, state: DialogueState, context: BrainContext): Gathered {
  const { doctors } = context.clinic;
  const doctorIds = matchNames(text, doctors).map(({ id }) => id);
  const offered = [...new Set(doctors.map(({ speciality }) => speciality))];
  const specialities = doctorIds.length > 0 ? [] : matchSpecialities(text, offered);
  const doctorId = doctorIds.length === 1 ? (doctorIds[0] ?? null) : state.doctorId;
  const hours = openHours(context, doctorId);
  const readings = timesSaid(text, {
    now: context.now,
    zone: context.zone,
    ...(hours === undefined ? {} : { open: hours }),
  });
  const whens = readings.length > 0 ? readings : soonest(text, context);
  const isUnknownKind = doctorIds.length === 0 && specialities.length === 0 && namesSpeciality(text);
  return {
    doctorIds,
    specialities,
    isUnknownKind,
    readings: whens,
    isEmpty: doctorIds.length === 0 && specialities.length === 0 && whens.length === 0 && !isUnknownKind,
  };
}

function soonest(text: string, context: BrainContext): WhenReading[] {
  if (!hasPhrase(tokenise(text), earliest)) return [];
  const { date } = localTime(context.now, context);
  return [{ date, dateTo: addDays(date, 14) }];
}

/** Puts what was gathered into the state; what is said anew replaces, what is left out stays ("no, Thursday" keeps the hour). */
export function merged(state: DialogueState, got: Gathered): DialogueState {
  let next = state;
  const [doctorId, otherDoctor] = got.doctorIds;
  if (doctorId !== undefined && otherDoctor === undefined) next = { ...next, doctorId, speciality: null };
  const [speciality] = got.specialities;
  if (speciality !== undefined) next = { ...next, speciality, doctorId: null };
  if (got.readings.length > 0) {
    const whens = got.readings.map((reading) => mergedWhen(state.when, reading));
    const only = whens.length === 1 ? (whens[0] ?? null) : null;
    next = { ...next, when: only, choices: only === null ? whens : [] };
  }
  const isChanged = next !== state;
  return isChanged ? { ...next, slot: null, offered: [], widened: 0 } : next;
}

/** Which of these slots is meant: by its place ("doosra wala", "the last one"), its day or its time. Null where none or several are. */
export function chooseSlot<T extends { startsAt: string; doctorId: string }>(
  text: string,
  offered: readonly T[],
  context: BrainContext,
): T | null {
  const spoken = text.replace(/[.!?।]+$/, '').replace(/(\S+\s.*)\bone$/i, '$1');
  const matching = byTime(spoken, offered, context);
  if (matching.length === 1) return matching[0] ?? null;
  const named = matchNames(text, context.clinic.doctors).map(({ id }) => id);
  const theirs = offered.filter(({ doctorId }) => named.includes(doctorId));
  if (named.length > 0 && theirs.length === 1) return theirs[0] ?? null;
  if (matching.length > 1) return null;
  const place = understandChoice(text, offered.length);
  return place === null ? null : (offered[place === 'any' ? 0 : place] ?? null);
}

function byTime<T extends { startsAt: string; doctorId: string }>(
  text: string,
  offered: readonly T[],
  context: BrainContext,
): T[] {
  const { readings } = understandWhen(text, { now: context.now, zone: context.zone });
  return offered.filter((slot) => readings.some((reading) => fitsReading(slot.startsAt, reading, context.zone)));
}

/** A name as it was said, fit to be read back: no stored spelling is given away. */
export function heardName(text: string): string | null {
  const name = understandName(text);
  return (
    name
      ?.split(' ')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' ') ?? null
  );
}
