import type { CallFacts, CallOutcome, Mood } from '@vaani/clinic';
import { moodOf } from '@vaani/clinic/mood';
import { type Intent, understandIntent } from '../language/intent.ts';

/** A summary and a mood. */
export interface Summary {
  summary: string;
  mood: Mood;
}

const sentences: Record<CallOutcome, string> = {
  booked: 'An appointment was booked.',
  moved: 'An appointment was moved.',
  cancelled: 'An appointment was cancelled.',
  informed: 'The caller asked a question and was answered.',
  message: 'The caller left a message for a callback.',
  transferred: 'The caller was put through to a person.',
  staff: 'Staff took the call.',
  emergency: 'The caller described an emergency and was given the emergency numbers.',
  abandoned: 'The caller hung up before anything was settled.',
  failed: 'The call broke off because of a fault.',
};

/** The outcomes whose sentence is about an appointment. */
const aboutAppointment: ReadonlySet<CallOutcome> = new Set(['booked', 'moved', 'cancelled']);

/** The outcomes that do not tell what the caller had wanted. */
const saysNoWish: ReadonlySet<CallOutcome> = new Set(['message', 'transferred', 'staff', 'abandoned', 'failed']);

const wishes: Partial<Record<Intent, string>> = {
  book: 'They wanted an appointment.',
  reschedule: 'They wanted to move an appointment.',
  cancel: 'They wanted to cancel an appointment.',
  my_appointments: 'They asked about an appointment of theirs.',
  info: 'They had a question about the clinic.',
  human: 'They asked for a person.',
};

/** What came of a call, by its record alone: nothing that was said can change it. */
export function outcomeSentences({ outcome, appointments }: CallFacts): string[] {
  const made = appointments[0];
  if (made === undefined) return [sentences[outcome]];
  const which = `${made.doctorName}, ${made.date}`;
  if (aboutAppointment.has(outcome)) return [`${sentences[outcome].slice(0, -1)}: ${which}.`];
  if (made.status === 'cancelled') return [sentences[outcome]];
  return [sentences[outcome], `Before that, an appointment was booked: ${which}.`];
}

/** A few sentences by rules: what came of the call, what was wanted where that does not say it, and what stood in the way. The same for the same call. */
export function summariseByRules(facts: CallFacts): Summary {
  const turns = facts.turns.filter(({ who }) => who === 'caller');
  const said = turns.map(({ text }) => text);
  const unclear = turns.filter(({ isUnclear }) => isUnclear).length;
  const wish = saysNoWish.has(facts.outcome) ? wishIn(said) : undefined;
  const parts = [...outcomeSentences(facts), ...(wish === undefined ? [] : [wish])];
  if (unclear > 1) parts.push(`The caller was hard to understand (${unclear} times).`);
  return { summary: parts.join(' '), mood: moodOf(said) };
}

/** The first thing that was asked for. */
function wishIn(said: readonly string[]): string | undefined {
  for (const text of said) {
    const wish = wishes[understandIntent(text)];
    if (wish !== undefined) return wish;
  }
  return undefined;
}
