// Guards: the board shows what was said last, however often and in whatever order it is told.
import type { CallSnapshot, LiveEvent } from '@vaani/live';
import { expect, it } from 'vitest';
import type { EndedCall } from '../../server/routers/live-schemas.ts';
import { applyEvent, applyEvents, type Board, emptyBoard, fromSnapshots, isOfUnknownCall } from './board.ts';
import { inOrderOfNeed, needOf } from './need.ts';

const callId = '018f6a00-0000-7000-8000-0000000000c1';
const turnId = '018f6a00-0000-7000-8000-0000000000d1';
const at = '2026-11-23T05:30:00Z';

const begun: LiveEvent = {
  type: 'call.started',
  at,
  data: { callId, direction: 'inbound', language: 'en', startedAt: at, workerId: 'w1' },
  personal: { caller: '•••••• 3210' },
};
const words = (text: string, isFinal: boolean, more: { turnId?: string; index?: number; isUnclear?: boolean } = {}) =>
  ({
    type: 'turn.words',
    at,
    data: { callId, turnId, index: 0, who: 'caller', language: 'en', isFinal, startedMs: 900, ...more },
    personal: { text },
  }) as const satisfies LiveEvent;
const run = (events: LiveEvent[], from: Board = emptyBoard) => events.reduce(applyEvent, from);
const texts = (board: Board) => board.get(callId)?.personal.turns.map(({ text }) => text);

it('replaces the words of a turn until they are final, and never goes back', () => {
  const board = run([begun, words('I would', false), words('I would like', true), words('I would', false)]);
  expect(texts(board)).toEqual(['I would like']);
});

it('rings until the first word is spoken', () => {
  expect(run([begun]).get(callId)?.state).toBe('ringing');
  expect(run([begun, words('Hello', false)]).get(callId)?.state).toBe('talking');
});

it('keeps turns in the order of the conversation', () => {
  const later = '018f6a00-0000-7000-8000-0000000000d2';
  const board = run([begun, words('second', true, { turnId: later, index: 1 }), words('first', true)]);
  expect(texts(board)).toEqual(['first', 'second']);
});

it('is the same after events that are told twice', () => {
  const events = [begun, words('hello', true)];
  expect(run([...events, ...events])).toEqual(run(events));
});

it('says nothing about calls it does not know', () => {
  expect(run([words('hello', true)]).size).toBe(0);
});

it('times a tool by the call and finishes it', () => {
  const tool = (phase: 'started' | 'finished', when: string): LiveEvent => ({
    type: 'call.tool',
    at: when,
    data: { callId, toolCallId: 't1', tool: 'search_slots', phase, ...(phase === 'finished' ? { isOk: true } : {}) },
    personal: {},
  });
  const board = run([begun, tool('started', '2026-11-23T05:30:04Z'), tool('finished', '2026-11-23T05:30:05Z')]);
  expect(board.get(callId)?.tools).toEqual([
    { toolCallId: 't1', tool: 'search_slots', atMs: 4_000, isOk: true, code: undefined },
  ]);
});

it('goes on with a call that comes back, as one whom nobody could take does, and keeps what was said', () => {
  const ended: LiveEvent = {
    ...{ type: 'call.ended', at, personal: {} },
    data: { callId, outcome: 'transferred', durationMs: 5_000, endedAt: at },
  };
  const owner: LiveEvent = { type: 'call.owner', at, data: { callId, userId: turnId }, personal: { name: 'Asha' } };
  const events = [begun, words('a person please', true), owner, ended];
  const back = run([...events, begun]).get(callId);
  expect(back).toMatchObject({
    state: 'talking',
    ended: undefined,
    personal: { turns: [{ text: 'a person please' }] },
  });
  expect(back).not.toHaveProperty('ownerId');
  // Told again from the beginning, it is over where it was over.
  expect(run([...events, ...events]).get(callId)).toMatchObject({ state: 'ended', ended: { outcome: 'transferred' } });
});

it('keeps a call that ended though no worker tells of it any more, and drops one that vanished', () => {
  const other = '018f6a00-0000-7000-8000-0000000000c2';
  const vanished: LiveEvent = { ...begun, data: { ...begun.data, callId: other } } as LiveEvent;
  const ended: LiveEvent = {
    type: 'call.ended',
    at,
    data: { callId, outcome: 'booked', durationMs: 42_000, endedAt: at },
    personal: {},
  };
  const board = fromSnapshots(run([begun, vanished, ended]), []);
  expect([...board.keys()]).toEqual([callId]);
  expect(board.get(callId)?.state).toBe('ended');
});

