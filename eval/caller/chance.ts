import type { Random } from '@vaani/config';

/** One of these. @throws RangeError for none */
export function pick<T>(random: Random, list: readonly T[]): T {
  const one = list[Math.floor(random.next() * list.length)];
  if (one === undefined) throw new RangeError('nothing to choose from');
  return one;
}

export const chance = (random: Random, probability: number): boolean => random.next() < probability;

/** A seed from another and a name, so that each run has its own and can be repeated alone. */
export function seedOf(seed: number, ...names: (string | number)[]): number {
  let hash = seed >>> 0;
  for (const letter of names.join('/')) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
