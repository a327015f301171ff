import { addTokens, type CallUsage, costOf } from '@vaani/clinic';
import type { ModelUsage } from '@vaani/providers';

export { type CallUsage, costOf };

/** Adds up what a call uses. */
export interface UsageMeter {
  /** So much sound went to whoever hears now. */
  heard(provider: string, ms: number): void;
  spoke(provider: string, characters: number): void;
  thought(provider: string, usage: ModelUsage): void;
  total(phoneMs: number): CallUsage;
}

export function createUsageMeter(): UsageMeter {
  const heardMs: Record<string, number> = {};
  const spokenCharacters: Record<string, number> = {};
  let tokens: Record<string, ModelUsage> = {};
  return {
    heard(provider, ms) {
      heardMs[provider] = (heardMs[provider] ?? 0) + ms;
    },
    spoke(provider, characters) {
      spokenCharacters[provider] = (spokenCharacters[provider] ?? 0) + characters;
    },
    thought(provider, used) {
      tokens = addTokens(tokens, { [provider]: used });
    },
    total: (phoneMs) => structuredClone({ phoneMs, heardMs, spokenCharacters, tokens }),
  };
}
