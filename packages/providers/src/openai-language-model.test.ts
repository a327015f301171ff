// Guards thinking by OpenAI's chat completions, with the real library against its protocol on loopback.
import { systemClock } from '@vaani/config';
import {
  type Answer,
  type Fault,
  inOrder,
  type Openai,
  type OpenaiOptions,
  scripted,
  startOpenai,
} from '@vaani/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import type { LanguageModel, ModelEvent, ModelRequest, ModelTool } from './language-model.ts';
import { openaiLanguageModel } from './openai-language-model.ts';

const apiKey = 'sandbox-openai';
let room: Openai | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

const tools: ModelTool[] = ['search_slots', 'clinic_info'].map((name) => ({
  name,
  description: `It does ${name}.`,
  parameters: { type: 'object', properties: { topic: { type: 'string' } } },
}));

async function start(answer: Answer, over: Partial<OpenaiOptions> = {}) {
  const sandbox = await startOpenai({
    apiKey,
    clock: systemClock,
    policy: scripted([{ when: /./, answer }]),
    ...over,
  });
  room = sandbox;
  const of = (account: { apiKey: string; apiUrl: string }, isOpenai = true) =>
    openaiLanguageModel({
      name: isOpenai ? 'openai' : 'second',
      model: 'gpt-4o',
      account: async () => account,
      clock: systemClock,
      isOpenai,
    });
  return { sandbox, of, llm: of({ apiKey, apiUrl: sandbox.url }) };
}

const ask = (over: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [
    { role: 'system', content: 'You answer the phone of Asha Clinic.' },
    { role: 'user', content: 'When are you open?' },
  ],
  tools,
  signal: new AbortController().signal,
  ...over,
});

async function all(llm: LanguageModel, request = ask()): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of llm.stream(request)) events.push(event);
  return events;
}

const textOf = (events: ModelEvent[]) => events.map((event) => (event.kind === 'text' ? event.text : '')).join('');

describe('a reply', () => {
  it('comes as it is made, and says what it cost', async () => {
    const { llm, sandbox } = await start({ text: 'We are open from nine to five, Monday to Saturday.' });
    const events = await all(llm, ask({ maxTokens: 200, temperature: 0.3, cacheKey: 'clinic-1' }));
    expect(textOf(events)).toBe('We are open from nine to five, Monday to Saturday.');
    expect(events.length).toBeGreaterThan(10);
    expect(events.at(-1)).toEqual({
      kind: 'done',
      finish: 'stop',
      usage: { promptTokens: expect.any(Number), cachedTokens: 0, completionTokens: 13 },
      provider: 'openai',
      model: 'gpt-4o',
    });
    expect(sandbox.chats()[0]?.request).toMatchObject({
      model: 'gpt-4o',
      stream: true,
      stream_options: { include_usage: true },
      max_completion_tokens: 200,
      temperature: 0.3,
      prompt_cache_key: 'clinic-1',
      store: false,
    });
  });

  it('puts tool calls together by their index, and tells each as soon as it is whole', async () => {
    const { llm } = await start({
      text: 'One moment.',
      toolCalls: [
        { name: 'search_slots', arguments: { from: '2026-11-24', topic: 'दाँत' } },
        { name: 'clinic_info', arguments: { topic: 'fees' } },
      ],
    });
    const events = (await all(llm)).filter(({ kind }) => kind !== 'text');
    expect(events.map(({ kind }) => kind)).toEqual([
      'tool-call-started',
      'tool-call',
      'tool-call-started',
      'tool-call',
      'done',
    ]);
    const [first, second] = events.filter((event) => event.kind === 'tool-call');
    expect(JSON.parse(first?.call.arguments ?? '')).toEqual({ from: '2026-11-24', topic: 'दाँत' });
    expect(second?.call).toMatchObject({ name: 'clinic_info', arguments: '{"topic":"fees"}' });
    expect(events.at(-1)).toMatchObject({ finish: 'tool-calls' });
  });

  it('goes on after tools have answered, and may be kept from using them', async () => {
    const { llm, sandbox } = await start({ text: 'Done.' });
    const toolCalls = [{ id: 'call_1', name: 'clinic_info', arguments: '{"topic":"fees"}' }];
    await all(
      llm,
      ask({
        messages: [
          ...ask().messages,
          { role: 'assistant', content: '', toolCalls },
          { role: 'tool', toolCallId: 'call_1', content: '{"fees":500}' },
        ],
        toolChoice: 'none',
      }),
    );
    expect(sandbox.chats()[0]?.request.messages.slice(2)).toMatchObject([
      { role: 'assistant', content: null, tool_calls: [{ id: 'call_1' }] },
      { role: 'tool', tool_call_id: 'call_1' },
    ]);
    expect(sandbox.chats()[0]?.request.tool_choice).toBe('none');
  });

  it('says where the limit cut it off, and where the model refused', async () => {
    const { llm } = await start({ text: 'one two three four five' });
    expect((await all(llm, ask({ maxTokens: 2 }))).at(-1)).toMatchObject({ finish: 'length' });
    await room?.close();
    const { llm: another } = await start({ refusal: 'I cannot help with that.' });
    const events = await all(another);
    expect(events).toMatchObject([{ kind: 'done', finish: 'refused' }]);
  });

  it('knows a long beginning again, and says how much of it', async () => {
    const { llm } = await start({ text: 'Yes.' });
    const system = { role: 'system' as const, content: 'The clinic knows many things. '.repeat(200) };
    const done = async (said: string) =>
      (await all(llm, ask({ messages: [system, { role: 'user', content: said }] }))).at(-1);
    expect(await done('Hello')).toMatchObject({ usage: { cachedTokens: 0 } });
    expect(await done('Namaste')).toMatchObject({ usage: { cachedTokens: 1_536 } });
  });

  it('that nobody wants any more is cut off at the provider', async () => {
    const { llm, sandbox } = await start(
      { text: 'word '.repeat(400) },
      { delays: { ms: (stage) => (stage === 'llm-token' ? 5 : 0) } },
    );
    const leaving = new AbortController();
    let texts = 0;
    for await (const event of llm.stream(ask({ signal: leaving.signal }))) {
      if (event.kind === 'text' && ++texts === 3) leaving.abort();
      expect(event.kind).toBe('text');
    }
    await expect.poll(() => sandbox.chats()[0]?.isAborted).toBe(true);
    expect(sandbox.chats()[0]?.sent).toBeLessThan(100);
    // The same where the reader simply stops reading.
    for await (const _ of llm.stream(ask())) break;
    await expect.poll(() => sandbox.chats()[1]?.isAborted).toBe(true);
  });
});

