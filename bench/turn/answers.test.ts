// Guards what the bench counts as a reply: a filler is the first sound and not the answer, and a tool that ran behind it makes the turn one with a tool.
import { expect, it } from 'vitest';
import { answersOf } from './answers.ts';

const agent = (startedMs: number, gapMs: number | null) => ({ who: 'agent', startedMs, gapMs }) as never;
const tool = (atMs: number) => ({ id: 't', kind: 'tool', atMs, payload: null });

it('takes a reply as it was heard', () => {
  const gaps = [{ gapMs: 440, atMs: 1_440, fromMs: 1_000 }];
  expect(answersOf(gaps, { turns: [agent(1_460, 430)], events: [] })).toEqual([
    { soundMs: 440, replyMs: 440, hasTool: false },
  ]);
});

it('tells the filler from the answer behind it', () => {
  const gaps = [{ gapMs: 1_300, atMs: 2_300, fromMs: 1_000 }];
  expect(answersOf(gaps, { turns: [agent(2_310, 2_400)], events: [tool(1_900)] })).toEqual([
    { soundMs: 1_300, replyMs: 2_400, hasTool: true },
  ]);
});

it('leaves out sounds that answered nobody', () => {
  const gaps = [
    { gapMs: 500, atMs: 9_000, fromMs: 8_500 },
    { gapMs: 800, atMs: 4_000, fromMs: 3_200 },
  ];
  expect(answersOf(gaps, { turns: [agent(9_010, null)], events: [] })).toEqual([]);
});
