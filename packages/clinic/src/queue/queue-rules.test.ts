// Guards the rule at the door: who goes in next, how long it will be, and which moves a token may make.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../scheduling/civil-time.ts';
import { estimateWaits, paceOf, type QueueState } from './estimate.ts';
import { inTurnOrder, nextWaiting, type Waiting } from './order.ts';
import { mayTokenMove, openTokenStatuses, tokenPath, tokenStatuses } from './token-statuses.ts';

const ten = Date.parse('2026-11-24T04:30:00Z');
const at = (minutes: number) => ten + minutes * MINUTE_MS;
const walkIn = (number: number): Waiting => ({ number, appointmentAt: null, recalledAt: null });
const booked = (number: number, minutes: number): Waiting => ({ ...walkIn(number), appointmentAt: at(minutes) });

describe('who goes in next', () => {
  it('is the appointment whose time has come, then the walk-ins by number, then who came early', () => {
    const waiting = [walkIn(4), booked(3, 0), walkIn(1), booked(2, 15), booked(5, -15)];
    expect(inTurnOrder(waiting, ten).map(({ number }) => number)).toEqual([5, 3, 1, 4, 2]);
    expect(inTurnOrder(waiting, at(15)).map(({ number }) => number)).toEqual([5, 3, 2, 1, 4]);
  });

  it('is first of all who was skipped and came back', () => {
    expect(nextWaiting([booked(1, -30), { ...walkIn(7), recalledAt: at(-1) }], ten)?.number).toBe(7);
  });

  it('is nobody where nobody waits, and somebody wherever one does', () => {
    expect(nextWaiting([], ten)).toBeUndefined();
    const anybody = fc.record({
      number: fc.integer({ min: 1, max: 99 }),
      appointmentAt: fc.option(fc.integer({ min: -60, max: 60 }).map(at)),
      recalledAt: fc.option(fc.integer({ min: -60, max: 0 }).map(at)),
    });
    const line = fc.uniqueArray(anybody, { selector: ({ number }) => number, minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(line, fc.integer({ min: -60, max: 60 }), (waiting, minutes) => {
        const order = inTurnOrder(waiting, at(minutes));
        expect(order.map(({ number }) => number).sort()).toEqual(waiting.map(({ number }) => number).sort());
        expect(inTurnOrder(waiting.toReversed(), at(minutes))).toEqual(order);
        const walkIns = order.filter(({ appointmentAt, recalledAt }) => appointmentAt === null && recalledAt === null);
        expect(walkIns.map(({ number }) => number)).toEqual(
          walkIns.map(({ number }) => number).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});

describe('the pace', () => {
  it('is as planned until somebody was seen, and then moves with the day', () => {
    expect(paceOf([], 15)).toBe(1);
    expect(paceOf([{ plannedMin: 15, actualMin: 30 }], 15)).toBeCloseTo(75 / 60);
    expect(
      paceOf(
        Array.from({ length: 27 }, () => ({ plannedMin: 10, actualMin: 20 })),
        10,
      ),
    ).toBeCloseTo(1.9);
    expect(paceOf([{ plannedMin: 10, actualMin: 5 }], 10)).toBeLessThan(1);
  });

  it('is not led astray by a token that nobody finished', () => {
    expect(paceOf([{ plannedMin: 10, actualMin: 600 }], 10)).toBe(paceOf([{ plannedMin: 10, actualMin: 40 }], 10));
  });
});

describe('how long it will be', () => {
  const state = (over: Partial<QueueState> = {}): QueueState => ({
    now: ten,
    opensAt: at(-60),
    capacity: 1,
    pace: 1,
    running: [],
    waiting: [],
    expected: [],
    ...over,
  });
  const wait = (over: Partial<QueueState>) => {
    const { byNumber, newcomer } = estimateWaits(state(over), 10);
    return [...[...byNumber].sort(([a], [b]) => a - b), newcomer];
  };
  const inLine = (one: Waiting, plannedMin = 10) => ({ ...one, plannedMin });

  it('is nothing where nobody is there, and what is left of the one inside', () => {
    expect(wait({})).toEqual([0]);
    expect(wait({ running: [{ calledAt: at(-4), plannedMin: 10 }] })).toEqual([6]);
    expect(wait({ running: [{ calledAt: at(-40), plannedMin: 10 }] })).toEqual([0]);
  });

  it('adds up those before, at today’s pace', () => {
    const waiting = [inLine(walkIn(1)), inLine(walkIn(2), 20)];
    expect(wait({ waiting })).toEqual([[1, 0], [2, 10], 30]);
    expect(wait({ waiting, pace: 1.5 })).toEqual([[1, 0], [2, 15], 45]);
    expect(wait({ waiting, capacity: 2 })).toEqual([[1, 0], [2, 0], 10]);
  });

  it('counts from when the doctor comes, late or not', () => {
    expect(wait({ opensAt: at(40), waiting: [inLine(walkIn(1))] })).toEqual([[1, 40], 50]);
  });

  it('lets appointments in when their time comes, also those that are not there yet', () => {
    const waiting = [inLine(walkIn(1)), inLine(walkIn(2)), inLine(booked(3, 5))];
    expect(wait({ waiting })).toEqual([[1, 0], [2, 20], [3, 10], 30]);
    expect(
      wait({ waiting: [inLine(walkIn(1)), inLine(walkIn(2))], expected: [{ startsAt: at(10), plannedMin: 15 }] }),
    ).toEqual([[1, 0], [2, 25], 35]);
    expect(wait({ expected: [{ startsAt: at(30), plannedMin: 15 }] })).toEqual([0]);
  });

  it('tells everybody who waits a time, none before the one who goes in earlier', () => {
    const line = fc.array(
      fc.record({
        appointment: fc.option(fc.integer({ min: -30, max: 90 })),
        plannedMin: fc.integer({ min: 5, max: 40 }),
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(
        line,
        fc.integer({ min: 1, max: 3 }),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        (people, capacity, pace) => {
          const waiting = people.map(({ appointment, plannedMin }, index) =>
            inLine(appointment === null ? walkIn(index + 1) : booked(index + 1, appointment), plannedMin),
          );
          const { byNumber, newcomer } = estimateWaits(state({ waiting, capacity, pace }), 10);
          expect([...byNumber.keys()].sort((a, b) => a - b)).toEqual(waiting.map(({ number }) => number));
          const walkIns = waiting
            .filter(({ appointmentAt }) => appointmentAt === null)
            .map(({ number }) => byNumber.get(number) ?? 0);
          expect(walkIns).toEqual(walkIns.toSorted((a, b) => a - b));
          expect(newcomer).toBeGreaterThanOrEqual(walkIns.at(-1) ?? 0);
        },
      ),
    );
  });
});

describe('the moves of a token', () => {
  it('lead from the door to the doctor, and back where somebody was not there', () => {
    expect(mayTokenMove('waiting', 'called')).toBe(true);
    expect(mayTokenMove('called', 'done')).toBe(true);
    expect(mayTokenMove('called', 'skipped')).toBe(true);
    expect(mayTokenMove('skipped', 'waiting')).toBe(true);
    expect(mayTokenMove('waiting', 'done')).toBe(false);
    expect(mayTokenMove('skipped', 'called')).toBe(false);
  });

  it('never stay, and never leave what is done', () => {
    for (const from of tokenStatuses) {
      expect(mayTokenMove(from, from)).toBe(false);
      expect(mayTokenMove('done', from)).toBe(false);
    }
    expect(openTokenStatuses.every((from) => mayTokenMove(from, 'cancelled'))).toBe(true);
  });

  it('are found step by step, and only those that are allowed', () => {
    expect(tokenPath('waiting', 'done')).toEqual(['called', 'done']);
    expect(tokenPath('skipped', 'done')).toEqual(['waiting', 'called', 'done']);
    expect(tokenPath('called', 'called')).toEqual([]);
    expect(tokenPath('done', 'waiting')).toBeNull();
    for (const from of tokenStatuses) {
      for (const to of tokenStatuses) {
        let at = from;
        for (const step of tokenPath(from, to) ?? []) {
          expect(mayTokenMove(at, step)).toBe(true);
          at = step;
        }
      }
    }
  });
});
