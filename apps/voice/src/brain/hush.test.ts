// Guards the brain's silence while a person has the talk: nothing is said or begun, a tool that runs is known, and nothing that was said is lost.
import type { Brain, BrainContext, BrainInput, SayAction } from '@vaani/receptionist';
import { createAuthority } from '@vaani/receptionist';
import { expect, it, vi } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { createConversation } from './conversation.ts';

const say = (text: string): SayAction => ({ kind: 'say', text, language: 'en', purpose: 'reply' });
const expectation = { asked: 'anything', language: 'en', grammar: '', activity: { key: 'listening' } } as const;
const heard = (text: string): BrainInput => ({ kind: 'heard', text, confidence: 1, source: 'stt' });

/** A brain that answers each input as it is told to, a step at a time. */
function world(answer: (input: BrainInput) => AsyncGenerator<SayAction | { tool: string }>) {
  const taken: BrainInput[] = [];
  const said: string[] = [];
  const tool = Promise.withResolvers<void>();
  const runs: string[] = [];
  const brain: Brain<null> = {
    kind: 'rules',
    begin: () => null,
    async *take(_state, input) {
      taken.push(input);
      const actions = [];
      for await (const action of answer(input)) {
        const known =
          'tool' in action ? ({ kind: 'tool', call: { id: 't', name: action.tool, arguments: {} } } as const) : action;
        actions.push(known);
        yield known;
      }
      return { state: null, actions, expect: expectation };
    },
    outcomeOf: () => null,
    languageOf: () => 'en',
    takesNote: (_state, note) => note !== 'rubbish',
  };
  const conversation = createConversation({
    brain,
    context: () => ({}) as BrainContext,
    authority: createAuthority({ hearing: 'free' }),
    async runTool(call) {
      runs.push(call.name);
      await tool.promise;
      return { ok: true, value: null };
    },
    clock: createManualClock(),
    events: {
      say: ({ text }) => void said.push(text),
      onDone: () => undefined,
      onExpect: () => undefined,
      onTool: () => undefined,
      onTransfer: () => undefined,
      onEnd: () => undefined,
      onBroken: (error) => {
        throw error;
      },
    },
  });
  return { conversation, taken, said, runs, tool };
}

it('drops what is still being said, and takes nothing until it is resumed', async () => {
  const more = Promise.withResolvers<void>();
  const { conversation, taken, said } = world(async function* (input) {
    if (input.kind !== 'heard') return;
    yield say('one');
    await more.promise;
    yield say('two');
  });
  conversation.take(heard('hello'));
  await vi.waitFor(() => expect(said).toEqual(['one']));
  conversation.take(heard('and something else'));
  expect(await conversation.hush()).toEqual(['and something else']);
  more.resolve();
  await vi.waitFor(() => expect(conversation.isWorking).toBe(false));
  conversation.take({ kind: 'handed-back', turns: [], why: 'handed-back' });
  expect(taken.map(({ kind }) => kind)).toEqual(['heard']);
  conversation.resume();
  await vi.waitFor(() => expect(taken.map(({ kind }) => kind)).toEqual(['heard', 'handed-back']));
  expect(said).toEqual(['one']);
});

it('waits for a tool that runs, and says nothing of what it answered', async () => {
  const { conversation, taken, said, runs, tool } = world(async function* (input) {
    if (input.kind === 'heard') yield { tool: 'book_appointment' };
    if (input.kind === 'tool-result' && input.result.ok) {
      yield say('booked');
      yield { tool: 'search_slots' };
    }
  });
  conversation.take(heard('book it'));
  await vi.waitFor(() => expect(runs).toEqual(['book_appointment']));
  const hushed = conversation.hush();
  tool.resolve();
  await hushed;
  await vi.waitFor(() => expect(conversation.isWorking).toBe(false));
  // It is told that the second was not run.
  expect(taken.map((input) => (input.kind === 'tool-result' ? input.result.ok : input.kind))).toEqual([
    'heard',
    true,
    false,
  ]);
  expect(runs).toEqual(['book_appointment']);
  expect(said).toEqual([]);
});

it('takes a note only where it can make something of it', async () => {
  const { conversation, taken } = world(async function* () {
    // Says nothing to anything.
  });
  expect(conversation.whisper('rubbish')).toBe(false);
  expect(conversation.whisper('offer tomorrow')).toBe(true);
  await vi.waitFor(() => expect(taken).toEqual([{ kind: 'whispered', text: 'offer tomorrow' }]));
});
