// Guards when the AI answers, and when people may be rung.
import { describe, expect, it } from 'vitest';
import { nextCallingTime } from './calling-hours.ts';
import { type WhoAnswers, whoAnswers } from './who-answers.ts';

const ordinary = { answers: 'always', isOpen: true, hasPhone: true, isForwarded: false, isOverCap: false } as const;

describe('the clinic’s switch', () => {
  it.each<[string, Partial<Parameters<typeof whoAnswers>[0]>, WhoAnswers]>([
    ['always', {}, 'ai'],
    ['always, closed', { isOpen: false }, 'ai'],
    ['after hours, open', { answers: 'after-hours' }, 'phone'],
    ['after hours, closed', { answers: 'after-hours', isOpen: false }, 'ai'],
    ['after hours, but the clinic’s phone sent it here', { answers: 'after-hours', isForwarded: true }, 'ai'],
    ['after hours, and there is no phone', { answers: 'after-hours', hasPhone: false }, 'ai'],
    ['when nobody picks up', { answers: 'no-answer' }, 'phone-then-ai'],
    ['when nobody picks up, closed', { answers: 'no-answer', isOpen: false }, 'phone-then-ai'],
    ['when nobody picked up', { answers: 'no-answer', isForwarded: true }, 'ai'],
    ['never', { answers: 'never' }, 'phone'],
    ['never, closed', { answers: 'never', isOpen: false }, 'phone'],
    ['never, though it was forwarded', { answers: 'never', isForwarded: true }, 'phone'],
    ['always, but the money is spent', { isOverCap: true }, 'phone'],
    [
      'when nobody picked up, but the money is spent',
      { answers: 'no-answer', isForwarded: true, isOverCap: true },
      'phone',
    ],
  ])('%s', (_, over, expected) => expect(whoAnswers({ ...ordinary, ...over })).toBe(expected));
});

describe('calling hours', () => {
  const hours = { callingFromMin: 540, callingToMin: 1_200 };
  const at = (clock: string) => Date.parse(`${clock}+05:30`);
  it.each([
    ['2026-11-23T09:00:00', '2026-11-23T09:00:00'],
    ['2026-11-23T19:59:59', '2026-11-23T19:59:59'],
    ['2026-11-23T08:59:59', '2026-11-23T09:00:00'],
    ['2026-11-23T20:00:00', '2026-11-24T09:00:00'],
    ['2026-11-23T23:30:00', '2026-11-24T09:00:00'],
  ])('at %s the next time is %s', (now, next) =>
    expect(nextCallingTime(at(now), 'Asia/Kolkata', hours)).toBe(at(next)),
  );
  it('hold by the wall clock on the day that the clocks change', () => {
    // New York, 8 March 2026: two o'clock is three.
    const early = Date.parse('2026-03-08T06:30:00Z');
    expect(nextCallingTime(early, 'America/New_York', hours)).toBe(Date.parse('2026-03-08T13:00:00Z'));
  });
});
