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
  /** What was used since it was asked last: of one reply, and of what was thrown away before it. */
  lap(): { characters: number; promptTokens: number; cachedTokens: number; completionTokens: number };
}

const unused = { characters: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };

export function createUsageMeter(): UsageMeter {
  const heardMs: Record<string, number> = {};
  const spokenCharacters: Record<string, number> = {};
  let tokens: Record<string, ModelUsage> = {};
  let lap = { ...unused };
  return {
    heard(provider, ms) {
      heardMs[provider] = (heardMs[provider] ?? 0) + ms;
    },
    spoke(provider, characters) {
      spokenCharacters[provider] = (spokenCharacters[provider] ?? 0) + characters;
      lap.characters += characters;
    },
    thought(provider, used) {
      tokens = addTokens(tokens, { [provider]: used });
      lap.promptTokens += used.promptTokens;
      lap.cachedTokens += used.cachedTokens;
      lap.completionTokens += used.completionTokens;
    },
    total: (phoneMs) => structuredClone({ phoneMs, heardMs, spokenCharacters, tokens }),
    lap() {
      const used = lap;
      lap = { ...unused };
      return used;
    },
  };
}
