// Guards which few of many free slots a caller is told of.
import { describe, expect, it } from 'vitest';
import { localMinutes } from './civil-time.ts';
import { spread, withinDay } from './slot-choice.ts';

const zone = 'Asia/Kolkata';
const slot = (iso: string) => ({ startsAt: Date.parse(iso), endsAt: Date.parse(iso) + 900_000 });
const quarters = Array.from({ length: 40 }, (_, index) => {
  const startsAt = Date.parse('2026-11-24T03:30:00Z') + index * 900_000;
  return { startsAt, endsAt: startsAt + 900_000 };
});
const walls = (slots: { startsAt: number }[]) => slots.map(({ startsAt }) => localMinutes(startsAt, zone));

describe('a few of many', () => {
  it('lie an hour apart, the earliest first', () => {
    expect(walls(spread(quarters, 3))).toEqual([540, 600, 660]);
  });

  it('are filled up where hours do not suffice, in order and without doubles', () => {
    const near = quarters.slice(0, 3);
    expect(walls(spread(near, 3))).toEqual([540, 555, 570]);
    expect(spread(near, 10)).toHaveLength(3);
    expect(spread([], 3)).toEqual([]);
  });
});

describe('a part of the day', () => {
  it('is by the clinic’s clock, its end excluded', () => {
    expect(walls(withinDay(quarters, zone, { part: 'morning' }))).toEqual(walls(quarters).filter((m) => m < 720));
    expect(walls(withinDay(quarters, zone, { part: 'afternoon' })).at(0)).toBe(720);
    expect(walls(withinDay(quarters, zone, { part: 'evening' })).at(0)).toBe(960);
    expect(withinDay([slot('2026-11-24T14:30:00Z')], zone, { part: 'night' })).toHaveLength(1);
  });

  it('is narrowed by times', () => {
    expect(walls(withinDay(quarters, zone, { timeFrom: '10:00', timeTo: '10:30' }))).toEqual([600, 615]);
    expect(walls(withinDay(quarters, zone, { part: 'morning', timeFrom: '11:30' }))).toEqual([690, 705]);
    expect(withinDay(quarters, zone, { part: 'morning', timeFrom: '12:30' })).toEqual([]);
  });
});
