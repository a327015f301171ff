import { expect, it } from 'vitest';
import { firstDate, readFilters, writeFilters } from './call-filters.ts';

it('comes back from the address as it went in', () => {
  const filters = { period: 'week', outcome: 'booked', language: 'hi-en' } as const;
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
});

it('takes no filter that it does not know, and writes none that filters nothing', () => {
  const filters = readFilters(new URLSearchParams('period=ever&outcome=<script>&language='));
  expect(filters).toEqual({ period: 'all', outcome: 'any', language: 'any' });
  expect(writeFilters(filters)).toBe('');
});

it('counts today into a period', () => {
  expect(firstDate('today', '2026-11-23')).toBe('2026-11-23');
  expect(firstDate('week', '2026-11-23')).toBe('2026-11-17');
  expect(firstDate('all', '2026-11-23')).toBeNull();
});
