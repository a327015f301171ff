// Guards the drawing of where an answer's time went: the parts follow each other and come to the whole, whatever was timed.
import { expect, it } from 'vitest';
import { answersOf, talkOf } from './waterfall.ts';

const none = { waitMs: null, sttMs: null, llmMs: null, ttsMs: null };
const turn = (who: 'caller' | 'agent', more: object = {}) => ({
  ...{ turnId: `${Math.random()}`, index: 0, who, text: 'x', language: 'en' as const, confidence: null, gapMs: null },
  ...{ isUnclear: false, isInterrupted: false, startedMs: 0, endedMs: 1_000, stages: none },
  ...more,
});
const spans = (turns: ReturnType<typeof turn>[]) =>
  answersOf(turns).map(({ gapMs, stages }) => [
    gapMs,
    ...stages.map(({ stage, fromMs, lengthMs }) => [stage, fromMs, lengthMs]),
  ]);

it('tells waiting, hearing and the rest', () => {
  const heard = turn('caller', { stages: { ...none, waitMs: 400, sttMs: 150 } });
  expect(spans([heard, turn('agent', { gapMs: 900 })])).toEqual([
    [900, ['waiting', 0, 400], ['hearing', 400, 150], ['reply', 550, 350]],
  ]);
});

it('tells thinking and voice apart where they were timed', () => {
  const heard = turn('caller', { stages: { ...none, waitMs: 300 } });
  const answer = turn('agent', { gapMs: 1_000, stages: { ...none, llmMs: 450, ttsMs: 250 } });
  expect(spans([heard, answer])).toEqual([
    [1_000, ['waiting', 0, 300], ['thinking', 300, 450], ['speaking', 750, 250]],
  ]);
});

it('never comes to more than the whole, and draws no answer that was not timed', () => {
  const heard = turn('caller', { stages: { ...none, waitMs: 700, sttMs: 700 } });
  expect(spans([turn('agent'), heard, turn('agent', { gapMs: 1_000 })])).toEqual([
    [1_000, ['waiting', 0, 700], ['hearing', 700, 300]],
  ]);
  expect(spans([turn('agent', { gapMs: 500 })])).toEqual([[500, ['reply', 0, 500]]]);
});

it('adds up who spoke', () => {
  const cut = turn('agent', { endedMs: 2_500, isInterrupted: true });
  expect(talkOf([cut, turn('caller')])).toEqual({ callerMs: 1_000, agentMs: 2_500, staffMs: 0, cuts: 1 });
});
