const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after each failed try the next comes: a hiccup is over in seconds, an outage may take a weekend. */
const waitsMs = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** So many tries an event has, over some three days. */
export const MOST_TRIES = waitsMs.length + 1;

/** @returns milliseconds until the next try; null where `tries` were all. */
export function waitAfter(tries: number): number | null {
  return waitsMs[tries - 1] ?? null;
}

/** An endpoint that took nothing for so long is told nothing any more, until somebody turns it on again. */
const PATIENCE_MS = 5 * 24 * HOUR;

/** @param failingSince first failure since anything was delivered, milliseconds since the epoch. */
export function isGivenUp(failingSince: number, now: number): boolean {
  return now - failingSince >= PATIENCE_MS;
}
