import type { Random } from '@vaani/config';
import { between, chance } from '../../prisma/factories/chance.ts';
import { men, surnames, type WeightedName, women } from './names.ts';

/** Somebody of the bench who does not exist. */
export interface Somebody {
  name: string;
  birthYear: number;
  /** E.164, shared within a family. */
  phone: string;
  relation: string;
  uhid: string;
  /** Days since anything last happened with them. */
  seenDaysAgo: number;
}

/**
 * People in families of one to five who share a phone, a surname and mostly a script; a tenth spells a name in another way. Names are as frequent
 * as they are in life, so that the common ones hit thousands.
 */
export function* makeSomebodies(random: Random, count: number): Generator<Somebody> {
  const pickWoman = weighted(women);
  const pickMan = weighted(men);
  const pickSurname = weighted(surnames);
  let made = 0;
  for (let family = 0; made < count; family++) {
    // A block of numbers that stays one's own: 6000000000 and on, spread so that last fours are even.
    const phone = `+916${String((family * 7_919) % 1_000_000_000).padStart(9, '0')}`;
    const surname = pickSurname(random);
    const isDevanagari = chance(random, 0.35);
    const size = between(random, 1, 5);
    const parentYear = between(random, 1945, 1995);
    for (let index = 0; index < size && made < count; index++) {
      made++;
      const isWoman = chance(random, 0.52);
      const first = (isWoman ? pickWoman : pickMan)(random);
      const inDevanagari = chance(random, 0.95) ? isDevanagari : !isDevanagari;
      yield {
        name: `${write(random, first, inDevanagari)} ${write(random, surname, inDevanagari)}`,
        birthYear:
          index < 2 ? parentYear + between(random, -3, 3) : Math.min(2026, parentYear + between(random, 20, 38)),
        phone,
        relation: index === 0 ? 'self' : 'family',
        uhid: `SH-${String(made).padStart(6, '0')}`,
        seenDaysAgo: Math.floor(between(random, 0, 1_000) * random.next()),
      };
    }
  }
}

function write(random: Random, name: WeightedName, inDevanagari: boolean): string {
  if (inDevanagari) return name.devanagari;
  return chance(random, 0.1) ? respelled(name.roman) : name.roman;
}

/** As others spell it: v for w, i for ee, u for oo, a doubled vowel or one fewer. */
function respelled(roman: string): string {
  const changes: [RegExp, string][] = [
    [/ee/, 'i'],
    [/oo/, 'u'],
    [/w/, 'v'],
    [/v/, 'w'],
    [/sh/, 's'],
    [/aa/, 'a'],
    [/i(?=.)/, 'ee'],
    [/a$/, 'aa'],
  ];
  const change = changes.find(([pattern]) => pattern.test(roman));
  return change === undefined ? roman : roman.replace(change[0], change[1]);
}

/** Picks by weight. */
function weighted(names: readonly WeightedName[]): (random: Random) => WeightedName {
  const sums: number[] = [];
  let total = 0;
  for (const { weight } of names) {
    total += weight;
    sums.push(total);
  }
  return (random) => {
    const at = random.next() * total;
    const found = names[sums.findIndex((sum) => at < sum)];
    if (found === undefined) throw new RangeError('there is nothing to pick from');
    return found;
  };
}
