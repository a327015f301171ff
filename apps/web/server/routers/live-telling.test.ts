// Guards: a browser is told what came in its order and nothing that its person may not know, and nothing at all once the session is over.
import type { FeedItem, LiveEvent } from '@vaani/live';
import { expect, it } from 'vitest';
import type { LiveItem } from './live-schemas.ts';
import { createTelling } from './live-telling.ts';
import type { Viewer } from './live-visibility.ts';

const userId = '018f6a00-0000-7000-8000-000000000003';
const callId = '018f6a00-0000-7000-8000-0000000000c1';
const at = '2026-11-23T05:30:00Z';
const desk: Viewer = { userId, role: 'receptionist', doctorId: undefined };

const state = (number: number, extra: object = {}): FeedItem => ({
  id: `e.${number}`,
  publishedAt: number,
  event: { type: 'call.state', at, data: { callId, state: 'talking', ...extra }, personal: {} } as LiveEvent,
});
const session = (number: number, version: number): FeedItem => ({
  id: `e.${number}`,
  publishedAt: number,
  event: { type: 'user.session', at, data: { userId, version }, personal: {} },
});

function tell(items: FeedItem[], viewer: Viewer = desk) {
  const telling = createTelling(viewer, 1);
  const told: unknown[] = [];
  for (const item of items) told.push(...telling.take(item));
  told.push(...telling.rest());
  const messages = told.map((one) => (Array.isArray(one) ? { id: one[0], ...one[1] } : one)) as {
    id?: string;
    kind: string;
    items?: string;
  }[];
  return { telling, messages };
}
const numbersOf = (items = '[]') => (JSON.parse(items) as LiveItem[]).map(({ publishedAt }) => publishedAt);

it('tells events together, by the number of the last', () => {
  const { messages } = tell([state(1), state(2), state(3)]);
  expect(messages.map(({ id, kind }) => [id, kind])).toEqual([['e.3', 'events']]);
  expect(numbersOf(messages[0]?.items)).toEqual([1, 2, 3]);
});

it('keeps the order where the stream was away between them', () => {
  const { messages } = tell([state(1), { behind: true }, { caughtUp: true, at: 'e.4' }, state(5)]);
  expect(messages.map(({ kind }) => kind)).toEqual(['events', 'behind', 'caught-up', 'events']);
});

it('tells a doctor nothing of calls, and no empty message', () => {
  expect(tell([state(1)], { userId, role: 'doctor', doctorId: userId }).messages).toEqual([]);
});

it('drops fields that the schema does not know', () => {
  const { messages } = tell([state(1, { secret: 'kept' })]);
  expect(messages[0]?.items).not.toContain('secret');
});

it('ends with the session, and tells nothing after it', () => {
  const { telling, messages } = tell([state(1), session(2, 2), state(3)]);
  expect(telling.isOver()).toBe(true);
  expect(messages.flatMap(({ items }) => numbersOf(items))).toEqual([1]);
});

it('goes on where the session is the one it began with', () => {
  const { telling, messages } = tell([session(1, 1), state(2)]);
  expect(telling.isOver()).toBe(false);
  expect(numbersOf(messages[0]?.items)).toEqual([1, 2]);
});
