import { addTokens, type CallUsage, costOf, exactCostOf } from '@vaani/clinic';
import type { VoicePrices } from '@vaani/config';
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
  lap(): Lap;
}

export interface Lap {
  characters: number;
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
  /** With what was heard meanwhile; absent where a price is missing. The line is the call's, not the turn's. */
  costPaise?: number;
}

const nothing = (): Omit<CallUsage, 'phoneMs'> => ({ heardMs: {}, spokenCharacters: {}, tokens: {} });

/** @param prices of the operator: without them no cost is told. */
export function createUsageMeter(prices: VoicePrices = {}): UsageMeter {
  const all = nothing();
  let since = nothing();
  const add = (counts: Record<string, number>, provider: string, count: number) => {
    counts[provider] = (counts[provider] ?? 0) + count;
  };
  return {
    heard(provider, ms) {
      for (const used of [all, since]) add(used.heardMs, provider, ms);
    },
    spoke(provider, characters) {
      for (const used of [all, since]) add(used.spokenCharacters, provider, characters);
    },
    thought(provider, tokens) {
      for (const used of [all, since]) used.tokens = addTokens(used.tokens, { [provider]: tokens });
    },
    total: (phoneMs) => structuredClone({ phoneMs, ...all }),
    lap() {
      const used = since;
      since = nothing();
      const cost = exactCostOf({ phoneMs: 0, ...used }, prices);
      const lap: Lap = { characters: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
      for (const characters of Object.values(used.spokenCharacters)) lap.characters += characters;
      for (const { promptTokens, cachedTokens, completionTokens } of Object.values(used.tokens)) {
        lap.promptTokens += promptTokens;
        lap.cachedTokens += cachedTokens;
        lap.completionTokens += completionTokens;
      }
      return cost === null ? lap : { ...lap, costPaise: Math.round(cost * 100) / 100 };
    },
  };
}
