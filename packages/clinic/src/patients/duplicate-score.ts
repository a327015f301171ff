import { type Birth, matchesBirth, yearOf } from './birth.ts';
import { nameLikeness } from './same-name.ts';

/** What two entries are compared by. */
export interface Comparable {
  name: string | null;
  birth: Birth | null;
}

/** Names less alike than this are two people: brothers share a surname. */
const LEAST_LIKENESS = 0.7;

/**
 * How likely two entries of one phone are one person, 1–100; null where they are not: names too different, or births that cannot both be true.
 */
export function duplicateScore(one: Comparable, other: Comparable): number | null {
  if (one.name === null || other.name === null) return null;
  const likeness = nameLikeness(one.name, other.name);
  if (likeness < LEAST_LIKENESS) return null;
  const agreement = birthAgreement(one.birth, other.birth);
  return agreement === null ? null : Math.round(100 * likeness * agreement);
}

/** 1 for the same day, less the less is known; null where both are known and differ. */
function birthAgreement(one: Birth | null, other: Birth | null): number | null {
  if (one === null || other === null) return 0.7;
  if ('date' in one && 'date' in other) {
    if (one.date === other.date) return 1;
    return isDayAndMonthExchanged(one.date, other.date) ? 0.8 : null;
  }
  if (!matchesBirth(one, other)) return null;
  return yearOf(one) === yearOf(other) ? 0.9 : 0.8;
}

/** 4 March and 3 April of one year: one of the two was written the American way. */
function isDayAndMonthExchanged(one: string, other: string): boolean {
  const [year, month, day] = one.split('-');
  return other === `${year}-${day}-${month}`;
}
