/** How this caller pauses within a turn, kept for the length of a call. Pure: its state is a value. */
export interface Pauses {
  /** The last few, ms, oldest first. */
  recent: readonly number[];
}

export const defaults = {
  /** Less is a breath, or the gap before a hard consonant. */
  leastMs: 200,
  /** So many make a habit. */
  least: 2,
  most: 6,
} as const;

export const noPauses: Pauses = { recent: [] };

/** The caller was silent for so long, and went on. */
export function withPause({ recent }: Pauses, pauseMs: number): Pauses {
  return pauseMs < defaults.leastMs ? { recent } : { recent: [...recent, pauseMs].slice(-defaults.most) };
}

/** The pause to expect: the longest but one, so that one interruption at the other end is no habit. 0 where there is none. */
export function habitOf({ recent }: Pauses): number {
  if (recent.length < defaults.least) return 0;
  return [...recent].sort((a, b) => b - a)[1] ?? 0;
}
