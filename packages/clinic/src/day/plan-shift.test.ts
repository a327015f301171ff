// Guards a session that is shifted: nobody lost, nobody on top of anybody, nobody in two places.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../scheduling/civil-time.ts';
import { fingerprintOf, overlaps, type Standing } from './plan.ts';
import { planShift, planWarning, type ShiftInput } from './plan-shift.ts';

const nine = Date.parse('2026-11-24T03:30:00Z');
const at = (minutes: number) => nine + minutes * MINUTE_MS;
const standing = (id: string, from: number, over: Partial<Standing> & { forMin?: number } = {}): Standing => {
  const { forMin = 15, ...rest } = over;
  const span = { startsAt: at(from), endsAt: at(from + forMin) };
  return { id, patientId: `p-${id}`, serviceId: 's', status: 'scheduled', lane: 0, ...span, ...rest };
};
const input = (over: Partial<ShiftInput> = {}): ShiftInput => ({
  now: nine,
  byMs: 20 * MINUTE_MS,
  standing: [standing('a', 0), standing('b', 15), standing('c', 60)],
  fixed: [],
  closed: [],
  latest: at(480),
  capacity: 1,
  ...over,
});
const outcomes = (over: Partial<ShiftInput> = {}) =>
  planShift(input(over)).map((one) => [
    one.appointmentId,
    one.outcome,
    'to' in one ? (one.to.startsAt - nine) / MINUTE_MS : null,
  ]);

describe('a shift', () => {
  it('moves all that is left by the same time', () => {
    expect(outcomes()).toEqual([
      ['a', 'shift', 20],
      ['b', 'shift', 35],
      ['c', 'shift', 80],
    ]);
  });

  it('leaves who is with the doctor, and who did not come although even the delay is over', () => {
    const four = [standing('a', 0, { status: 'in_consultation' }), standing('b', 15), standing('c', 60)];
    expect(outcomes({ standing: four, now: at(36) })).toEqual([['c', 'shift', 80]]);
    expect(outcomes({ standing: four, now: at(35) }).map(([id]) => id)).toEqual(['b', 'c']);
  });

  it('lists who runs into a block, a leave, or beyond the end, and into somebody who stays', () => {
    const block = [{ startsAt: at(30), endsAt: at(40), lane: 0 }];
    expect(outcomes({ fixed: block })).toEqual([
      ['a', 'call', null],
      ['b', 'call', null],
      ['c', 'shift', 80],
    ]);
    expect(outcomes({ closed: [{ startsAt: at(90), endsAt: at(120) }] }).at(-1)).toEqual(['c', 'call', null]);
    expect(outcomes({ latest: at(94) }).at(-1)).toEqual(['c', 'call', null]);
    expect(outcomes({ latest: at(95) }).at(-1)).toEqual(['c', 'shift', 80]);
    const seen = [standing('x', 0, { status: 'in_consultation', forMin: 30 }), standing('a', 5)];
    expect(outcomes({ standing: seen, byMs: 10 * MINUTE_MS })).toEqual([['a', 'call', null]]);
  });

  it('goes to another lane where its own is blocked', () => {
    const block = [{ startsAt: at(20), endsAt: at(35), lane: 0 }];
    const plan = planShift(
      input({ capacity: 2, fixed: block, standing: [standing('a', 0), standing('b', 0, { lane: 1 })] }),
    );
    expect(plan).toMatchObject([
      { appointmentId: 'a', outcome: 'call' },
      { appointmentId: 'b', outcome: 'shift', to: { lane: 1 } },
    ]);
    const alone = planShift(input({ capacity: 2, fixed: block, standing: [standing('a', 0)] }));
    expect(alone).toMatchObject([{ outcome: 'shift', to: { lane: 1 } }]);
  });

  it('says of somebody who sits in the waiting room that they are there', () => {
    const here = [standing('a', 60, { status: 'checked_in' })];
    expect(planShift(input({ standing: here, latest: at(70) }))).toEqual([
      { appointmentId: 'a', outcome: 'call', why: 'already_here' },
    ]);
  });

  it('only warned leaves everybody where they are', () => {
    expect(planWarning(input()).map(({ outcome }) => outcome)).toEqual(['warn', 'warn', 'warn']);
  });
});

