// Guards who is rung for a caller, and in which order: the directory is the allow-list.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transferWish } from './reasons.ts';
import { type DirectoryEntry, isWithinDuty, routeTransfer } from './route-transfer.ts';

const zone = 'Asia/Kolkata';
/** Monday, 23 November 2026, by the clinic's clock. */
const monday = (clock: string) => Date.parse(`2026-11-23T${clock}:00+05:30`);

const entry = (over: Partial<DirectoryEntry> & { id: string }): DirectoryEntry => ({
  ...{ label: over.id, phone: `+9120660000${over.id.length}${over.id.charCodeAt(0)}`, reasons: [], weekdays: [] },
  ...{ fromMin: 0, toMin: 1_440, group: null, userId: null, doctorId: null, languages: [], isWarm: false },
  ...{ ringSeconds: 20, ...over },
});
const route = (
  entries: DirectoryEntry[],
  reason: string,
  over: { at?: string; onDuty?: string[]; doctorId?: string; ownPhone?: string | null } = {},
) =>
  routeTransfer(
    entries,
    {
      ...transferWish(
        reason,
        entries.flatMap(({ reasons }) => reasons),
      ),
      doctorId: over.doctorId ?? null,
    },
    {
      ...{ nowMs: monday(over.at ?? '10:30'), zone, onDuty: new Set(over.onDuty ?? []) },
      ownPhone: over.ownPhone ?? null,
    },
  );
const labels = (targets: { label: string }[]) => targets.map(({ label }) => label);

const desk = entry({ id: 'desk' });
const billing = entry({ id: 'billing', reasons: ['billing'] });
const nurse = entry({ id: 'nurse', reasons: ['emergency', 'treatment'] });

describe('a reason', () => {
  it.each([
    ['billing', ['billing', 'desk']],
    ['treatment', ['nurse', 'desk']],
    ['asked', ['desk']],
    ['trouble', ['desk']],
    ['not-understood', ['desk']],
    // In an emergency whoever else is there is better than nobody.
    ['emergency', ['nurse', 'desk', 'billing']],
  ])('%s leads to %j', (reason, expected) => {
    expect(labels(route([desk, billing, nurse], reason))).toEqual(expected);
  });

  it('of a model’s own wording is known by its words, and not kept', () => {
    const cases: [string, string][] = [
      ['Caller wants a refund for last visit', 'billing'],
      ['patient Ravi asks about his blood report', 'reports'],
      ['The caller is very angry', 'angry'],
      ['question on dosage of medicine', 'treatment'],
      ['wants to talk to someone', 'asked'],
      ['bleeding after extraction', 'emergency'],
    ];
    for (const [said, reason] of cases) expect(transferWish(said).reason, said).toBe(reason);
    expect(transferWish('call about vaccines for Ravi', ['vaccines'])).toEqual({ reason: 'vaccines', language: null });
    expect(transferWish('language:ta')).toEqual({ reason: 'language', language: 'ta' });
  });
});

describe('whoever speaks another language', () => {
  it('gets somebody who speaks it first', () => {
    const tamil = entry({ id: 'tamil', languages: ['ta'], reasons: ['billing'] });
    expect(labels(route([desk, tamil], 'language:ta'))).toEqual(['tamil', 'desk']);
    expect(labels(route([desk, tamil], 'language:bn'))).toEqual(['desk']);
  });
});

describe('a patient in treatment', () => {
  it('gets the people of their doctor first, and nobody else gets them', () => {
    const ofSharma = entry({ id: 'sharma', doctorId: 'd1' });
    expect(labels(route([desk, ofSharma], 'treatment', { doctorId: 'd1' }))).toEqual(['sharma', 'desk']);
    expect(labels(route([desk, ofSharma], 'billing', { doctorId: 'd1' }))).toEqual(['desk']);
    expect(labels(route([desk, ofSharma], 'treatment', { doctorId: 'd2' }))).toEqual(['desk']);
    expect(labels(route([desk, ofSharma], 'treatment'))).toEqual(['desk']);
  });
});

describe('hours and duty', () => {
  it('decide who is there', () => {
    const day = entry({ id: 'day', fromMin: 540, toMin: 1_080 });
    const night = entry({ id: 'night', fromMin: 1_080, toMin: 540 });
    expect(labels(route([day, night], 'asked', { at: '10:30' }))).toEqual(['day']);
    expect(labels(route([day, night], 'asked', { at: '18:00' }))).toEqual(['night']);
    expect(labels(route([day, night], 'asked', { at: '02:00' }))).toEqual(['night']);
    const meera = entry({ id: 'meera', userId: 'u1' });
    expect(route([meera], 'asked')).toEqual([]);
    expect(labels(route([meera], 'asked', { onDuty: ['u1'] }))).toEqual(['meera']);
  });

  it('over midnight belong to the day on which they began', () => {
    const sundays = { weekdays: [7], fromMin: 1_200, toMin: 480 };
    expect(isWithinDuty(sundays, monday('07:59'), zone)).toBe(true);
    expect(isWithinDuty(sundays, monday('08:00'), zone)).toBe(false);
    expect(isWithinDuty(sundays, monday('21:00'), zone)).toBe(false);
  });
});

describe('a group', () => {
  it('rings at once, each phone once, told first where one of it is', () => {
    const one = entry({ id: 'one', group: 'Desk', phone: '+912066000001' });
    const two = entry({ id: 'two', group: 'Desk', phone: '+912066000002', isWarm: true, ringSeconds: 35 });
    const same = entry({ id: 'same', phone: '+912066000001' });
    expect(route([one, same, two], 'asked')).toEqual([
      {
        ...{ label: 'Desk', targets: ['one', 'two'], phones: ['+912066000001', '+912066000002'] },
        ...{ isWarm: true, ringSeconds: 35 },
      },
    ]);
  });
});

it('the clinic’s own phone comes last, unless it was rung already', () => {
  expect(labels(route([desk], 'asked', { ownPhone: '+912066000099' }))).toEqual(['desk', 'Clinic']);
  expect(labels(route([desk], 'asked', { ownPhone: desk.phone }))).toEqual(['desk']);
  expect(labels(route([], 'asked', { ownPhone: '+912066000099' }))).toEqual(['Clinic']);
});

it('nothing that is said is ever dialled: only phones of the directory and the clinic’s own, each once', () => {
  const entries = fc.array(
    fc.record({
      id: fc.uuid(),
      digits: fc.integer({ min: 1, max: 9 }),
      reasons: fc.subarray(['billing', 'reports', 'emergency']),
      group: fc.constantFrom(null, 'a', 'b'),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(entries, fc.string({ maxLength: 60 }), fc.boolean(), (given, said, hasOwn) => {
      const list = given.map(({ id, digits, ...rest }) => entry({ id, ...rest, phone: `+91206600000${digits}` }));
      const own = hasOwn ? '+912066000099' : null;
      const phones = route(list, `${said} +919999999999`, { ownPhone: own }).flatMap((target) => target.phones);
      const allowed = new Set([...list.map(({ phone }) => phone), ...(own === null ? [] : [own])]);
      expect(phones.filter((phone) => !allowed.has(phone))).toEqual([]);
      expect(new Set(phones).size).toBe(phones.length);
    }),
  );
});
