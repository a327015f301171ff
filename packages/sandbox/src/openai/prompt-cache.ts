import { countTokens } from './policy.ts';

/** A beginning is known from so many tokens on, and to multiples of the step. */
const LEAST_TOKENS = 1_024;
const STEP_TOKENS = 128;
const MOST_PROMPTS = 200;
const CHARACTERS_A_TOKEN = 4;

/** The provider's memory of prompts: a beginning that is the same to the byte as an earlier one's need not be read again. */
export interface PromptCache {
  /** How many tokens of the prompt were known; the prompt is known from then on. */
  take(prompt: string): { promptTokens: number; cachedTokens: number };
}

export function createPromptCache(): PromptCache {
  let known: string[] = [];
  return {
    take(prompt) {
      const longest = Math.max(0, ...known.map((earlier) => sameBeginning(earlier, prompt)));
      const same = Math.floor(longest / CHARACTERS_A_TOKEN / STEP_TOKENS) * STEP_TOKENS;
      known = [prompt, ...known].slice(0, MOST_PROMPTS);
      return { promptTokens: countTokens(prompt), cachedTokens: same >= LEAST_TOKENS ? same : 0 };
    },
  };
}

function sameBeginning(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}
