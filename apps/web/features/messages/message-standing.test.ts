import { expect, it } from 'vitest';
import { faultOf, reasonOf, standingOf } from './message-standing.ts';
import { readView, writeView } from './message-views.ts';

const message = { status: 'done', channel: 'sms', delivery: 'accepted', isDismissed: false } as const;

it.each([
  [{ status: 'waiting', channel: null, delivery: null }, 'waits'],
  [{ status: 'waiting', delivery: 'failed' }, 'again'],
  [{ status: 'sending', delivery: 'attempted' }, 'sending'],
  [{ status: 'sending', delivery: 'unknown' }, 'asking'],
  [{}, 'sent'],
  [{ delivery: 'delivered' }, 'delivered'],
  [{ delivery: 'read' }, 'read'],
  [{ channel: 'local', delivery: 'delivered' }, 'shown'],
  [{ status: 'cancelled' }, 'stopped'],
  [{ status: 'dead', delivery: 'failed' }, 'dead'],
  [{ status: 'dead', delivery: 'failed', isDismissed: true }, 'aside'],
] as const)('%j stands as %s', (over, standing) => {
  expect(standingOf({ ...message, ...over })).toBe(standing);
});

it('knows why, or says nothing', () => {
  expect(reasonOf({ reason: 'no-address' })).toBe('no-address');
  expect(reasonOf({ reason: 'something new' })).toBeNull();
  expect(reasonOf({ reason: null })).toBeNull();
});

it.each([
  ['21211', 'wrong-number'],
  ['21610', 'opted-out'],
  ['30003', 'unreachable'],
  ['429', 'busy'],
  ['403', 'account'],
  ['ECONNRESET', 'no-answer'],
  ['503', 'no-answer'],
  ['TimeoutError', 'no-answer'],
  ['not-taken', 'not-there'],
  ['12345', 'other'],
])('code %s means %s', (code, fault) => {
  expect(faultOf(code)).toBe(fault);
});

it('reads a view from the address, and takes no other', () => {
  for (const view of ['todo', 'due', 'sent', 'all'] as const)
    expect(readView(new URLSearchParams(writeView(view)))).toBe(view);
  expect(readView(new URLSearchParams('show=<script>'))).toBe('todo');
  expect(writeView('todo')).toBe('');
});
