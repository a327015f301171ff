import { type Random, seededRandom } from '@vaani/config';

/** Chance, in the shapes that a simulation asks for. */
export interface Dice {
  /** Whole, both ends included. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Dice of their own for a part: what one part throws changes nothing for another. */
  apart(name: string): Dice;
}

export function createDice(seed: number): Dice {
  const random: Random = seededRandom(seed);
  const between = (least: number, most: number) => least + Math.floor(random.next() * (most - least + 1));
  return {
    between,
    chance: (share) => random.next() < share,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    apart: (name) => createDice([...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), seed)),
  };
}
