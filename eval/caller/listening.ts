import type { Expectation } from '@vaani/receptionist';
import { type ClinicFixture, inLanguage, type Job, type Language, type Wish } from '../format/schema.ts';
import { months } from './lexicon/days.ts';
import { apologies, jobKeys, keyWords } from './lexicon/plain.ts';
import { daysOf } from './words-of-time.ts';

/** What the receptionist offers whom she did not understand: to say it plainly, or to press a key. */
export type Help = 'none' | 'plain' | 'keys';

/** @param language the receptionist's */
export function helpIn(text: string, language: Language): Help {
  if (!apologies[language].test(text)) return 'none';
  return keysIn(text, language).length > 0 ? 'keys' : 'plain';
}

/** Keys and what they are for, as they are read out. */
export function keysIn(text: string, language: Language): { key: string; label: string }[] {
  return [...text.matchAll(keyWords[language])].flatMap(({ groups }) =>
    groups?.key === undefined || groups.label === undefined ? [] : [{ key: groups.key, label: groups.label }],
  );
}

/** The key by which a caller gets on, or null where none that is read out is what they want. */
export function keyFor(
  text: string,
  wanted: {
    asked: Expectation['asked'];
    language: Language;
    job: Job;
    wish: Wish;
    /** When it is to be. */
    day: string | undefined;
    today: string;
    clinic: ClinicFixture;
  },
): string | null {
  const { asked, language, job, wish, clinic } = wanted;
  const isMeant = (label: string): boolean => {
    // A person can be had by key whatever was asked.
    if (job === 'human') return jobKeys.human?.test(label) === true;
    if (asked === 'doctor') return isDoctor(label, wish, clinic);
    if (asked === 'day' || asked === 'time') return isDay(label, wanted);
    return asked === 'anything' && wish.topic === undefined && jobKeys[job]?.test(label) === true;
  };
  return keysIn(text, language).find(({ label }) => isMeant(label))?.key ?? null;
}

function isDoctor(label: string, wish: Wish, clinic: ClinicFixture): boolean {
  const doctor = wish.doctor === undefined ? undefined : clinic.doctors[wish.doctor];
  if (doctor === undefined) return false;
  return (['en', 'hi'] as const).some((language) =>
    label.includes(inLanguage(doctor.name, language).split(' ').at(-1) ?? ''),
  );
}

/** "Wednesday, 25 November": the day of the month and the month, wherever they stand. */
function isDay(
  label: string,
  { day, today, language }: { day: string | undefined; today: string; language: Language },
): boolean {
  if (day === undefined) return false;
  const { from, to } = daysOf(day, today);
  const month = months[language].findIndex((name) => label.includes(name)) + 1;
  const date = Number(/\d+/.exec(label)?.[0] ?? 0);
  const said = `${today.slice(0, 4)}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return month > 0 && said >= from && said <= to;
}

/** Does a read-back name another of the family than the one it is for? */
export function namesAnother(text: string, wish: Wish, clinic: ClinicFixture): boolean {
  const person = wish.patient === undefined ? undefined : clinic.people[wish.patient];
  if (person === undefined) return false;
  const isNamed = (one: typeof person) =>
    (['en', 'hi'] as const).some((language) => {
      const [first = ''] = inLanguage(one.name, language).toLowerCase().split(' ');
      return text.toLowerCase().includes(first);
    });
  return (
    !isNamed(person) &&
    Object.values(clinic.people).some((one) => one !== person && one.phone === person.phone && isNamed(one))
  );
}

const undoing = /cancel|रद्द|कैंसल/i;

/** Is something else about to be done than they called for: cancelled what was to be moved, or booked what was to be cancelled? */
export const isOtherDeed = (text: string, job: Job): boolean =>
  (job === 'cancel' || job === 'book' || job === 'reschedule') && undoing.test(text) !== (job === 'cancel');

/** By what a caller knows the kind of doctor that is read back. */
const kindSaid: Record<string, RegExp> = {
  skin: /skin|त्वचा|स्किन/i,
  bones: /bone|haddi|हड्डी/i,
  children: /child|bachch|बच्च/i,
  women: /women|gynae|स्त्री/i,
  eyes: /eye|aankh|आँख/i,
};

/** Does a read-back tell a kind of doctor, and another than they wish for? */
export function isOtherKind(text: string, wish: Wish): boolean {
  const told = Object.entries(kindSaid).filter(([, words]) => words.test(text));
  const isGeneral = /general doctor|जनरल डॉक्टर/i.test(text);
  return wish.kind !== undefined && (told.length > 0 || isGeneral) && told.every(([kind]) => kind !== wish.kind);
}
