import type { CallFacts, CallOutcome, Mood } from '@vaani/clinic';
import { moodOf } from '@vaani/clinic/mood';
import { type Intent, understandIntent } from '../language/intent.ts';
import { type SummaryWords, summaryWords } from './summary-words.ts';

/** A summary, in both languages that the desk reads, and a mood. */
export interface Summary {
  summary: string;
  summaryHindi: string;
  mood: Mood;
}

/** The outcomes whose sentence is about an appointment. */
const aboutAppointment: ReadonlySet<CallOutcome> = new Set(['booked', 'moved', 'cancelled']);

/** The outcomes that do not tell what the caller had wanted. */
const saysNoWish: ReadonlySet<CallOutcome> = new Set(['message', 'transferred', 'staff', 'abandoned', 'failed']);

type Language = keyof typeof summaryWords;

/** What came of a call, by its record alone: nothing that was said can change it. */
export function outcomeSentences({ outcome, appointments }: CallFacts, language: Language): string[] {
  const words: SummaryWords = summaryWords[language];
  const made = appointments[0];
  if (made === undefined) return [`${words.outcomes[outcome]}${words.stop}`];
  const { doctorName, date } = language === 'hi' ? made.hindi : made;
  const which = `${doctorName}, ${date}${words.stop}`;
  if (aboutAppointment.has(outcome)) return [`${words.outcomes[outcome]}: ${which}`];
  const sentence = `${words.outcomes[outcome]}${words.stop}`;
  return made.status === 'cancelled' ? [sentence] : [sentence, `${words.before}: ${which}`];
}

/** A few sentences by rules: what came of the call, what was wanted where that does not say it, and what stood in the way. The same for the same call. */
export function summariseByRules(facts: CallFacts): Summary {
  const turns = facts.turns.filter(({ who }) => who === 'caller');
  const said = turns.map(({ text }) => text);
  const unclear = turns.filter(({ isUnclear }) => isUnclear).length;
  const wish = saysNoWish.has(facts.outcome) ? wishIn(said) : undefined;
  const inWords = (language: Language): string => {
    const words: SummaryWords = summaryWords[language];
    const parts = outcomeSentences(facts, language);
    if (wish !== undefined) parts.push(`${words.wishes[wish]}${words.stop}`);
    if (unclear > 1) parts.push(`${words.unclear(unclear)}${words.stop}`);
    return parts.join(' ');
  };
  return { summary: inWords('en'), summaryHindi: inWords('hi'), mood: moodOf(said) };
}

/** The first thing that was asked for. */
function wishIn(said: readonly string[]): keyof SummaryWords['wishes'] | undefined {
  for (const text of said) {
    const intent: Intent = understandIntent(text);
    if (Object.hasOwn(summaryWords.en.wishes, intent)) return intent as keyof SummaryWords['wishes'];
  }
  return undefined;
}
