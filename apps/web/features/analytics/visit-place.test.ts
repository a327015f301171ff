// Guards: a figure's address opens the visits that it counted, and no others.
import { expect, it } from 'vitest';
import { readVisits, visitsHref } from './visit-place.ts';

const doctorId = '018f3c1e-1111-7abc-8def-0123456789ab';

it.each([
  { from: '2026-11-01', to: '2026-11-24', kind: 'no-show', doctorId },
  { from: '2026-11-24', to: '2026-11-24', kind: 'cancelled', doctorId: null },
] as const)('is read back as it was written: %o', (place) => {
  expect(readVisits(new URL(visitsHref(place), 'http://desk').searchParams, '2026-12-01')).toEqual(place);
});

it('takes what it does not know for the visits that were kept, of all doctors', () => {
  const search = new URLSearchParams({ kind: 'lost', doctor: 'x' });
  expect(readVisits(search, '2026-11-30')).toEqual({
    ...{ from: '2026-11-01', to: '2026-11-30', kind: 'kept', doctorId: null },
  });
});
