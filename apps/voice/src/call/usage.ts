import type { VoicePrices } from '@vaani/config';
import type { ModelUsage } from '@vaani/providers';

/** What one call has used, by the provider's name. Numbers only, nothing that was said. */
export interface CallUsage {
  /** Time on the phone, and time that a recogniser listened, ms. */
  phoneMs: number;
  heardMs: Record<string, number>;
  /** Characters that a voice was given. */
  spokenCharacters: Record<string, number>;
  tokens: Record<string, ModelUsage>;
}

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
  const tokens: Record<string, ModelUsage> = {};
  return {
    heard(provider, ms) {
      heardMs[provider] = (heardMs[provider] ?? 0) + ms;
    },
    spoke(provider, characters) {
      spokenCharacters[provider] = (spokenCharacters[provider] ?? 0) + characters;
    },
    thought(provider, { promptTokens, cachedTokens, completionTokens }) {
      const before = tokens[provider] ?? { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
      tokens[provider] = {
        promptTokens: before.promptTokens + promptTokens,
        cachedTokens: before.cachedTokens + cachedTokens,
        completionTokens: before.completionTokens + completionTokens,
      };
    },
    total: (phoneMs) => structuredClone({ phoneMs, heardMs, spokenCharacters, tokens }),
  };
}

/** What runs on this machine costs nothing of its own. */
const free = new Set(['local', 'rules']);

/**
 * What a call costs, in paise, at the operator's prices. Null where a price is missing of something that was used: a sum without it would be wrong. A phone
 * line is counted only where it has a price (`twilio.minute`).
 */
export function costOf({ phoneMs, heardMs, spokenCharacters, tokens }: CallUsage, prices: VoicePrices): number | null {
  let paise = (prices['twilio.minute'] ?? 0) * (phoneMs / 60_000);
  const add = (provider: string, unit: string, amount: number): boolean => {
    if (free.has(provider) || amount === 0) return true;
    const price = prices[`${provider}.${unit}`];
    paise += (price ?? 0) * amount;
    return price !== undefined;
  };
  const isKnown = [
    ...Object.entries(heardMs).map(([provider, ms]) => add(provider, 'minute', ms / 60_000)),
    ...Object.entries(spokenCharacters).map(([provider, count]) => add(provider, 'characters', count / 1_000)),
    ...Object.entries(tokens).flatMap(([provider, { promptTokens, cachedTokens, completionTokens }]) => [
      add(provider, 'prompt', (promptTokens - cachedTokens) / 1_000),
      add(provider, 'cached', cachedTokens / 1_000),
      add(provider, 'completion', completionTokens / 1_000),
    ]),
  ];
  return Object.keys(prices).length > 0 && isKnown.every(Boolean) ? Math.round(paise) : null;
}
