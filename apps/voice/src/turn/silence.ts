/** How long a caller may say nothing after a question before the brain hears of it. Wall clock: line noise defeats silence detection. */
export const defaults = { askAgainMs: 8_000, keypadMs: 12_000 } as const;

export function silenceLimitMs(isKeypadAsked: boolean): number {
  return isKeypadAsked ? defaults.keypadMs : defaults.askAgainMs;
}
