import type { BrainContext } from '../brain.ts';
import { gather } from './gather.ts';
import { arrange, isArranging } from './hear.ts';
import { askQueue, asksQueue } from './queue.ts';
import type { DialogueState, Outcome } from './state.ts';

/** "The doctor is late", said as a statement. */
const late = /\b(doctor|dr)\b.*\b(late|delayed|behind)\b|डॉक्टर.*(लेट|देर)/iu;

/**
 * What the rules can make of a note of the clinic's staff: a day, a time, a doctor or a kind of doctor to offer; that a doctor is late, which is then looked up and
 * said. Null where it is nothing of these. It is a wish and no authority: what is booked is still offered, chosen and read back.
 */
export function whispered(state: DialogueState, note: string, context: BrainContext): Outcome | null {
  if (state.phase === 'ended' || state.phase === 'transferring') return null;
  if (asksQueue(note) || late.test(note)) return askQueue(state, note, context);
  const got = gather(note, state, context);
  if (got.isEmpty) return null;
  return arrange(state, { goal: isArranging(state) ? state.goal : 'book', text: note, got }, context);
}
