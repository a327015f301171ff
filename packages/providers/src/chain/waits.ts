/** What recent requests took until their first token, and how many of them were made twice. */
export interface Waits {
  /**
   * What is late, ms; null while too little is known, or enough was spent.
   * @param isUrgent somebody waits for this answer: where a model's times lie far apart it is asked twice at once (0).
   */
  boundMs(isUrgent?: boolean): number | null;
  asked(isTwice: boolean): void;
  answered(ms: number): void;
}

export const defaults = {
  /** Of so many requests, */
  kept: 50,
  /** and after so many at least, */
  least: 10,
  /** those are late that take longer than this share of them. */
  share: 0.6,
  /** and by so much than most. */
  marginMs: 50,
  /** Never sooner, and never later than the next provider is asked. */
  leastMs: 150,
  mostMs: 850,
  /** Of all that were asked lately no more than this share is asked twice. */
  mostTwice: 0.45,
  /** The better of two answers is sooner than most by so much: then both are asked for at once, */
  gainMs: 60,
  /** up to this share of all. */
  mostTwiceAtOnce: 0.75,
} as const;

/** Where half of all answers are no later, the better of two is by this share of single ones: 1 − √½. */
const BETTER_OF_TWO = 1 - Math.SQRT1_2;

/** Learns from the requests themselves. One that the second beat counts as long as it was waited for: it was late. */
export function createWaits(options: typeof defaults = defaults): Waits {
  const recent: number[] = [];
  const twice: boolean[] = [];
  const push = <T>(list: T[], value: T) => {
    list.push(value);
    if (list.length > options.kept) list.shift();
  };
  return {
    boundMs(isUrgent = false) {
      if (recent.length < options.least) return null;
      const spent = twice.filter(Boolean).length / Math.max(options.least, twice.length);
      const sorted = recent.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? options.mostMs;
      if (isUrgent && at(0.5) - at(BETTER_OF_TWO) >= options.gainMs && spent <= options.mostTwiceAtOnce) return 0;
      if (spent > options.mostTwice) return null;
      const bound = Math.max(at(options.share), at(0.5) + options.marginMs);
      return Math.min(options.mostMs, Math.max(options.leastMs, bound));
    },
    asked: (isTwice) => push(twice, isTwice),
    answered: (ms) => push(recent, ms),
  };
}
