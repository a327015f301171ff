/** How a call can end. Alone in its file, so that pages that list them don't bring the schemas along. */
export const outcomes = [
  'booked',
  'moved',
  'cancelled',
  'informed',
  'message',
  'transferred',
  'staff',
  'emergency',
  'abandoned',
  'failed',
] as const;

/** How calls ended, by who dealt with them: analytics adds them up so. */
export const outcomeGroups = {
  contained: ['booked', 'moved', 'cancelled', 'informed'],
  handedOver: ['transferred', 'staff'],
  dropped: ['abandoned', 'failed'],
} as const satisfies Record<string, readonly (typeof outcomes)[number][]>;
export type OutcomeGroup = keyof typeof outcomeGroups;

/** What staff can make of a call. */
export const dispositions = ['settled', 'to_follow_up', 'complaint', 'wrong_number', 'nuisance'] as const;

/** What a caller can want. */
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

/** What of an answer is timed. */
export const stages = ['answer', 'waiting', 'hearing', 'reply', 'thinking', 'speaking'] as const;

/** What people at the desk do with a call under way. */
export const staffActs = [
  ...(['whisper', 'say', 'listen', 'take-over', 'hand-back'] as const),
  ...(['transfer', 'hold', 'hang-up', 'own', 'release'] as const),
] as const;

/** What came of appointments. */
export const visitKinds = ['kept', 'no-show', 'cancelled'] as const;
export type VisitKind = (typeof visitKinds)[number];