const statuses = ['scheduled', 'confirmed', 'checked_in', 'in_consultation'] as const;
/** A session in which nobody stands on anybody: each lane is a row of lengths and gaps. */
const session = fc
  .record({
    capacity: fc.integer({ min: 1, max: 3 }),
    lanes: fc.array(
      fc.array(
        fc.record({
          gap: fc.integer({ min: 0, max: 30 }),
          length: fc.integer({ min: 5, max: 45 }),
          status: fc.constantFrom(...statuses),
        }),
        { maxLength: 12 },
      ),
      { minLength: 3, maxLength: 3 },
    ),
    blocks: fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: 400 }),
        length: fc.integer({ min: 5, max: 60 }),
        lane: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 4 },
    ),
    overbooked: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 }),
    by: fc.integer({ min: 1, max: 120 }),
    now: fc.integer({ min: -30, max: 300 }),
    latest: fc.integer({ min: 100, max: 600 }),
    closed: fc.array(fc.record({ from: fc.integer({ min: 0, max: 400 }), length: fc.integer({ min: 5, max: 60 }) }), {
      maxLength: 2,
    }),
  })
  .map((one): ShiftInput => {
    const rows = one.lanes.slice(0, one.capacity).flatMap((row, lane) => {
      let from = 0;
      return row.map(({ gap, length, status }, index) => {
        const begun = from + gap;
        from = begun + length;
        return standing(`${lane}-${index}`, begun, { lane, forMin: length, status });
      });
    });
    const fixed = one.blocks
      .map(({ from, length, lane }) => ({ startsAt: at(from), endsAt: at(from + length), lane }))
      .filter(
        (block) => block.lane < one.capacity && !rows.some((row) => row.lane === block.lane && overlaps(row, block)),
      )
      .filter(
        (block, index, all) =>
          !all.slice(0, index).some((other) => other.lane === block.lane && overlaps(other, block)),
      );
    return {
      now: at(one.now),
      byMs: one.by * MINUTE_MS,
      standing: [...rows, ...one.overbooked.map((from, index) => standing(`over-${index}`, from, { lane: null }))],
      fixed,
      closed: one.closed.map(({ from, length }) => ({ startsAt: at(from), endsAt: at(from + length) })),
      latest: at(one.latest),
      capacity: one.capacity,
    };
  });

it('puts no two into one lane at one time, loses nobody, and breaks nothing that is closed', () => {
  fc.assert(
    fc.property(session, (given) => {
      const plan = planShift(given);
      const byId = new Map(plan.map((one) => [one.appointmentId, one]));
      expect(byId.size).toBe(plan.length);
      // Everybody is decided upon, or had no need of it.
      const wanted = given.standing.filter(
        ({ status, startsAt }) => status !== 'in_consultation' && startsAt + given.byMs >= given.now,
      );
      expect([...byId.keys()].sort()).toEqual(wanted.map(({ id }) => id).sort());
      const after = [
        ...given.fixed,
        ...given.standing.filter(({ id }) => !byId.has(id)),
        ...plan.flatMap((one) => (one.outcome === 'shift' ? [one.to] : [])),
      ];
      for (const [index, one] of after.entries()) {
        for (const other of after.slice(index + 1)) {
          if (one.lane !== null && one.lane === other.lane) expect(overlaps(one, other)).toBe(false);
        }
      }
      for (const one of plan) {
        if (one.outcome !== 'shift') continue;
        const before = given.standing.find(({ id }) => id === one.appointmentId);
        expect(one.to.startsAt).toBe((before?.startsAt ?? 0) + given.byMs);
        expect(one.to.endsAt).toBeLessThanOrEqual(given.latest);
        expect(given.closed.some((span) => overlaps(span, one.to))).toBe(false);
        expect(one.to.lane === null).toBe(before?.lane === null);
        expect(one.to.lane ?? 0).toBeLessThan(given.capacity);
      }
    }),
  );
});

it('is known by what it decides, not by the moment or the order in which it was made', () => {
  const plan = planShift(input());
  expect(fingerprintOf({ by: 20 }, plan.toReversed())).toBe(
    fingerprintOf({ by: 20 }, planShift(input({ now: nine + 1 }))),
  );
  expect(fingerprintOf({ by: 20 }, plan)).not.toBe(fingerprintOf({ by: 21 }, plan));
  expect(fingerprintOf({}, plan)).not.toBe(fingerprintOf({}, planShift(input({ latest: at(94) }))));
});
