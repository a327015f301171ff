import type { SayAction } from '@vaani/receptionist';

/** How far speech over a reply reaches: `open` gives way, `guarded` only to words of another mind, `sealed` to nothing. */
export type Protection = 'open' | 'guarded' | 'sealed';

const protection: Record<SayAction['purpose'], Protection> = {
  reply: 'open',
  filler: 'open',
  goodbye: 'open',
  'read-back': 'guarded',
  emergency: 'sealed',
  staff: 'sealed',
};
const order: readonly Protection[] = ['open', 'guarded', 'sealed'];

/** The emergency advice and what the clinic's staff have said are never cut, and the read-back of a booking not by a cough or a "haan": the strictest of what is being said holds. */
export function protectionOf(says: readonly Pick<SayAction, 'purpose' | 'readBackId'>[]): Protection {
  const strictest = says.map(({ purpose }) => order.indexOf(protection[purpose]));
  return order[Math.max(0, ...strictest)] ?? 'open';
}
