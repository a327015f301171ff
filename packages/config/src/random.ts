import { randomBytes } from 'node:crypto';

/** Chance, given from outside. `next` is uniform in [0, 1). */
export interface Random {
  next(): number;
}

/** Chance from the operating system. */
export const systemRandom: Random = {
  next: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
};

/**
 * A repeatable sequence from a 32-bit seed (mulberry32, public domain, Tommy Ettinger): for seeds, simulations and
 * tests, never for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}
