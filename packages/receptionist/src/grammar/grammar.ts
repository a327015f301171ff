import type { BrainContext, Expectation, Language } from '../brain.ts';
import type { Confirmable } from '../language/yes-no.ts';
import { englishRules } from './english.ts';
import { hindiRules } from './hindi.ts';
import { hinglishRules } from './hinglish.ts';
import { grammarOf } from './jsgf.ts';
import { offeredTimes } from './offered.ts';

/** What may come as an answer to each question; what everybody may say at any time is added to all. */
const answers: Record<Expectation['asked'], readonly string[]> = {
  anything: ['book', 'cancel', 'ask', 'who', 'bye'],
  doctor: ['who', 'book', 'ask', 'correct'],
  day: ['when', 'correct', 'no'],
  time: ['when', 'correct', 'no'],
  slot: ['pick', 'other', 'correct', 'yes', 'no'],
  patient: ['patient', 'new'],
  birth: [],
  phone: [],
  confirm: ['yes', 'no', 'correct', 'change', 'rename'],
  'yes-no': ['yes', 'no', 'change', 'when', 'who', 'rename'],
  nothing: [],
};

/** In the languages that a call has not begun in: enough to be understood and switched to, no more, because every word costs time. */
const openers = ['opener', 'urgent', 'person', 'aside'];

/**
 * Hindi and Hinglish often say the same in the same sounds: the language that the call is in wins then, another one must be plainly better.
 */
const OTHER_LANGUAGE = 0.001;

/** What confirms one thing is no word for another: where a move is read back nobody is told to say "book it". */
const yesOf: Record<Confirmable, string> = {
  booking: 'yes',
  cancelling: 'yescancel',
  moving: 'yesmove',
  other: 'yesgo',
};

/** An emergency, a person, a repetition: possible anywhere. */
const always = ['urgent', 'person', 'aside'];

/**
 * All that can be said here, as JSGF. `offered` are the instants of slots just read out. Of the languages the first has the whole of it; the others, which the first utterance of a call may come
 * in, have their openings. Afterwards there is one language, which keeps the grammar small and sure.
 */
export function grammarFor(
  asked: Expectation['asked'],
  context: BrainContext,
  options: { languages: readonly Language[]; confirming?: Confirmable; offered?: readonly string[] },
): string {
  const rules = new Map<string, string>();
  const top: string[] = [];
  for (const language of options.languages) {
    const [prefix, own] = rulesOf(language, context);
    for (const [name, body] of own) rules.set(name, body);
    rules.set(`${prefix}_offered`, offeredTimes(options.offered ?? [], context, language));
    if (rules.get(`${prefix}_offered`) === '') rules.set(`${prefix}_offered`, `<${prefix}_clock>`);
    const wanted = answers[asked].map((name) => (name === 'yes' ? yesOf[options.confirming ?? 'booking'] : name));
    const isFirst = language === options.languages[0];
    const said = isFirst ? [...wanted, ...always] : openers;
    const weight = isFirst ? 1 : OTHER_LANGUAGE;
    top.push(...said.map((name) => `/${weight}/ <${prefix}_${name}>`));
  }
  return grammarOf(rules, top);
}

function rulesOf(language: Language, context: BrainContext): [prefix: string, rules: ReadonlyMap<string, string>] {
  if (language === 'en') return ['e', englishRules(context)];
  return language === 'hi' ? ['h', hindiRules(context)] : ['m', hinglishRules(context)];
}
