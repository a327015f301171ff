/** Somebody in the waiting room. Instants in milliseconds since the epoch. */
export interface Waiting {
  number: number;
  /** Begin of the appointment they came to; null for a walk-in. */
  appointmentAt: number | null;
  /** Set where they were skipped and came back. */
  recalledAt: number | null;
}

/**
 * Who goes in next. Whoever came back after being skipped; then appointments whose time has come, by their time; then walk-ins by number; then
 * appointments that came early, by their time, so that the doctor never sits idle while somebody waits. Pure.
 */
export function nextWaiting<W extends Waiting>(waiting: readonly W[], now: number): W | undefined {
  return inTurnOrder(waiting, now)[0];
}

/** All who wait, in the order in which they would go in if the doctor saw everybody at this moment. */
export function inTurnOrder<W extends Waiting>(waiting: readonly W[], now: number): W[] {
  return waiting.toSorted((a, b) => compare(a, b, now));
}

function compare(a: Waiting, b: Waiting, now: number): number {
  const [first, second] = [rankOf(a, now), rankOf(b, now)];
  return first.group - second.group || first.at - second.at || a.number - b.number;
}

function rankOf(one: Waiting, now: number): { group: number; at: number } {
  if (one.recalledAt !== null) return { group: 0, at: one.recalledAt };
  if (one.appointmentAt === null) return { group: 2, at: 0 };
  return { group: one.appointmentAt <= now ? 1 : 3, at: one.appointmentAt };
}
