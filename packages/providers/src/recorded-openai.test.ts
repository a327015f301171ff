// Guards the adapter and the sandbox of OpenAI's chat completions against streams of the real service.
import { createServer } from 'node:http';
import { systemClock } from '@vaani/config';
import { startOpenai } from '@vaani/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelEvent } from './language-model.ts';
import { openaiLanguageModel } from './openai-language-model.ts';
import { recordings, shapeOf } from './testing/recordings.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Chunk {
  choices: {
    index: number;
    delta: {
      content?: string | null;
      refusal?: string | null;
      tool_calls?: { index: number; function: { name?: string; arguments: string } }[];
    };
    finish_reason: string | null;
  }[];
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
}

const chunk = (delta: object, finish_reason: string | null = null) => ({
  id: 'chatcmpl-made',
  object: 'chat.completion.chunk',
  created: 1_760_000_000,
  model: 'gpt-4o-2024-08-06',
  system_fingerprint: 'fp_made',
  choices: [{ index: 0, delta, logprobs: null, finish_reason }],
});
const stream = (...chunks: object[]) =>
  [
    ...chunks,
    {
      ...chunk({}),
      choices: [],
      usage: {
        ...{ prompt_tokens: 44, completion_tokens: 16, total_tokens: 60 },
        completion_tokens_details: { reasoning_tokens: 0 },
      },
    },
  ]
    .map((one) => `data: ${JSON.stringify(one)}\n\n`)
    .join('')
    .concat('data: [DONE]\n\n');
const call = (index: number, args: string, begun?: { id: string; name: string }) => ({
  tool_calls: [
    begun === undefined
      ? { index, function: { arguments: args } }
      : { index, id: begun.id, type: 'function', function: { name: begun.name, arguments: args } },
  ],
});

const recorded = recordings('openai-sse', '.sse.txt', {
  words: stream(
    chunk({ role: 'assistant', content: '', refusal: null }),
    chunk({ content: 'नमस्ते' }),
    chunk({ content: ', Dr' }),
    chunk({ content: ' Rao.' }),
    chunk({}, 'stop'),
  ),
  'tool calls': stream(
    chunk({ role: 'assistant', content: null }),
    chunk(call(0, '', { id: 'call_1', name: 'search_slots' })),
    chunk(call(0, '{"from"')),
    chunk(call(0, ': "2026-11-24"}')),
    chunk(call(1, '', { id: 'call_2', name: 'clinic_info' })),
    chunk(call(1, '{}')),
    chunk({}, 'tool_calls'),
  ),
  refusal: stream(
    chunk({ role: 'assistant', content: null, refusal: '' }),
    chunk({ refusal: "I'm" }),
    chunk({ refusal: ' sorry.' }),
    chunk({}, 'stop'),
  ),
});

/** Serves a stream as it was recorded, in pieces that break lines and letters. */
async function replay(text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    void (async () => {
      for (let at = 0; at < bytes.length; at += 97) {
        response.write(bytes.subarray(at, at + 97));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`;
}

describe.each(recorded)('%s', (_, text) => {
  const chunks: Chunk[] = text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice('data: '.length)));
  const first = chunks.flatMap(({ choices }) => choices.filter(({ index }) => index === 0));

  it('is understood to the last fragment', async () => {
    const apiUrl = await replay(text);
    const llm = openaiLanguageModel({
      ...{ name: 'openai', model: 'gpt-4o', clock: systemClock, isOpenai: true },
      account: async () => ({ apiKey: 'recorded', apiUrl }),
    });
    const events: ModelEvent[] = [];
    const request = { messages: [{ role: 'user' as const, content: 'x' }], tools: [] };
    for await (const event of llm.stream({ ...request, signal: new AbortController().signal })) events.push(event);

    const said = events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
    expect(said).toBe(first.map(({ delta }) => delta.content ?? '').join(''));
    const calls = new Map<number, { name: string; arguments: string }>();
    for (const { delta } of first)
      for (const { index, function: part } of delta.tool_calls ?? []) {
        const known = calls.get(index) ?? { name: part.name ?? '', arguments: '' };
        calls.set(index, { ...known, arguments: known.arguments + part.arguments });
      }
    const whole = events.flatMap((event) => (event.kind === 'tool-call' ? [event] : []));
    expect(whole.map(({ call }) => ({ name: call.name, arguments: call.arguments }))).toEqual([...calls.values()]);
    for (const { call } of whole) expect(JSON.parse(call.arguments)).toBeTypeOf('object');

    const isRefused = first.some(({ delta }) => (delta.refusal ?? '') !== '');
    const reason = first.findLast(({ finish_reason }) => finish_reason !== null)?.finish_reason ?? '';
    const usage = chunks.at(-1)?.usage;
    expect(events.at(-1)).toMatchObject({
      kind: 'done',
      finish: isRefused ? 'refused' : reason.replace('_', '-'),
      usage: { promptTokens: usage?.prompt_tokens, completionTokens: usage?.completion_tokens, cachedTokens: 0 },
    });
  });

  it('has no field that the sandbox’s chunks have not', async () => {
    const sandbox = await startOpenai({
      ...{ apiKey: 'sk', clock: systemClock },
      policy: (messages) =>
        messages.at(-1)?.content === 'refuse'
          ? { refusal: 'I am sorry.' }
          : { text: 'Yes.', toolCalls: [{ name: 'clinic_info', arguments: { topic: 'fees' } }] },
    });
    closing.push(sandbox.close);
    const made: unknown[] = [];
    for (const content of ['answer', 'refuse']) {
      const response = await fetch(`${sandbox.url}/chat/completions`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk', 'content-type': 'application/json' },
        body: JSON.stringify({
          model: 'gpt-4o',
          messages: [{ role: 'user', content }],
          stream: true,
          stream_options: { include_usage: true },
        }),
      });
      const lines = (await response.text()).split('\n').filter((line) => line.startsWith('data: {'));
      made.push(...lines.map((line) => JSON.parse(line.slice('data: '.length))));
    }
    const ours = shapeOf(made);
    const missing = [...shapeOf(chunks)].filter(
      ([path, kind]) => !path.includes('logprobs') && ours.get(path) !== kind && kind !== 'null',
    );
    expect(missing).toEqual([]);
  });
});
