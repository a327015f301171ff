// Guards: the desk sounds once for each need, the stronger one first, and not for calls that are over or that somebody has.
import { expect, it } from 'vitest';
import { type Alert, neededNow, newAlert } from './alerts.ts';
import type { BoardCall } from './board.ts';

const call = (callId: string, more: Partial<BoardCall> = {}): BoardCall => ({
  ...{ callId, workerId: 'w1', state: 'talking', direction: 'inbound', language: 'en', isVerified: false },
  ...{ startedAt: '2026-11-23T05:30:00Z', activity: { key: 'listening', values: {} }, listenerIds: [] },
  ...{ personal: { caller: '', listenerNames: [], turns: [] }, tools: [], fallbacks: [], ended: undefined },
  ...more,
});
const emergency = { activity: { key: 'emergency', values: {} } };
const wanting = { activity: { key: 'transferring', values: {} } };

it('sounds once for a need, and again for a stronger one', () => {
  const told = new Map<string, Alert>();
  expect(newAlert([call('a')], told)).toBeNull();
  expect(newAlert([call('a', wanting)], told)).toBe('person-needed');
  expect(newAlert([call('a', wanting)], told)).toBeNull();
  expect(newAlert([call('a', emergency)], told)).toBe('emergency');
  expect(newAlert([call('a', wanting)], told)).toBeNull();
});

it('sounds the strongest of several', () => {
  expect(newAlert([call('a', emergency), call('b', wanting)], new Map())).toBe('emergency');
  expect(newAlert([call('a', wanting), call('b', emergency)], new Map())).toBe('emergency');
});

it('is silent for what is over, and for what somebody has', () => {
  const ended = { outcome: 'emergency', durationMs: 1, endedAt: '2026-11-23T05:31:00Z' };
  expect(newAlert([call('a', { ...emergency, ended })], new Map())).toBeNull();
  const ownerId = '018f6a00-0000-7000-8000-000000000003';
  expect(newAlert([call('a', { ...wanting, ownerId })], new Map())).toBeNull();
});

it('tells which calls want a person, the neediest first, and the same list while it says the same', () => {
  const ended = { outcome: 'failed', durationMs: 1, endedAt: '2026-11-23T05:31:00Z' };
  const calls = [call('a', wanting), call('b', emergency), call('c'), call('d', { ended })];
  const needed = neededNow(calls, []);
  expect(needed).toEqual([
    { callId: 'b', need: 'emergency', name: '' },
    { callId: 'a', need: 'wants-person', name: '' },
  ]);
  expect(neededNow([...calls], needed)).toBe(needed);
  expect(neededNow([call('a', wanting)], needed)).not.toBe(needed);
});
