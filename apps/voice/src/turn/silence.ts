/** How long a caller may say nothing after a question before the brain hears of it: it asks once, offers a callback, and ends kindly. */
export const defaults = {
  askAgainMs: 8_000,
  keypadMs: 12_000,
  /** Sound without words keeps the question open for so much longer, and no more: comfort noise defeats silence detection. */
  noiseMs: 4_000,
  /** Shorter sound that the recogniser made no words of, without saying that somebody spoke, is a noise and no turn. */
  shortestSpeechMs: 600,
} as const;

export interface Waiting {
  /** Wall clock since the question was heard to its end. */
  waitedMs: number;
  isKeypadAsked: boolean;
  isSpeaking: boolean;
  hasWords: boolean;
}

/** Is the caller silent for so long that the brain must hear of it? */
export function isSilent({ waitedMs, isKeypadAsked, isSpeaking, hasWords }: Waiting): boolean {
  const limitMs = isKeypadAsked ? defaults.keypadMs : defaults.askAgainMs;
  if (!isSpeaking) return waitedMs >= limitMs;
  return !hasWords && waitedMs >= limitMs + defaults.noiseMs;
}

/** Was it nothing but a noise? */
export function isNoise(turn: { text: string; isRejected: boolean; speechMs: number }): boolean {
  return turn.text === '' && !turn.isRejected && turn.speechMs < defaults.shortestSpeechMs;
}
