/**
 * The model behind the brain, as far as the brain knows one: apps give it the chain of providers, which has this shape. It streams words and tool calls, and
 * throws where it cannot go on.
 */
export interface TalkModel {
  stream(request: TalkRequest): AsyncIterable<TalkEvent>;
}

export type TalkMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; toolCalls?: readonly TalkToolCall[] }
  | { role: 'tool'; toolCallId: string; content: string };

/** As the model wrote it: the arguments are JSON at best. */
export interface TalkToolCall {
  id: string;
  name: string;
  arguments: string;
}

export interface TalkRequest {
  messages: readonly TalkMessage[];
  tools: readonly { name: string; description: string; parameters: Record<string, unknown> }[];
  toolChoice?: 'auto' | 'none';
  maxTokens?: number;
  temperature?: number;
  cacheKey?: string;
  signal: AbortSignal;
}

export type TalkEvent =
  | { kind: 'text'; text: string }
  | { kind: 'tool-call-started' }
  | { kind: 'tool-call'; call: TalkToolCall }
  | {
      kind: 'done';
      finish: string;
      usage: { promptTokens: number; cachedTokens: number; completionTokens: number } | null;
    };
