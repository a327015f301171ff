import { randomBytes } from 'node:crypto';
import type { Clock } from '@vaani/config';
import type { Delays } from '../delays.ts';
import type { Pieces, RoomAnswer, RoomRequest } from '../room.ts';
import type { ChatRequest } from './check-chat.ts';
import { type Answer, countTokens, type Policy, tokensOf } from './policy.ts';
import type { PromptCache } from './prompt-cache.ts';

/** One chat that was asked for, and how far its answer got. */
export interface AskedChat {
  request: ChatRequest;
  answer: Answer;
  /** Pieces of the answer that were sent. */
  sent: number;
  /** The client went before the end: nothing more is counted. */
  isAborted: boolean;
  promptTokens: number;
  /** Of these so many were known from before. */
  cachedTokens: number;
}

export interface ChatOptions {
  policy: Policy;
  cache: PromptCache;
  clock: Clock;
  delays: Delays;
  asked: AskedChat[];
}

/** Answers a chat: whole, or as server-sent events in the fragments of the real service. */
export async function answerChat(
  chat: ChatRequest,
  { gone, slowness }: RoomRequest,
  { policy, cache, clock, delays, asked }: ChatOptions,
): Promise<RoomAnswer> {
  const tools = chat.tool_choice === 'none' ? [] : (chat.tools ?? []).map((tool) => tool.function.name);
  const answer = policy(chat.messages, tools, chat);
  const { promptTokens, cachedTokens } = cache.take(JSON.stringify([chat.tools ?? [], chat.messages]));
  const one: AskedChat = { request: chat, answer, sent: 0, isAborted: false, promptTokens, cachedTokens };
  asked.push(one);
  gone.addEventListener('abort', () => {
    one.isAborted = one.sent < deltas.length;
  });
  const deltas = deltasOf(answer, chat);
  const head = {
    id: `chatcmpl-${randomBytes(12).toString('base64url')}`,
    created: Math.floor(clock.now() / 1_000),
    model: chat.model === 'gpt-4o' ? 'gpt-4o-2024-08-06' : chat.model,
    system_fingerprint: 'fp_5050236cbd',
  };
  const completionTokens = answerTokens(answer);
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
  const pause = (ms: number) =>
    ms <= 0 ? Promise.resolve() : new Promise<void>((resolve) => clock.after(ms, resolve, { keepAlive: true }));

  async function* events(): Pieces {
    for (const [index, { delta, finish_reason }] of deltas.entries()) {
      if (index > 0) await pause(delays.ms('llm-token') * slowness);
      if (gone.aborted) return;
      one.sent = index + 1;
      const choice = { index: 0, delta, logprobs: null, finish_reason };
      yield event({ ...head, object: 'chat.completion.chunk', choices: [choice], ...usageOf(chat, null) });
    }
    if (chat.stream_options?.include_usage === true)
      yield event({ ...head, object: 'chat.completion.chunk', choices: [], usage });
    yield 'data: [DONE]\n\n';
  }

  await pause(delays.ms('llm-first-token') * slowness);
  if (chat.stream === true)
    return { status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' }, body: events() };
  return {
    status: 200,
    body: { ...head, object: 'chat.completion', choices: [wholeOf(answer, deltas)], usage },
  };
}

const event = (chunk: object): string => `data: ${JSON.stringify(chunk)}\n\n`;

/** Where usage is asked for, every chunk before the last says that it does not know it yet. */
const usageOf = (chat: ChatRequest, usage: null) => (chat.stream_options?.include_usage === true ? { usage } : {});

interface Delta {
  delta: Record<string, unknown>;
  finish_reason: string | null;
}

/** The fragments of an answer: words by the token, arguments by the token with the index of their call, as recorded. */
function deltasOf({ text, toolCalls = [], refusal }: Answer, chat: ChatRequest): Delta[] {
  const delta = (fields: Record<string, unknown>): Delta => ({ delta: fields, finish_reason: null });
  const role = { role: 'assistant', refusal: null };
  if (refusal !== undefined) {
    const pieces = tokensOf(refusal).map((piece) => delta({ refusal: piece }));
    return [delta({ ...role, content: null, refusal: '' }), ...pieces, { delta: {}, finish_reason: 'stop' }];
  }
  const most = chat.max_completion_tokens ?? chat.max_tokens ?? Number.POSITIVE_INFINITY;
  const words = tokensOf(text ?? '');
  const said = words.slice(0, most).map((piece) => delta({ content: piece }));
  const calls = toolCalls.flatMap(({ name, arguments: given }, index) => [
    delta({
      tool_calls: [
        {
          index,
          id: `call_${randomBytes(12).toString('hex')}`,
          type: 'function',
          function: { name, arguments: '' },
        },
      ],
    }),
    ...tokensOf(JSON.stringify(given)).map((piece) =>
      delta({ tool_calls: [{ index, function: { arguments: piece } }] }),
    ),
  ]);
  const finish_reason = words.length > most ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop';
  return [delta({ ...role, content: words.length > 0 ? '' : null }), ...said, ...calls, { delta: {}, finish_reason }];
}

function wholeOf({ text, refusal }: Answer, deltas: readonly Delta[]) {
  const calls: { id: unknown; type: string; function: { name: unknown; arguments: string } }[] = [];
  for (const { delta } of deltas) {
    const [fragment] = (delta.tool_calls ?? []) as { index: number; id?: string; function: Record<string, string> }[];
    if (fragment === undefined) continue;
    calls[fragment.index] ??= {
      id: fragment.id,
      type: 'function',
      function: { name: fragment.function.name, arguments: '' },
    };
    const call = calls[fragment.index];
    if (call !== undefined) call.function.arguments += fragment.function.arguments ?? '';
  }
  return {
    index: 0,
    message: {
      role: 'assistant',
      content: text ?? null,
      refusal: refusal ?? null,
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    },
    logprobs: null,
    finish_reason: deltas.at(-1)?.finish_reason ?? 'stop',
  };
}

const answerTokens = ({ text = '', refusal = '', toolCalls = [] }: Answer): number =>
  countTokens(text) +
  countTokens(refusal) +
  toolCalls.reduce((sum, call) => sum + countTokens(call.name) + countTokens(JSON.stringify(call.arguments)), 0);
