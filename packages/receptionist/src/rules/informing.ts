import type { BrainContext, Language } from '../brain.ts';
import { type InfoTopic, understandTopic } from '../language/intent.ts';
import { matchNames } from '../language/names.ts';
import { matchSpecialities, namesSpeciality } from '../language/speciality.ts';
import { type Said, sayMoney } from '../language/spoken.ts';
import { ask } from './ask.ts';
import { doctorsSaid } from './booking.ts';
import { hoursSaid } from './hours-said.ts';
import { entryFor, isWritten } from './knowledge.ts';
import { doctorSaid, listed, plain, said, specialitySaid } from './speak.ts';
import type { DialogueState, Outcome } from './state.ts';

/** Answers from the profile, then goes back to what was being asked, so that a question in mid-booking loses nothing. */
export function inform(state: DialogueState, text: string, context: BrainContext): Outcome {
  const [doctor, ...others] = matchNames(text, context.clinic.doctors);
  const doctorId = others.length === 0 ? (doctor?.id ?? null) : null;
  const topic = isWritten(text, context.clinic.knowledge) ? 'other' : understandTopic(text);
  // In mid-booking "how much is it" is about the doctor who is being booked.
  const spokenOf = topic === 'fee' && others.length === 0 ? state.doctorId : null;
  if (doctor === undefined && (topic === 'other' || topic === 'doctors')) {
    const told = ofKind(text, state, context);
    if (told !== null) return told;
  }
  return answer(state, { topic, doctorId: doctorId ?? spokenOf, text }, context);
}

/** "Do you have a skin doctor?": who that is, or that there is none. Null where no kind was named. */
function ofKind(text: string, state: DialogueState, context: BrainContext): Outcome | null {
  const { language } = state;
  const { doctors } = context.clinic;
  const [kind] = matchSpecialities(text, [...new Set(doctors.map(({ speciality }) => speciality))]);
  if (kind === undefined && !namesSpeciality(text)) return null;
  const theirs = doctors.filter(({ speciality }) => speciality === kind);
  const isFree = state.goal === null && kind !== undefined;
  // "Then tomorrow at ten" is about whom they were told of.
  const asked = isFree
    ? { ...state, speciality: kind, doctorId: theirs.length === 1 ? (theirs[0]?.id ?? null) : null }
    : state;
  return tell(asked, (next) => {
    if (kind === undefined) return said('haveNotKind', language, { doctors: doctorsSaid(context, language), next });
    const names = theirs.map(({ id }) => doctorSaid(id, context, language));
    return said('haveKind', language, {
      ...{ doctors: listed(names, language, 'and'), kind: specialitySaid(kind, language), next },
    });
  });
}

/** What is asked: `text` as it was said, or empty where a key asked. */
interface Question {
  topic: InfoTopic;
  doctorId: string | null;
  text: string;
}

export function answer(state: DialogueState, question: Question, context: BrainContext): Outcome {
  const { language } = state;
  return tell(state, (next) => sentenceOf(question, next, context, language) ?? said('notKnown', language, { next }));
}

/** Says it, and goes back to what was being asked. */
function tell(state: DialogueState, sentenceWith: (next: Said) => Said): Outcome {
  const isMidway = state.goal !== null && state.phase !== 'open';
  const sentence = sentenceWith(isMidway ? state.question : said('anythingElse', state.language));
  const informed = { ...state, outcome: state.outcome ?? ('informed' as const) };
  const { readBackId } = state.question;
  const isNamed = isMidway && readBackId !== undefined;
  const asked = ask(
    informed,
    isMidway ? state.phase : 'open',
    'informing',
    isNamed ? { ...sentence, readBackId } : sentence,
  );
  return { ...asked, state: { ...asked.state, question: isMidway ? state.question : sentence } };
}

function sentenceOf(
  { topic, doctorId, text }: Question,
  next: Said,
  context: BrainContext,
  language: Language,
): Said | null {
  const { clinic } = context;
  switch (topic) {
    case 'hours': {
      const hours = hoursSaid(context, doctorId, language);
      const who = doctorId === null ? clinicSaid(context, language) : doctorSaid(doctorId, context, language);
      return hours === null
        ? null
        : said(doctorId === null ? 'hoursOfClinic' : 'hours', language, { who, hours, next });
    }
    case 'address': {
      const branch = clinic.branches.find(({ isDefault }) => isDefault) ?? clinic.branches[0];
      return branch === undefined ? null : said('address', language, { address: plain(branch.address), next });
    }
    case 'fee':
      return feeSaid(doctorId, next, context, language);
    case 'doctors':
      return said('doctors', language, { doctors: doctorsSaid(context, language), next });
    case 'other': {
      const found = entryFor(text, clinic.knowledge, language);
      if (found === null) return null;
      if (found === 'foreign') return said('writtenIn', language, { next });
      return said('knowledge', language, { answer: { text: found.entry.text, spoken: found.as }, next });
    }
  }
}

const clinicSaid = (context: BrainContext, language: Language): Said => {
  const { name, nameHindi } = context.clinic;
  return language === 'en' ? plain(name) : { text: language === 'hi' ? nameHindi : name, spoken: nameHindi };
};

/** What a first visit costs: of one doctor, or of all where they ask alike, else from the least to the most. */
function feeSaid(doctorId: string | null, next: Said, context: BrainContext, language: Language): Said | null {
  const { doctors, services } = context.clinic;
  const fees = doctors
    .filter(({ id }) => doctorId === null || id === doctorId)
    .flatMap((doctor) => {
      const service = services.find(({ id }) => id === doctor.services[0]);
      return service === undefined ? [] : [doctor.fees[service.id] ?? service.feePaise];
    });
  if (fees.length === 0) return null;
  const [from, to] = [Math.min(...fees), Math.max(...fees)].map((paise) => sayMoney(paise, language));
  if (from === undefined || to === undefined) return null;
  if (doctorId !== null)
    return said('feeOfDoctor', language, { doctor: doctorSaid(doctorId, context, language), fee: from, next });
  return from.text === to.text
    ? said('fee', language, { fee: from, next })
    : said('feeFromTo', language, { from, to, next });
}
