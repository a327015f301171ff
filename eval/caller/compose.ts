import type { Random } from '@vaani/config';
import { type ClinicFixture, inLanguage, type Language, type Scenario, type Wish } from '../format/schema.ts';
import { chance, pick } from './chance.ts';
import { answers, doctorForms, forWhom, kinds, naming, slips, withDoctor } from './lexicon/answers.ts';
import { openings, questions } from './lexicon/openings.ts';
import { plainOpenings, plainQuestions } from './lexicon/plain.ts';
import { sayDay, sayPart, sayTime } from './words-of-time.ts';

/** Whose voice it is. */
export interface Voice {
  language: Language;
  random: Random;
  clinic: ClinicFixture;
  scenario: Scenario;
  /** Was not understood, and now says it in as few words as there are. */
  isPlain?: boolean;
}

/** One of these; the first is the plainest. */
const choose = <T>({ random, isPlain = false }: Voice, list: readonly T[]): T => {
  const [first] = list;
  return isPlain && first !== undefined ? first : pick(random, list);
};

/** A doctor as this caller names them, or the kind of doctor, or just "the doctor". */
export function doctorWords(wish: Wish, voice: Voice): string | null {
  const { language, clinic } = voice;
  if (wish.kind !== undefined) {
    const known = kinds[wish.kind];
    if (known === undefined) throw new RangeError(`the lexicon has no kind "${wish.kind}"`);
    return choose(voice, known[language]);
  }
  const doctor = wish.doctor === undefined ? undefined : clinic.doctors[wish.doctor];
  if (doctor === undefined) return null;
  const full = inLanguage(doctor.name, language);
  const surname = full.split(' ').at(-1) ?? full;
  return filled(choose(voice, doctorForms[language]), { surname, full });
}

/** The name of the patient as the caller says it. */
export function nameWords(wish: Wish, { language, clinic, scenario }: Voice): string | null {
  const { patient } = wish;
  if (patient === 'new') return scenario.caller.name === undefined ? null : inLanguage(scenario.caller.name, language);
  const person = patient === undefined ? undefined : clinic.people[patient];
  return person === undefined ? null : inLanguage(person.name, language);
}

/** Day and time, in either order; now and then the wrong day first, taken back. */
export function whenWords(wish: Pick<Wish, 'day' | 'time' | 'part'>, voice: Voice): string {
  const { language, random, isPlain = false } = voice;
  const day = dayWords(wish, voice);
  const time = timeWords(wish, voice);
  const parts = language === 'en' && !isPlain && chance(random, 0.3) ? [time, day] : [day, time];
  return parts.filter((part) => part !== '').join(' ');
}

export function dayWords({ day }: Pick<Wish, 'day'>, { language, random, isPlain = false }: Voice): string {
  if (day === undefined) return '';
  const said = sayDay(day, language, random);
  if (isPlain) return said;
  const slip = { tomorrow: 'day-after', 'day-after': 'tomorrow', wednesday: 'thursday', friday: 'thursday' }[day];
  if (slip === undefined || !chance(random, 0.08)) return said;
  return `${sayDay(slip, language, random)} ${pick(random, slips[language])} ${said}`;
}

export function timeWords({ time, part }: Pick<Wish, 'time' | 'part'>, { language, random }: Voice): string {
  if (time !== undefined) return sayTime(time, language, random);
  return part === undefined ? '' : sayPart(part, language, random);
}

/** The first sentence: what the caller wants, with as much of it as `opens` says. */
export function openingWords(wish: Wish, voice: Voice): string {
  const { language, random, scenario, isPlain = false } = voice;
  const { job, opens } = scenario;
  const topic = wish.topic;
  const plain = isPlain ? (topic === undefined ? plainOpenings[job] : plainQuestions[topic]) : undefined;
  if (plain !== undefined) return filled(plain[language], { doctor: doctorWords(wish, voice) ?? '' });
  const list = topic === undefined ? openings[job] : questions[topic];
  if (list === undefined)
    throw new RangeError(topic === undefined ? `the lexicon opens no ${job}` : `the lexicon has no topic "${topic}"`);
  const gives = (what: (typeof opens)[number]) => opens.includes(what);
  const doctor = doctorWords(wish, voice);
  const isNamed = gives('doctor') && doctor !== null;
  const name = nameWords(wish, voice);
  const values: Record<string, string> = {
    doctor:
      (isNamed || topic !== undefined) && doctor !== null
        ? doctor
        : { en: 'the doctor', hi: 'डॉक्टर', 'hi-en': 'doctor' }[language],
    with: isNamed ? filled(pick(random, withDoctor[language]), { doctor }) : '',
    day: gives('day') ? dayWords(wish, voice) : '',
    time: gives('time') ? timeWords(wish, voice) : '',
    who: gives('patient') && name !== null ? filled(pick(random, forWhom[language]), { name }) : '',
  };
  const wanted = Object.entries({
    'with|doctor': isNamed,
    day: values.day !== '',
    time: values.time !== '',
    who: values.who !== '',
  })
    .filter(([, isWanted]) => isWanted)
    .map(([names]) => new RegExp(`\\{(${names})\\}`));
  const fitting = list[language].filter((template) => wanted.every((one) => one.test(template)));
  return filled(pick(random, fitting.length > 0 ? fitting : list[language]), values);
}

/** "For Priya": where somebody else was understood. */
export const patientFor = (wish: Wish, voice: Voice): string =>
  filled(choose(voice, forWhom[voice.language]), { name: nameWords(wish, voice) ?? '' });

/** Whom it is for, when asked. */
export function patientWords(wish: Wish, voice: Voice, isAgain: boolean): string {
  const { language } = voice;
  const name = nameWords(wish, voice);
  if (wish.patient === 'self' && !isAgain) return choose(voice, answers.self[language]);
  if (name === null) return choose(voice, answers.newPatient[language]);
  return filled(choose(voice, naming[language]), { name });
}

export const filled = (template: string, values: Record<string, string>): string =>
  template
    .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
