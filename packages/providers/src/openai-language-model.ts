import type { Clock } from '@vaani/config';
import type OpenAI from 'openai';
import { z } from 'zod';
import { ProviderFailure } from './failure.ts';
import { inTime } from './in-time.ts';
import type {
  LanguageModel,
  ModelEvent,
  ModelFinish,
  ModelMessage,
  ModelRequest,
  ModelUsage,
} from './language-model.ts';
import { createOpenaiClients, openaiFailure } from './openai/client.ts';
import { createToolCalls } from './openai/tool-calls.ts';

const WARM_MS = 3_000;

/** What is read of a chunk. The library does not check what it parses. */
const chunkSchema = z.object({
  choices: z.array(
    z.object({
      index: z.number(),
      delta: z
        .object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                index: z.number().default(0),
                id: z.string().optional(),
                function: z.object({ name: z.string().optional(), arguments: z.string().optional() }).optional(),
              }),
            )
            .nullish(),
        })
        .nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
});

export interface OpenaiLanguageModelOptions {
  /** What it is called in metrics and events: `openai`, or the second's name. */
  name: string;
  model: string;
  account: () => Promise<{ apiKey: string; apiUrl: string }>;
  clock: Clock;
  /** Only OpenAI itself knows its newer fields; hosts that speak its form may refuse them. */
  isOpenai: boolean;
  fetch?: typeof fetch;
}

/** A model behind OpenAI's chat completions, streamed: OpenAI's own, or any host that speaks its form. */
export function openaiLanguageModel(options: OpenaiLanguageModelOptions): LanguageModel {
  const { name, model } = options;
  const clientOf = createOpenaiClients(options);

  async function* stream(request: ModelRequest): AsyncGenerator<ModelEvent> {
    const { signal } = request;
    const of = { provider: name, operation: 'think' };
    let isBegun = false;
    try {
      signal.throwIfAborted();
      const client = clientOf(await options.account());
      const chunks = await client.chat.completions.create(bodyOf(request, options), { signal });
      for await (const event of eventsOf(chunks, { name, model })) {
        isBegun = true;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      throw openaiFailure(error, isBegun ? { ...of, lost: 'rest' } : of);
    }
  }

  return {
    name,
    model,
    stream,
    async warm(signal) {
      const client = clientOf(await options.account());
      const of = { provider: name, operation: 'warm' };
      // What is wrong there is said by the request that needs an answer.
      await inTime(options.clock, WARM_MS, signal, of, (ended) =>
        client.models.retrieve(model, { signal: ended }),
      ).catch(() => undefined);
    },
  };
}

function bodyOf(
  request: ModelRequest,
  { model, isOpenai }: OpenaiLanguageModelOptions,
): OpenAI.ChatCompletionCreateParamsStreaming {
  const { messages, tools, toolChoice, maxTokens, temperature, cacheKey } = request;
  return {
    model,
    // Tools stand before the messages in what the provider caches: they are given in the same order each time.
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function' as const,
            function: { name, description, parameters },
          })),
          ...(toolChoice === undefined ? {} : { tool_choice: toolChoice }),
        }),
    messages: messages.map(messageOf),
    stream: true,
    stream_options: { include_usage: true },
    ...(maxTokens === undefined ? {} : isOpenai ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(isOpenai ? { store: false, ...(cacheKey === undefined ? {} : { prompt_cache_key: cacheKey }) } : {}),
  };
}

function messageOf(message: ModelMessage): OpenAI.ChatCompletionMessageParam {
  if (message.role === 'tool') return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
  if (message.role !== 'assistant') return message;
  const { content, toolCalls = [] } = message;
  if (toolCalls.length === 0) return { role: 'assistant', content };
  return {
    role: 'assistant',
    content: content === '' ? null : content,
    tool_calls: toolCalls.map(({ id, name, arguments: given }) => ({
      id,
      type: 'function',
      function: { name, arguments: given },
    })),
  };
}

const finishes: Record<string, ModelFinish> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'refused',
};

/** Chunks as they came from the wire to what they mean. @throws {ProviderFailure} where they end before the answer did. */
async function* eventsOf(
  chunks: AsyncIterable<unknown>,
  of: { name: string; model: string },
): AsyncGenerator<ModelEvent> {
  const calls = createToolCalls();
  let finish: ModelFinish | undefined;
  let usage: ModelUsage | null = null;
  let isRefused = false;
  const garbled = (message: string) =>
    new ProviderFailure({
      ...{ provider: of.name, operation: 'think', reason: 'garbled', message },
      isRetryable: true,
    });
  for await (const raw of chunks) {
    const chunk = chunkSchema.safeParse(raw);
    if (!chunk.success) throw garbled('a chunk is not in the service’s form');
    if (chunk.data.usage) usage = usageOf(chunk.data.usage);
    const choice = chunk.data.choices.find(({ index }) => index === 0);
    if (choice === undefined) continue;
    const { content, refusal, tool_calls: fragments } = choice.delta ?? {};
    if (refusal) isRefused = true;
    if (content) yield { kind: 'text', text: content };
    for (const fragment of fragments ?? []) {
      const { started, ended } = calls.take(fragment);
      for (const whole of ended) yield { kind: 'tool-call', ...whole };
      if (started !== undefined) yield { kind: 'tool-call-started', ...started };
    }
    if (choice.finish_reason) finish = finishes[choice.finish_reason] ?? 'stop';
  }
  if (finish === undefined) throw garbled('the answer ended before it was whole');
  for (const whole of calls.finish()) yield { kind: 'tool-call', ...whole };
  yield { kind: 'done', finish: isRefused ? 'refused' : finish, usage, provider: of.name, model: of.model };
}

const usageOf = (usage: NonNullable<z.infer<typeof chunkSchema>['usage']>): ModelUsage => ({
  promptTokens: usage.prompt_tokens,
  cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
  completionTokens: usage.completion_tokens,
});
