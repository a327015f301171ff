// Guards how a call drives its brain: words go out as they come, tools run when the step is whole, and a closed call hears no more of it.
import { systemClock } from '@vaani/config';
import {
  type BrainContext,
  createAuthority,
  createModelBrain,
  type TalkModel,
  type ToolCall,
} from '@vaani/receptionist';
import { describe, expect, it } from 'vitest';
import { createConversation } from './conversation.ts';

const context: BrainContext = {
  now: '2026-11-23T06:00:00Z',
  zone: 'Asia/Kolkata',
  clinic: {
    ...{ id: '01900000-0000-7000-8000-0000000000a1', name: 'Asha Clinic', nameHindi: 'आशा क्लिनिक' },
    ...{ zone: 'Asia/Kolkata', country: 'IN', language: 'en', ownPhone: null, emergencyNumbers: ['112'] },
    ...{ branches: [], doctors: [], services: [], knowledge: [], transfer: [], speech: {}, demoSeededAt: null },
  },
  candidates: [],
  callerPhone: '+919810012345',
  hearing: 'free',
  languageGuess: 'en',
};

function conversing(model: TalkModel) {
  const said: string[] = [];
  const tools: ToolCall[] = [];
  const { promise: isDone, resolve } = Promise.withResolvers<void>();
  let turns = 0;
  const conversation = createConversation({
    brain: createModelBrain({ model }),
    context: () => context,
    authority: createAuthority({ hearing: 'free' }),
    clock: systemClock,
    async runTool(call) {
      tools.push(call);
      return { ok: true, value: {} };
    },
    events: {
      say: ({ text }) => said.push(text),
      onDone: () => {
        turns += 1;
        if (turns === 2) resolve();
      },
      onExpect: () => undefined,
      onTool: () => undefined,
      onTransfer: () => undefined,
      onEnd: () => undefined,
      onBroken: (error) => {
        throw error;
      },
    },
  });
  conversation.take({ kind: 'call-started' });
  return { conversation, said, tools, isDone };
}

const hear = { kind: 'heard', text: 'what are your fees', confidence: 1, source: 'stt' } as const;

describe('a brain that streams', () => {
  it('is heard sentence by sentence, before it has ended', async () => {
    const { promise: release, resolve: goOn } = Promise.withResolvers<void>();
    const { conversation, said, isDone } = conversing({
      async *stream() {
        yield { kind: 'text', text: 'It is five hundred rupees. ' };
        yield { kind: 'text', text: 'Anything' };
        await release;
        yield { kind: 'text', text: ' else?' };
        yield { kind: 'done', finish: 'stop', usage: null };
      },
    });
    conversation.take(hear);
    await expect.poll(() => said).toContain('It is five hundred rupees.');
    expect(said).not.toContain('Anything else?');
    goOn();
    await isDone;
    expect(said.slice(1)).toEqual(['It is five hundred rupees.', 'Anything else?']);
  });

  it('has its tools run one after another, each answered before the next', async () => {
    const asked: number[] = [];
    const { conversation, tools, isDone } = conversing({
      async *stream({ messages }) {
        asked.push(messages.length);
        const topics = asked.length === 1 ? ['fees', 'address'] : [];
        for (const [index, topic] of topics.entries())
          yield {
            kind: 'tool-call',
            call: { id: `c${index}`, name: 'clinic_info', arguments: JSON.stringify({ topic }) },
          };
        if (topics.length === 0) yield { kind: 'text', text: 'Five hundred rupees.' };
        yield { kind: 'done', finish: 'stop', usage: null };
      },
    });
    conversation.take(hear);
    await isDone;
    expect(tools.map(({ arguments: { topic } }) => topic)).toEqual(['fees', 'address']);
    // Two prompts, the greeting, the question; then the call and both answers.
    expect(asked).toEqual([4, 7]);
  });

  it('is told to stop when the call closes, and says no more', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<AbortSignal>();
    const { conversation, said } = conversing({
      async *stream({ signal }) {
        yield { kind: 'text', text: 'One moment. ' };
        yield { kind: 'text', text: 'The rest' };
        begin(signal);
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        yield { kind: 'text', text: ' is never said.' };
      },
    });
    conversation.take(hear);
    const signal = await begun;
    conversation.close();
    expect(signal.aborted).toBe(true);
    await expect.poll(() => conversation.isWorking).toBe(false);
    expect(said.slice(1)).toEqual(['One moment.']);
  });
});
