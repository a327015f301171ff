import type { CallOutcome } from './types.ts';

/** What a caller may want. */
export const wishes = [
  'booking',
  'moving',
  'cancelling',
  'information',
  'queue',
  'message',
  'person',
  'emergency',
] as const;
export type CallWish = (typeof wishes)[number];

/** What a tool is used for; those that serve any wish are not among them. */
const byTool: Readonly<Record<string, CallWish>> = {
  search_slots: 'booking',
  hold_slot: 'booking',
  book_appointment: 'booking',
  join_waitlist: 'booking',
  reschedule_appointment: 'moving',
  cancel_appointment: 'cancelling',
  clinic_info: 'information',
  queue_status: 'queue',
  leave_message: 'message',
  transfer_to_human: 'person',
};

const byOutcome: Readonly<Partial<Record<CallOutcome, CallWish>>> = {
  booked: 'booking',
  moved: 'moving',
  cancelled: 'cancelling',
  informed: 'information',
  message: 'message',
  transferred: 'person',
  staff: 'person',
  emergency: 'emergency',
};

/**
 * What a caller wanted, as far as what was done for them tells: by the tools that were used, and by what came of it. Looking for times serves a move as
 * well, and then is no wish to book.
 */
export function wishesOf(outcome: CallOutcome, tools: readonly string[]): CallWish[] {
  const wanted = new Set<CallWish>(tools.flatMap((tool) => byTool[tool] ?? []));
  const settled = byOutcome[outcome];
  if (settled !== undefined) wanted.add(settled);
  const hasBooked = outcome === 'booked' || tools.includes('book_appointment');
  if (wanted.has('moving') && !hasBooked) wanted.delete('booking');
  return wishes.filter((wish) => wanted.has(wish));
}
