// Guards how a range is read: whole months as months, and no day twice or never.
import { seededRandom } from '@vaani/config';
import { expect, it } from 'vitest';
import { addDays, datesBetween } from '../scheduling/civil-time.ts';
import { nextMonth, splitDays } from './rollup-rows.ts';

it.each([
  ['2026-01-01', '2026-01-31', { months: { from: '2026-01-01', to: '2026-01-01' }, edges: [] }],
  ['2026-01-02', '2026-02-27', { months: null, edges: [{ from: '2026-01-02', to: '2026-02-27' }] }],
  [
    '2025-12-31',
    '2026-02-28',
    { months: { from: '2026-01-01', to: '2026-02-01' }, edges: [{ from: '2025-12-31', to: '2025-12-31' }] },
  ],
])('%s to %s', (from, to, expected) => {
  expect(splitDays({ from, to })).toEqual(expected);
});

it('has every day once', () => {
  const random = seededRandom(3);
  for (let round = 0; round < 500; round++) {
    const from = addDays('2024-01-01', Math.floor(random.next() * 700));
    const to = addDays(from, Math.floor(random.next() * 400));
    const { months, edges } = splitDays({ from, to });
    const covered = edges.flatMap((edge) => datesBetween(edge.from, edge.to));
    for (let month = months?.from; month !== undefined && month <= (months?.to ?? ''); month = nextMonth(month))
      covered.push(...datesBetween(month, addDays(nextMonth(month), -1)));
    expect(covered.sort(), `${from} ${to}`).toEqual(datesBetween(from, to));
  }
});
