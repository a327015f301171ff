import type { Random } from '@vaani/config';
import type { DemoCaller } from './callers.ts';
import { between, chance, pick } from './chance.ts';
import { children, type FirstName, men, surnames, women } from './names.ts';

/** Somebody who does not exist, before they are written. */
export interface Person {
  name: string;
  birth: { date: string } | { year: number } | { age: number; saidOn: string } | null;
  language: 'en' | 'hi' | 'hi-en' | null;
  /** E.164, shared within a family. */
  phone: string;
  relation: string;
  uhid: string;
  /** For a minor: who answers for them. */
  guardian: { name: string; relation: string } | null;
  /** Which doctors they may need; not written. */
  kind: Kind;
}

type Kind = 'woman' | 'man' | 'child';

interface Member {
  kind: Kind;
  first: FirstName;
  year: number;
  relation: string;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/**
 * People in families, those of `callers` first. A family has one phone and one script.
 * @param options.today clinic-local date; `share` how many families bring children (0–1).
 */
export function makePeople(
  random: Random,
  options: { count: number; today: string; prefix: string; phonePrefix: string; share: number; callers: DemoCaller[] },
): Person[] {
  const people: Person[] = [];
  const thisYear = Number(options.today.slice(0, 4));
  const uhid = () => `${options.prefix}-${String(people.length + 1).padStart(4, '0')}`;
  for (const caller of options.callers) {
    for (const { name, birthYear, relation } of caller.patients) {
      const { phone, language } = caller;
      const kind = thisYear - birthYear < 16 ? 'child' : relation === 'wife' ? 'woman' : 'man';
      people.push({ name, birth: { year: birthYear }, language, phone, relation, uhid: uhid(), guardian: null, kind });
    }
  }
  for (let family = 0; people.length < options.count; family++) {
    const phone = `${options.phonePrefix}${String(family).padStart(4, '0')}`;
    const isDevanagari = chance(random, 0.4);
    const surname = pick(random, surnames);
    const write = (first: FirstName) =>
      isDevanagari ? `${first.devanagari} ${surname.devanagari}` : `${first.roman} ${surname.roman}`;
    const language = isDevanagari ? 'hi' : pick(random, ['en', 'hi-en', null] as const);
    const members = familyOf(random, thisYear, options.share);
    const parent = members[0];
    for (const { first, year, relation, kind } of members) {
      if (people.length === options.count) break;
      const isMinor = thisYear - year < 18;
      people.push({
        name: write(first),
        birth: birthOf(random, year, options.today),
        language,
        phone,
        relation,
        uhid: uhid(),
        guardian: isMinor && parent !== undefined ? { name: write(parent.first), relation: 'parent' } : null,
        kind,
      });
    }
  }
  return people;
}

function familyOf(random: Random, thisYear: number, share: number): Member[] {
  const year = thisYear - between(random, 28, 62);
  const isWoman = chance(random, 0.5);
  const [kind, otherKind] = isWoman ? (['woman', 'man'] as const) : (['man', 'woman'] as const);
  const members: Member[] = [{ first: pick(random, isWoman ? women : men), year, relation: 'self', kind }];
  if (chance(random, 0.45)) {
    const relation = isWoman ? 'husband' : 'wife';
    const first = pick(random, isWoman ? men : women);
    members.push({ first, year: year + between(random, -4, 4), relation, kind: otherKind });
  }
  if (!chance(random, share)) return members;
  const first = between(random, 0, children.length - 1);
  const count = between(random, 1, 2);
  for (let index = 0; index < count; index++) {
    const child = children[(first + index * 3) % children.length];
    if (child === undefined) continue;
    members.push({ first: child, year: thisYear - between(random, 1, 14), relation: 'child', kind: 'child' });
  }
  return members;
}

function birthOf(random: Random, year: number, today: string): Person['birth'] {
  const kind = random.next();
  if (kind < 0.5) return { date: `${year}-${pad(between(random, 1, 12))}-${pad(between(random, 1, 28))}` };
  if (kind < 0.75) return { year };
  if (kind < 0.95) return { age: Math.max(0, Number(today.slice(0, 4)) - year), saidOn: today };
  return null;
}
