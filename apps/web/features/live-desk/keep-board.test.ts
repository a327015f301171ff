// Guards what the board does where it was told too little: calls do not vanish while their workers write them again, and one it was not told of is asked for.
import type { CallSnapshot, LiveEvent } from '@vaani/live';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Board, emptyBoard } from './board.ts';
import { type CallsAnswer, keepBoard } from './keep-board.ts';

const callId = '018f6a00-0000-7000-8000-0000000000c1';
const at = '2026-11-23T05:30:00Z';
const snapshot: CallSnapshot = {
  ...{ callId, workerId: 'w1', state: 'talking', direction: 'inbound', language: 'hi', startedAt: at },
  ...{ activity: { key: 'greeting', values: {} }, isVerified: false, listenerIds: [], tools: [], fallbacks: [] },
  personal: { caller: '•••••• 3210', listenerNames: [], turns: [] },
};
const answer = (calls: CallSnapshot[], more: Partial<CallsAnswer> = {}): CallsAnswer => ({
  ...{ calls, ended: [], isBehind: false },
  ...more,
});
const held: LiveEvent = { type: 'call.state', at, data: { callId, state: 'on-hold' }, personal: {} };

function start() {
  const state = { board: emptyBoard as Board, asked: 0 };
  const keeping = keepBoard({
    ask: () => {
      state.asked += 1;
    },
    onBoard(board) {
      state.board = board;
    },
  });
  const tell = (event: LiveEvent) => keeping.take({ kind: 'event', event, publishedAt: 0 });
  return { state, keeping, tell };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(at) });
});
afterEach(() => {
  vi.useRealTimers();
});

it('keeps calls that a list made anew lacks, until every worker has written its own again', () => {
  const { state, keeping } = start();
  keeping.answer(answer([snapshot]));
  keeping.take({ kind: 'snapshot' });
  keeping.answer(answer([]));
  expect([...state.board.keys()]).toEqual([callId]);
  expect(state.asked).toBe(1);
  vi.advanceTimersByTime(12_000);
  expect(state.asked).toBe(2);
  keeping.answer(answer([]));
  expect(state.board.size).toBe(0);
  keeping.stop();
});

it('shows calls that were written again without a word', () => {
  const { state, keeping } = start();
  keeping.take({ kind: 'snapshot' });
  keeping.answer(answer([]));
  vi.advanceTimersByTime(12_000);
  keeping.answer(answer([snapshot]));
  expect([...state.board.keys()]).toEqual([callId]);
  keeping.stop();
});

it('asks for a call that it was told about and does not have, and not with every word', () => {
  const { state, keeping, tell } = start();
  keeping.answer(answer([]));
  for (let word = 0; word < 20; word++) {
    tell(held);
    vi.advanceTimersByTime(50);
  }
  expect(state.asked).toBe(1);
  keeping.answer(answer([snapshot]));
  expect(state.board.get(callId)?.state).toBe('on-hold');
  tell(held);
  vi.advanceTimersByTime(10_000);
  expect(state.asked).toBe(1);
  keeping.stop();
});

it('empties nothing while nobody can tell which calls are under way', () => {
  const { state, keeping } = start();
  keeping.answer(answer([snapshot]));
  keeping.answer(answer([], { isBehind: true }));
  expect(state.board.size).toBe(1);
  keeping.stop();
});

it('drops a call ten minutes after its end', () => {
  const { state, keeping, tell } = start();
  keeping.answer(answer([snapshot]));
  tell({
    ...{ type: 'call.ended', at, personal: {} },
    data: { callId, outcome: 'booked', durationMs: 9_000, endedAt: at },
  });
  vi.advanceTimersByTime(9 * 60_000);
  expect(state.board.get(callId)?.ended?.outcome).toBe('booked');
  vi.advanceTimersByTime(2 * 60_000);
  expect(state.board.size).toBe(0);
  keeping.stop();
});