describe('another host of the same form', () => {
  it('is not shown OpenAI’s newer fields', async () => {
    const { of, sandbox } = await start({ text: 'Hello.' });
    const events = await all(of({ apiKey, apiUrl: sandbox.url }, false), ask({ maxTokens: 50, cacheKey: 'clinic-1' }));
    expect(events.at(-1)).toMatchObject({ provider: 'second' });
    const request = sandbox.chats()[0]?.request;
    expect([request?.max_tokens, request?.max_completion_tokens, request?.prompt_cache_key, request?.store]).toEqual([
      50,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a failure', () => {
  it.each([
    [
      { kind: 'refuse', status: 400, code: 0 },
      { reason: 'refused', isRetryable: false, lost: 'nothing' },
    ],
    [
      { kind: 'busy', retryAfterS: 2 },
      { reason: 'busy', isRetryable: true, retryAfterMs: 2_000 },
    ],
    [
      { kind: 'server-error', status: 500, isTaken: false },
      { reason: 'server', isRetryable: true },
    ],
    [
      { kind: 'close', isTaken: false },
      { reason: 'unreachable', isRetryable: true, lost: 'nothing' },
    ],
    [
      { kind: 'garbage', isTaken: false },
      { reason: 'garbled', isRetryable: true, lost: 'nothing' },
    ],
    [{ kind: 'cut' }, { reason: 'closed', isRetryable: true, lost: 'rest' }],
    [{ kind: 'half' }, { reason: 'garbled', isRetryable: true, lost: 'rest' }],
  ] satisfies [Fault, object][])('says why and what was lost: %j', async (fault, failure) => {
    const { llm } = await start({ text: 'a reply of some length' }, { faults: inOrder([fault]) });
    await expect(all(llm)).rejects.toMatchObject({ provider: 'openai', operation: 'think', ...failure });
    expect(textOf(await all(llm))).toBe('a reply of some length');
  });

  it('of the key, of the request and of the address are told apart', async () => {
    const { of, llm, sandbox } = await start({ text: 'x' });
    await expect(all(of({ apiKey: 'another', apiUrl: sandbox.url }))).rejects.toMatchObject({ reason: 'unauthorised' });
    await expect(all(of({ apiKey, apiUrl: 'http://127.0.0.1:9/v1' }))).rejects.toMatchObject({
      reason: 'unreachable',
      isRetryable: true,
    });
    const orphan = [{ role: 'tool' as const, toolCallId: 'call_9', content: '' }];
    await expect(all(llm, ask({ messages: orphan }))).rejects.toMatchObject({ reason: 'refused' });
  });

  it('is none where the caller has left before the answer', async () => {
    const { llm } = await start({ text: 'x' }, { faults: inOrder([{ kind: 'hang', isTaken: false }]) });
    const leaving = new AbortController();
    const answer = all(llm, ask({ signal: leaving.signal }));
    leaving.abort();
    expect(await answer).toEqual([]);
  });
});

it('opens a connection ahead of need, and never fails by it', async () => {
  const { llm, of, sandbox } = await start({ text: 'x' });
  const { signal } = new AbortController();
  await llm.warm?.(signal);
  await of({ apiKey, apiUrl: 'http://127.0.0.1:9/v1' }).warm?.(signal);
  expect(sandbox.chats()).toEqual([]);
});
