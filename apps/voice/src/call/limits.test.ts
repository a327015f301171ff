// Guards how many calls there are, and where callers go who cannot be taken.
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { createAdmission } from './admission.ts';
import { isForwardingLoop, phoneFor } from './routing.ts';

describe('admission', () => {
  it('counts a call when it comes in, and the same call once', () => {
    const admission = createAdmission({ most: 2, clock: createManualClock() });
    expect([
      admission.reserve('a', () => undefined),
      admission.reserve('a', () => undefined),
      admission.reserve('b', () => undefined),
    ]).toEqual([true, true, true]);
    expect(admission.reserve('c', () => undefined)).toBe(false);
    admission.release('a');
    expect(admission.reserve('c', () => undefined)).toBe(true);
    expect(admission.taken).toBe(2);
  });
  it('gives back a place that nobody came for, and keeps one that is in use', () => {
    const clock = createManualClock();
    const admission = createAdmission({ most: 2, clock });
    const expired: string[] = [];
    admission.reserve('a', () => expired.push('a'));
    admission.reserve('b', () => expired.push('b'));
    admission.occupy('b');
    clock.pass(60_000);
    expect(expired).toEqual(['a']);
    expect(admission.taken).toBe(1);
  });
});

describe('a forwarding loop', () => {
  const clinic = { ownPhone: '+912066000099', country: 'IN' };
  it.each([
    [{ from: '+919810012345', forwardedFrom: '020 6600 0099' }, true],
    [{ from: '+912066000001', forwardedFrom: null }, true],
    [{ from: '+912066000099', forwardedFrom: null }, true],
    [{ from: '+919810012345', forwardedFrom: '+919810099999' }, false],
    [{ from: null, forwardedFrom: null }, false],
  ])('%j: %s', (call, isLoop) => expect(isForwardingLoop({ ...call, to: '+912066000001' }, clinic)).toBe(isLoop));
  it('is none where the clinic has no phone of its own', () =>
    expect(
      isForwardingLoop({ from: null, forwardedFrom: null, to: '+912066000001' }, { ...clinic, ownPhone: null }),
    ).toBe(false));
});

describe('the phone for a reason', () => {
  const entry = { label: 'x', weekdays: [1, 2, 3, 4, 5], fromMin: 540, toMin: 1_080 };
  const clinic = {
    zone: 'Asia/Kolkata',
    ownPhone: '+912066000099',
    transfer: [
      { ...entry, phone: '+911', reasons: ['billing'] },
      { ...entry, phone: '+912', reasons: [] },
    ],
  };
  const monday = Date.parse('2026-11-23T05:00:00Z');
  it('is the one on duty for it, one for anything, or the front desk', () => {
    expect(phoneFor('billing', clinic, monday)).toBe('+911');
    expect(phoneFor('asked', clinic, monday)).toBe('+912');
    expect(phoneFor('billing', clinic, monday + 14 * 3_600_000)).toBe('+912066000099');
    expect(phoneFor('asked', { ...clinic, ownPhone: null, transfer: [] }, monday)).toBeNull();
  });
});
