import type { BrainContext, Language } from '../brain.ts';
import { type InfoTopic, understandTopic } from '../language/intent.ts';
import { matchNames } from '../language/names.ts';
import { type Said, sayMoney, sayTime, sayWeekday } from '../language/spoken.ts';
import { ask } from './ask.ts';
import { doctorsSaid } from './booking.ts';
import { doctorSaid, listed, plain, said } from './speak.ts';
import type { DialogueState, Outcome } from './state.ts';

/** Answers from the profile, then goes back to what was being asked, so that a question in mid-booking loses nothing. */
export function inform(state: DialogueState, text: string, context: BrainContext): Outcome {
  const [doctor, ...others] = matchNames(text, context.clinic.doctors);
  const doctorId = others.length === 0 ? (doctor?.id ?? null) : null;
  return answer(state, understandTopic(text), doctorId, context);
}

export function answer(
  state: DialogueState,
  topic: InfoTopic,
  doctorId: string | null,
  context: BrainContext,
): Outcome {
  const { language } = state;
  const isMidway = state.goal !== null && state.phase !== 'open';
  const next = isMidway ? state.question : said('anythingElse', language);
  const sentence = sentenceOf(topic, doctorId, next, context, language);
  if (sentence === null) return ask(state, isMidway ? state.phase : 'open', 'listening', said('unknown', language));
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
  topic: InfoTopic,
  doctorId: string | null,
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
    case 'fee': {
      const own = clinic.doctors.find(({ id }) => id === doctorId)?.services[0];
      const service = clinic.services.find(({ id, isDefault }) => (own === undefined ? isDefault : id === own));
      return service === undefined ? null : said('fee', language, { fee: sayMoney(service.feePaise, language), next });
    }
    case 'doctors':
      return said('doctors', language, { doctors: doctorsSaid(context, language), next });
    case 'other': {
      const entry = clinic.knowledge.find((one) => one.language === language);
      return entry === undefined ? null : said('knowledge', language, { answer: plain(entry.text), next });
    }
  }
}

const clinicSaid = (context: BrainContext, language: Language): Said => {
  const { name, nameHindi } = context.clinic;
  return language === 'en' ? plain(name) : { text: language === 'hi' ? nameHindi : name, spoken: nameHindi };
};

/** "Monday to Saturday, from 9:00 am to 8:00 pm": the hours that most of the days have. */
function hoursSaid(context: BrainContext, doctorId: string | null, language: Language): Said | null {
  const windows = context.clinic.doctors
    .filter(({ id }) => doctorId === null || id === doctorId)
    .flatMap(({ hours }) => hours);
  if (windows.length === 0) return null;
  const weekdays = [...new Set(windows.map(({ weekday }) => weekday))].sort((a, b) => a - b);
  const from = sayTime(windows.map((window) => window.from).sort()[0] ?? '', language);
  const to = sayTime(
    windows
      .map((window) => window.to)
      .sort()
      .at(-1) ?? '',
    language,
  );
  const [first = 1, last = 7] = [weekdays[0], weekdays.at(-1)];
  const isRun = weekdays.length > 2 && last - first + 1 === weekdays.length;
  const days = isRun
    ? joined(
        sayWeekday(first, language),
        language === 'en' ? ['to', 'to'] : language === 'hi' ? ['से', 'से'] : ['se', 'से'],
        sayWeekday(last, language),
      )
    : listed(
        weekdays.map((weekday) => sayWeekday(weekday, language)),
        language,
        'and',
      );
  if (language === 'en') {
    return {
      text: `${days.text}, from ${from.text} to ${to.text}`,
      spoken: `${days.spoken}, from ${from.spoken} to ${to.spoken}`,
    };
  }
  const [se, tak] = language === 'hi' ? ['से', 'तक'] : ['se', 'tak'];
  return {
    text: `${days.text}, ${from.text} ${se} ${to.text} ${tak}`,
    spoken: `${days.spoken}, ${from.spoken} से ${to.spoken} तक`,
  };
}

const joined = (a: Said, [text, spoken]: readonly [string, string] | string[], b: Said): Said => ({
  text: `${a.text} ${text} ${b.text}`,
  spoken: `${a.spoken} ${spoken} ${b.spoken}`,
});
