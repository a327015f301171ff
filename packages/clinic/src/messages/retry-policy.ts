/** How often and how fast a message is tried again. */

/** The first wait after a refusal that may pass; it doubles with each. */
const FIRST_MS = 15_000;
const LONGEST_MS = 10 * 60_000;

/** Tries by a channel that has another one after it, and by the last: nearly three hours. */
const TRIES = { another: 4, last: 20 } as const;

/** May a channel be tried once more, after so many refusals that may pass? */
export function mayTryAgain(refusals: number, hasAnother: boolean): boolean {
  return refusals < (hasAnother ? TRIES.another : TRIES.last);
}

/** The wait after so many refusals (1 after the first). What the provider asks for counts where it is longer. */
export function waitMs(refusals: number, retryAfterMs = 0): number {
  return Math.max(retryAfterMs, Math.min(LONGEST_MS, FIRST_MS * 2 ** (refusals - 1)));
}
