import { groupOf } from '@vaani/clinic';
import { expect, it } from 'vitest';
import { outcomeGroups } from '../../server/routers/outcomes.ts';
import {
  type CallFilters,
  countFilters,
  firstDate,
  noFilters,
  queryOf,
  readFilters,
  writeFilters,
} from './call-filters.ts';

it('comes back from the address as it went in', () => {
  const filters: CallFilters = {
    ...noFilters,
    period: 'week',
    outcome: 'dropped',
    language: 'hi-en',
    mood: 'negative',
    length: 'long',
    answered: 'no',
    ...{ text: 'रिपोर्ट & refund', from: '2026-11-16', to: '2026-11-22', hour: 0, weekday: 7 },
    doctor: '01936f2e-0000-7000-8000-000000000001',
    slow: { stage: 'answer', ms: 1_500 },
  };
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  expect(countFilters(filters)).toBe(12);
});

it('takes no filter that it does not know, and writes none that filters nothing', () => {
  const address =
    'period=ever&outcome=<script>&language=&hour=24&weekday=0&slow=all:1&doctor=x&from=2026-02-30&answered=maybe';
  const filters = readFilters(new URLSearchParams(address));
  expect(filters).toEqual(noFilters);
  expect(writeFilters(filters)).toBe('');
});

it('counts today into a period', () => {
  expect(firstDate('today', '2026-11-23')).toBe('2026-11-23');
  expect(firstDate('week', '2026-11-23')).toBe('2026-11-17');
  expect(firstDate('all', '2026-11-23')).toBeNull();
});

it('asks the server for the clinic’s days, and for dates before the period', () => {
  const ask = (filters: object) => queryOf({ ...noFilters, ...filters }, '2026-11-23', 'Asia/Kolkata');
  expect(ask({})).toEqual({});
  expect(ask({ period: 'week', from: '2026-11-02', to: '2026-11-03' })).toEqual({
    from: '2026-11-01T18:30:00.000Z',
    to: '2026-11-03T18:30:00.000Z',
  });
  expect(ask({ to: '2026-11-03', period: 'week' })).toEqual({ to: '2026-11-03T18:30:00.000Z' });
  expect(ask({ outcome: 'contained', length: 'medium', hour: 0 })).toEqual({
    ...{ outcomes: ['booked', 'moved', 'cancelled', 'informed'], minSeconds: 30, maxSeconds: 180, hour: 0 },
  });
});

it('adds outcomes up as analytics does', () => {
  const grouped = Object.entries(outcomeGroups).flatMap(([group, all]) => all.map((outcome) => [outcome, group]));
  for (const [outcome, group] of grouped) expect(groupOf[outcome as keyof typeof groupOf]).toBe(group);
  const alone = Object.entries(groupOf).filter(([outcome]) => !grouped.some(([one]) => one === outcome));
  expect(alone).toEqual([
    ['message', 'message'],
    ['emergency', 'emergency'],
  ]);
});
