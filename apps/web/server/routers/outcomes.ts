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
