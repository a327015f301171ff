import type { Slot } from '@vaani/clinic';
import type { BrainContext, Language, SayAction } from '../brain.ts';
import { spokenSpeciality } from '../language/speciality.ts';
import { type Said, sayDate, sayPart, sayTime, spokenDigits } from '../language/spoken.ts';
import type { WhenReading } from '../language/types.ts';
import { type Local, localAt } from '../times-said.ts';
import { kindOfReadBack } from '../tools/read-back.ts';
import { type WordKey, words } from './words.ts';

/** A sentence of the catalogue in a language, its braces filled. */
export function said(key: WordKey, language: Language, values: Record<string, Said> = {}): Said {
  const entry = words[key];
  const fill = (template: string, side: keyof Said) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => values[name]?.[side] ?? '').trim();
  if (language === 'en') return { text: fill(entry.en, 'text'), spoken: fill(entry.en, 'spoken') };
  return { text: fill(language === 'hi' ? entry.hi : entry.roman, 'text'), spoken: fill(entry.hi, 'spoken') };
}

/** A sentence whose being heard matters: `readBackId` names what it read back or offered. */
export type Asked = Said & { readBackId?: string };

/** The action that says it. */
export function say(sentence: Asked, language: Language, purpose?: SayAction['purpose']): SayAction {
  const { text, readBackId } = sentence;
  const spoken = sentence.spoken === text ? {} : { spoken: sentence.spoken };
  const named = readBackId === undefined ? {} : { readBackId };
  const isReadBack = readBackId !== undefined && kindOfReadBack(readBackId) !== null;
  return { kind: 'say', text, ...spoken, language, purpose: purpose ?? (isReadBack ? 'read-back' : 'reply'), ...named };
}

export const plain = (text: string): Said => ({ text, spoken: text });

/** "a, b or c" in the language. */
export function listed(items: readonly Said[], language: Language, joint: 'or' | 'and' = 'or'): Said {
  const last = items.at(-1);
  if (last === undefined) return plain('');
  if (items.length === 1) return last;
  const joints = { or: { en: 'or', hi: 'या', roman: 'ya' }, and: { en: 'and', hi: 'और', roman: 'aur' } }[joint];
  const rest = items.slice(0, -1);
  const text = language === 'en' ? joints.en : language === 'hi' ? joints.hi : joints.roman;
  const spoken = language === 'en' ? joints.en : joints.hi;
  return {
    text: `${rest.map((item) => item.text).join(', ')} ${text} ${last.text}`,
    spoken: `${rest.map((item) => item.spoken).join(', ')} ${spoken} ${last.spoken}`,
  };
}

/** A doctor's name with title. */
export function doctorSaid(id: string | null, context: BrainContext, language: Language): Said {
  const doctor = context.clinic.doctors.find((one) => one.id === id);
  if (doctor === undefined) {
    return language === 'en' ? plain('the doctor') : { text: language === 'hi' ? 'डॉक्टर' : 'doctor', spoken: 'डॉक्टर' };
  }
  const hindi = doctor.nameHindi.replace(/^(डॉ\.?|डॉक्टर)\s*/, 'डॉक्टर ');
  if (language === 'en') return { text: doctor.name, spoken: doctor.name.replace(/^Dr\.?\s/, 'Doctor ') };
  return language === 'hi' ? { text: doctor.nameHindi, spoken: hindi } : { text: doctor.name, spoken: hindi };
}

/** "a skin doctor", as the clinic calls it. */
export function specialitySaid(speciality: string, language: Language): Said {
  if (language === 'en') return plain(`${spokenSpeciality(speciality, 'en')} doctor`);
  const hindi = `${spokenSpeciality(speciality, 'hi')} डॉक्टर`;
  return { text: language === 'hi' ? hindi : `${spokenSpeciality(speciality, 'hi-en')} doctor`, spoken: hindi };
}

/**
 * A doctor at a read-back. Where a recogniser of few words hears, one kind of doctor can be taken for another's name: the kind is said along, so that
 * the caller can tell.
 */
