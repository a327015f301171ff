/** What was said and done so far. The assistant's words are those that were heard. */
export type ModelMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; toolCalls?: readonly ModelToolCall[] }
  | { role: 'tool'; toolCallId: string; content: string };

export interface ModelTool {
  name: string;
  description: string;
  /** JSON schema of an object. */
  parameters: Record<string, unknown>;
}

/** A tool that the model asks for. Its arguments are what the model wrote: JSON at best, to be checked by whoever runs it. */
export interface ModelToolCall {
  id: string;
  name: string;
  arguments: string;
}

export interface ModelUsage {
  promptTokens: number;
  /** Of these, so many were known from before, and cost less. */
  cachedTokens: number;
  completionTokens: number;
}

export type ModelFinish =
  /** Said all it had to say. */
  | 'stop'
  | 'tool-calls'
  /** Cut off by the limit of tokens. */
  | 'length'
  /** The provider's filter, or the model itself, refused. */
  | 'refused';

export type ModelEvent =
  | { kind: 'text'; text: string }
  /** The model has begun to ask for a tool: what it is asked with is not whole yet. */
  | { kind: 'tool-call-started'; index: number; name: string }
  /** A tool call is whole. */
  | { kind: 'tool-call'; index: number; call: ModelToolCall }
  /** Once, last. `usage` is null where the provider did not say. */
  | { kind: 'done'; finish: ModelFinish; usage: ModelUsage | null; provider: string; model: string };

export interface ModelRequest {
  messages: readonly ModelMessage[];
  tools: readonly ModelTool[];
  /** `none` where tools are shown (so that the prompt stays the same) and must not be used. */
  toolChoice?: 'auto' | 'none';
  maxTokens?: number;
  temperature?: number;
  /** Calls that share a beginning share this: they land where it is known already. */
  cacheKey?: string;
  /** Somebody waits for it: it may cost more to have it sooner. */
  isUrgent?: boolean;
  /** Names the call in what a chain reports. */
  callId?: string;
  signal: AbortSignal;
}

export interface LanguageModel {
  readonly name: string;
  readonly model: string;
  /**
   * Streams a reply. Where `signal` aborts, the connection is cut (which ends the billing) and the stream ends without `done`.
   * @throws {ProviderFailure} where it cannot go on; what came before stays valid.
   */
  stream(request: ModelRequest): AsyncIterable<ModelEvent>;
  /** Opens a connection ahead of need. Never throws. */
  warm?(signal: AbortSignal): Promise<void>;
}
