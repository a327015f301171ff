// Guards the rows under a hand: none moves or enters, what waits is counted, and an emergency is not kept waiting.
import { expect, it } from 'vitest';
import type { BoardCall } from './board.ts';
import { inOrderOfNeed } from './need.ts';
import { holdOrder } from './steady-order.ts';

const call = (callId: string, activity = 'listening'): BoardCall => ({
  ...{ callId, workerId: 'w1', state: 'talking', direction: 'inbound', language: 'en', isVerified: false },
  ...{ startedAt: `2026-11-23T05:3${callId.length}:00Z`, activity: { key: activity, values: {} }, listenerIds: [] },
  ...{ personal: { caller: '', listenerNames: [], turns: [] }, tools: [], fallbacks: [], ended: undefined },
});
const hold = (order: string[], ...calls: BoardCall[]) => holdOrder(order, inOrderOfNeed(calls));

it('keeps rows in their places, and counts who would enter', () => {
  expect(hold(['b', 'a'], call('a'), call('b'), call('c'))).toEqual({ order: ['b', 'a'], entering: 1, rising: 0 });
});

it('counts a row that wants a person now and stands below one that wants none', () => {
  expect(hold(['a', 'b'], call('a'), call('b', 'transferring'))).toEqual({
    ...{ order: ['a', 'b'], entering: 0, rising: 1 },
  });
  expect(hold(['b', 'a'], call('a'), call('b', 'transferring'))).toMatchObject({ rising: 0 });
});

it('lets an emergency through, whether it stood among the rows or is new', () => {
  expect(hold(['a', 'b'], call('a'), call('b', 'emergency'))).toEqual({ order: ['b', 'a'], entering: 0, rising: 0 });
  expect(hold(['a'], call('a'), call('b', 'emergency'))).toEqual({ order: ['b', 'a'], entering: 0, rising: 0 });
});

it('forgets a row that is gone', () => {
  expect(hold(['a', 'b'], call('b')).order).toEqual(['b']);
});