it('takes a snapshot over what it had', () => {
  const snapshot: CallSnapshot = {
    callId,
    workerId: 'w1',
    state: 'talking',
    direction: 'inbound',
    language: 'hi',
    startedAt: at,
    activity: { key: 'greeting', values: {} },
    isVerified: false,
    listenerIds: [],
    tools: [{ toolCallId: 't1', tool: 'search_slots', atMs: 4_000, isOk: true }],
    fallbacks: [{ stage: 'llm', to: 'rules' }],
    personal: { caller: '•••••• 3210', listenerNames: [], turns: [] },
  };
  const board = fromSnapshots(run([begun]), [snapshot]);
  expect(board.get(callId)).toMatchObject({ language: 'hi', tools: snapshot.tools, fallbacks: snapshot.fallbacks });
});

it('puts who is not understood before others, and what ended last', () => {
  const quiet: LiveEvent = {
    ...begun,
    data: { ...begun.data, callId: '018f6a00-0000-7000-8000-0000000000c0' },
  } as LiveEvent;
  const unclear = (index: number) =>
    words('', true, { turnId: `${turnId.slice(0, -1)}${index}`, index, isUnclear: true });
  const board = run([quiet, begun, unclear(1), unclear(2)]);
  const order = inOrderOfNeed(board.values());
  expect(order.map(needOf)).toEqual(['not-understood', 'none']);
});

const userId = '018f6a00-0000-7000-8000-0000000000e1';
const owner = (id: string | null, name: string): LiveEvent => ({
  type: 'call.owner',
  at,
  data: { callId, userId: id },
  personal: { name },
});

it('knows who has a call, and forgets it when they let go', () => {
  const owned = run([begun, owner(userId, 'Asha')]).get(callId);
  expect(owned).toMatchObject({ ownerId: userId, personal: { ownerName: 'Asha' } });
  const freed = run([begun, owner(userId, 'Asha'), owner(null, '')]).get(callId);
  expect(freed).not.toHaveProperty('ownerId');
  expect(freed?.personal).not.toHaveProperty('ownerName');
});

it('knows who listens', () => {
  const board = run([
    begun,
    { type: 'call.listeners', at, data: { callId, userIds: [userId] }, personal: { names: ['Asha'] } },
  ]);
  expect(board.get(callId)).toMatchObject({ listenerIds: [userId], personal: { listenerNames: ['Asha'] } });
});

it('is the same board where nothing changed, and one new board for many events', () => {
  const before = run([begun]);
  expect(applyEvents(before, [begun, words('who is this', true, { turnId }), owner(null, '')])).not.toBe(before);
  expect(applyEvents(before, [begun])).toBe(before);
  expect(applyEvents(before, [])).toBe(before);
});

it('says why a caller wants a person, and no more once somebody has them', () => {
  const transferring: LiveEvent = {
    type: 'call.activity',
    at,
    data: { callId, activity: 'transferring', values: {} },
    personal: {},
  };
  const needs = (events: LiveEvent[]) => [...run(events).values()].map(needOf);
  expect(needs([begun, transferring])).toEqual(['wants-person']);
  expect(needs([begun, words('this is useless', true)])).toEqual(['upset']);
  expect(needs([begun, words('this is use', false)])).toEqual(['none']);
  expect(needs([begun, transferring, owner(userId, 'Asha')])).toEqual(['none']);
});

const record: EndedCall = {
  ...{ callId, direction: 'inbound', language: 'hi', startedAt: at, endedAt: at, durationMs: 42_000 },
  ...{ outcome: 'booked', patientId: userId, isVerified: true, caller: '•••••• 3210', patientName: 'Asha' },
};

it('begins with the calls that ended just now, and ends one whose end it missed with all that it heard of it', () => {
  const begins = fromSnapshots(emptyBoard, [], { ended: [record] }).get(callId);
  expect(begins).toMatchObject({ state: 'ended', patientId: userId, ended: { outcome: 'booked', endedAt: at } });
  expect(begins?.personal).toMatchObject({ caller: '•••••• 3210', patientName: 'Asha' });
  const missed = fromSnapshots(run([begun, words('hello', true)]), [], { ended: [record], areAllTold: false });
  expect(missed.get(callId)).toMatchObject({ state: 'ended', ended: { outcome: 'booked' } });
  expect(texts(missed)).toEqual(['hello']);
});

it('knows what is about a call that it was never told of', () => {
  expect(isOfUnknownCall(emptyBoard, words('hello', true))).toBe(true);
  expect(isOfUnknownCall(run([begun]), words('hello', true))).toBe(false);
  expect(isOfUnknownCall(emptyBoard, begun)).toBe(false);
});

it('tells of a tool with whom and when, also where only its beginning said so', () => {
  const about = { doctorId: userId, startsAt: '2026-11-24T05:30:00Z' };
  const tool = { callId, toolCallId: 't1', tool: 'hold_slot' };
  const board = run([
    begun,
    { type: 'call.tool', at, data: { ...tool, ...about, phase: 'started' }, personal: {} },
    { type: 'call.tool', at, data: { ...tool, phase: 'finished', isOk: true }, personal: {} },
  ]);
  expect(board.get(callId)?.tools).toMatchObject([{ ...about, isOk: true }]);
});
