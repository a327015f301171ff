// Guards what is begun ahead of its time: it is said when the same is said, it does nothing until then, and in vain it leaves nothing behind.
import { systemClock } from '@vaani/config';
import { type Brain, type BrainContext, createAuthority, type ToolCall } from '@vaani/receptionist';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Conversation, createConversation, type Foresight } from './conversation.ts';
import type { HeardInput } from './speculation.ts';

const heard = (text: string, more: Partial<HeardInput> = {}): HeardInput => ({
  ...{ kind: 'heard', text, confidence: 1, source: 'stt' },
  ...more,
});
const expectation = { asked: 'anything', language: 'en', grammar: '', activity: { key: 'k' } } as const;
const context = {} as BrainContext;

let answered: string[];
let said: string[];
let tools: ToolCall[];
let results: Foresight[];
let closed: number;
let conversation: Conversation;
let thought: PromiseWithResolvers<void>;

/** Says what it was told, and then asks for a tool. Its state counts its answers. */
const brain: Brain<unknown> = {
  kind: 'model',
  takesNote: () => false,
  begin: () => 0,
  async *take(state, input) {
    try {
      if (input.kind !== 'heard') return { state, actions: [], expect: expectation };
      answered.push(input.text);
      yield { kind: 'say', text: `${input.text}?`, language: 'en', purpose: 'reply' };
      await thought.promise;
      const tool = { kind: 'tool', call: { id: 'c', name: 'clinic_info', arguments: {} } } as const;
      return { state: Number(state) + 1, actions: [tool], expect: expectation };
    } finally {
      closed++;
    }
  },
  outcomeOf: () => null,
  languageOf: () => 'en',
};

beforeEach(() => {
  [answered, said, tools, results, closed, thought] = [[], [], [], [], 0, Promise.withResolvers()];
  conversation = createConversation({
    brain,
    context: () => context,
    authority: createAuthority({ hearing: 'free' }),
    clock: systemClock,
    async runTool(call) {
      tools.push(call);
      return { ok: true, value: {} };
    },
    events: {
      say: ({ text }) => said.push(text),
      onDone: () => undefined,
      onExpect: () => undefined,
      onTool: () => undefined,
      onTransfer: () => undefined,
      onEnd: () => undefined,
      onForesight: (result) => results.push(result),
      onBroken: (error) => {
        throw error;
      },
    },
  });
});

describe('an answer that is begun ahead', () => {
  beforeEach(async () => {
    conversation.foresee(heard('kal subah'));
    thought.resolve();
    await expect.poll(() => closed).toBe(1);
  });

  it('says nothing and runs no tool by itself', () => {
    expect([answered, said, tools, conversation.isWorking]).toEqual([['kal subah'], [], [], false]);
  });
  it('is the answer where the same is said, however it is written', async () => {
    conversation.take(heard('Kal subah.', { confidence: 0.8 }));
    await expect.poll(() => tools.length).toBe(1);
    expect([answered, said, results]).toEqual([['kal subah'], ['kal subah?'], ['used']]);
  });
  it.each([
    ['other words', heard('kal shaam')],
    ['another language', heard('kal subah', { language: 'hi' })],
    ['other ears', heard('kal subah', { source: 'local' })],
  ])('is none for %s', async (_, input) => {
    conversation.take(input);
    await expect.poll(() => tools.length).toBe(1);
    expect([answered.length, said, results]).toEqual([2, [`${input.text}?`], ['discarded']]);
  });
  it('is none for anything that comes before', async () => {
    conversation.take({ kind: 'silence' });
    conversation.take(heard('kal subah'));
    await expect.poll(() => tools.length).toBe(1);
    expect([answered.length, results]).toEqual([2, ['discarded']]);
  });
});

it('that is still being made is said as it is made', async () => {
  conversation.foresee(heard('kal'));
  conversation.take(heard('kal'));
  await expect.poll(() => said).toEqual(['kal?']);
  expect(tools).toEqual([]);
  thought.resolve();
  await expect.poll(() => tools.length).toBe(1);
  expect(answered).toEqual(['kal']);
});

it('that is in vain is given back, and leaves nothing behind', async () => {
  conversation.foresee(heard('kal'));
  conversation.forget();
  thought.resolve();
  await expect.poll(() => closed).toBe(1);
  expect([said, tools, results]).toEqual([[], [], ['discarded']]);
  conversation.foresee(heard('parson'));
  conversation.close();
  await expect.poll(() => closed).toBe(2);
  expect(said).toEqual([]);
});

it('is not begun while something is being answered', async () => {
  conversation.take(heard('kal'));
  conversation.foresee(heard('parson'));
  thought.resolve();
  await expect.poll(() => tools.length).toBe(1);
  expect(answered).toEqual(['kal']);
});
