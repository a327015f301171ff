import type { VoicePrices } from '@vaani/config';
import { z } from 'zod';

const amount = z.number().min(0);

/** Tokens of a model. */
export const tokenUsageSchema = z.object({
  promptTokens: amount,
  /** Of these, so many were known from before, and cost less. */
  cachedTokens: amount,
  completionTokens: amount,
});
export type TokenUsage = z.infer<typeof tokenUsageSchema>;

/** What one call has used, by the provider's name. Numbers only, nothing that was said. */
export const callUsageSchema = z.object({
  /** Time on the phone, and time that a recogniser listened, ms. */
  phoneMs: amount,
  heardMs: z.record(z.string(), amount),
  /** Characters that a voice was given. */
  spokenCharacters: z.record(z.string(), amount),
  tokens: z.record(z.string(), tokenUsageSchema),
});
export type CallUsage = z.infer<typeof callUsageSchema>;

/** Both together, provider by provider. */
export function addTokens(
  some: Readonly<Record<string, TokenUsage>>,
  more: Readonly<Record<string, TokenUsage>>,
): Record<string, TokenUsage> {
  const sum = { ...some };
  for (const [provider, used] of Object.entries(more)) {
    const before = sum[provider] ?? { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
    sum[provider] = {
      promptTokens: before.promptTokens + used.promptTokens,
      cachedTokens: before.cachedTokens + used.cachedTokens,
      completionTokens: before.completionTokens + used.completionTokens,
    };
  }
  return sum;
}

/** What runs on this machine costs nothing of its own. */
const free = new Set(['local', 'rules']);

/**
 * What a call costs, in paise, at the operator's prices. Null where a price is missing of something that was used: a sum without it would be wrong. A phone
 * line is counted only where it has a price (`twilio.minute`).
 */
export function costOf(used: CallUsage, prices: VoicePrices): number | null {
  const paise = exactCostOf(used, prices);
  return paise === null ? null : Math.round(paise);
}

/** The same with its fractions: of a part of a call. */
export function exactCostOf(
  { phoneMs, heardMs, spokenCharacters, tokens }: CallUsage,
  prices: VoicePrices,
): number | null {
  let paise = (prices['twilio.minute'] ?? 0) * (phoneMs / 60_000);
  const add = (provider: string, unit: string, count: number): boolean => {
    if (free.has(provider) || count === 0) return true;
    const price = prices[`${provider}.${unit}`];
    paise += (price ?? 0) * count;
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
  return Object.keys(prices).length > 0 && isKnown.every(Boolean) ? paise : null;
}
