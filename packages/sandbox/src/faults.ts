import type { Random } from '@vaani/config';

/**
 * What goes wrong with one request. `isTaken` says whether the provider did what it was asked before it went wrong: the caller cannot know.
 */
export type Fault =
  /** An answer of the provider that says no, in its own form. */
  | { kind: 'refuse'; status: number; code: number }
  /** Too many requests. */
  | { kind: 'busy'; retryAfterS: number }
  | { kind: 'server-error'; status: 500 | 502 | 503 | 504; isTaken: boolean }
  /** No answer ever comes. */
  | { kind: 'hang'; isTaken: boolean }
  /** The connection ends without an answer. */
  | { kind: 'close'; isTaken: boolean }
  /** An answer that is none: a proxy's page. */
  | { kind: 'garbage'; isTaken: boolean }
  /** The answer comes so many times later. */
  | { kind: 'slow'; times: number }
  /** The connection ends in the middle of the answer. */
  | { kind: 'cut' }
  /** Half of a message, and nothing after it. */
  | { kind: 'half' };

/** Decides, request by request, what goes wrong. `operation` is the room's name of what is asked. */
export interface FaultPlan {
  next(operation: string): Fault | null;
}

export const noFaults: FaultPlan = { next: () => null };

/** One after another as they are listed, then none. @param of only requests of this operation count. */
export function inOrder(faults: readonly (Fault | null)[], of?: string): FaultPlan {
  const left = [...faults];
  return { next: (operation) => (of === undefined || operation === of ? (left.shift() ?? null) : null) };
}

/** Each with its share of requests (0–1, together at most 1), from a seed. */
export function atRandom(random: Random, shares: readonly { fault: Fault; share: number; of?: string }[]): FaultPlan {
  return {
    next(operation) {
      let drawn = random.next();
      for (const { fault, share, of } of shares) {
        if (drawn < share) return of === undefined || of === operation ? fault : null;
        drawn -= share;
      }
      return null;
    },
  };
}

/** What is set now, until it is set otherwise: an outage that a test begins and ends. */
export function untilTold(): FaultPlan & { set(fault: Fault | null): void } {
  let current: Fault | null = null;
  return {
    next: () => current,
    set(fault) {
      current = fault;
    },
  };
}

/** How long a request takes: before the provider has done what it was asked, and from then to the answer. Milliseconds. */
export interface Latency {
  next(operation: string): { beforeMs: number; afterMs: number };
}

export const noLatency: Latency = { next: () => ({ beforeMs: 0, afterMs: 0 }) };

/** Somewhere between the bounds, from a seed. */
export function between(random: Random, fromMs: number, toMs: number): Latency {
  const one = () => fromMs + random.next() * (toMs - fromMs);
  return { next: () => ({ beforeMs: one(), afterMs: one() }) };
}
