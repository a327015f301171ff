import type { Random } from '@vaani/config';

/** One of a list. @throws {RangeError} where it is empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const one = list[Math.floor(random.next() * list.length)];
  if (one === undefined) throw new RangeError('cannot pick from an empty list');
  return one;
}

/** A whole number from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random.next() * (to - from + 1));
}

/** True with the given probability, 0–1. */
export function chance(random: Random, probability: number): boolean {
  return random.next() < probability;
}