export function doctorReadBack(id: string | null, context: BrainContext, language: Language): Said {
  const name = doctorSaid(id, context, language);
  const doctor = context.clinic.doctors.find((one) => one.id === id);
  if (context.hearing !== 'local' || doctor === undefined) return name;
  const kind = specialitySaid(doctor.speciality, language);
  return { text: `${name.text} (${kind.text})`, spoken: `${name.spoken}, ${kind.spoken}` };
}

/** A doctor, or where none is chosen the speciality. */
export function whoSaid(
  who: { doctorId: string | null; speciality: string | null },
  context: BrainContext,
  language: Language,
): Said {
  if (who.doctorId === null && who.speciality !== null) {
    const speciality = specialitySaid(who.speciality, language);
    return language === 'en' ? plain(`the ${speciality.text}`) : speciality;
  }
  return doctorSaid(who.doctorId, context, language);
}

/** The clinic-local day and time of an instant. */
export const localTime = (instant: string, context: BrainContext): Local => localAt(instant, context.zone);

/** "Tuesday, 24 November at 10:30 am". */
export function slotSaid(startsAt: string, context: BrainContext, language: Language): Said {
  const { date, time } = localTime(startsAt, context);
  const day = sayDate(date, language, localTime(context.now, context).date);
  const clock = sayTime(time, language);
  const joint = language === 'en' ? ' at ' : ', ';
  return { text: `${day.text}${joint}${clock.text}`, spoken: `${day.spoken}${joint}${clock.spoken}` };
}

/** Several slots: a day that they share is said once. */
export function slotsSaid(slots: readonly Slot[], context: BrainContext, language: Language): Said {
  const first = slots[0];
  if (first === undefined) return plain('');
  const locals = slots.map((slot) => localTime(slot.startsAt, context));
  const isOneDay = locals.every(({ date }) => date === locals[0]?.date);
  const isOneDoctor = slots.every(({ doctorId }) => doctorId === first.doctorId);
  if (!isOneDay || !isOneDoctor) {
    const each = slots.map((slot) => {
      const time = slotSaid(slot.startsAt, context, language);
      if (isOneDoctor) return onDay(time, language);
      const doctor = doctorSaid(slot.doctorId, context, language);
      return { text: `${doctor.text} ${time.text}`, spoken: `${doctor.spoken} ${time.spoken}` };
    });
    return listed(each, language);
  }
  const day = sayDate(locals[0]?.date ?? '', language, localTime(context.now, context).date);
  const times = listed(
    locals.map(({ time }) => sayTime(time, language)),
    language,
  );
  if (language === 'en') {
    return onDay({ text: `${day.text} at ${times.text}`, spoken: `${day.spoken} at ${times.spoken}` }, language);
  }
  return {
    text: `${day.text} ${language === 'hi' ? 'को' : 'ko'} ${times.text}`,
    spoken: `${day.spoken} को ${times.spoken}`,
  };
}

/** "on Friday", but "tomorrow, Tuesday". */
function onDay(one: Said, language: Language): Said {
  if (language !== 'en' || /^(today|tomorrow)/.test(one.text)) return one;
  return { text: `on ${one.text}`, spoken: `on ${one.spoken}` };
}

/** A reading as a question names it: "Friday, 27 November", "5:00 pm". */
export function readingSaid(reading: WhenReading, context: BrainContext, language: Language): Said {
  const today = localTime(context.now, context).date;
  const parts: Said[] = [];
  if (reading.date !== undefined) parts.push(sayDate(reading.date, language, today));
  const time = reading.time ?? reading.timeFrom;
  if (time !== undefined) parts.push(sayTime(time, language));
  else if (reading.part !== undefined) parts.push(sayPart(reading.part, language));
  return { text: parts.map(({ text }) => text).join(', '), spoken: parts.map(({ spoken }) => spoken).join(', ') };
}

/** Emergency numbers digit by digit. */
export function numbersSaid(numbers: readonly string[], language: Language): Said {
  return listed(
    numbers.map((number) => ({ text: number, spoken: spokenDigits(number, language) })),
    language,
  );
}
