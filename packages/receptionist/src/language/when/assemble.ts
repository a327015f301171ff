import { type Alternative, add, hinted, overlay, type Version } from './alternatives.ts';
import { type Fate, isOneBreath } from './breath.ts';
import { isComplaintTime, isPastClause, isTold } from './clauses.ts';
import { fatesOf, isElse } from './denials.ts';
import * as words from './lexicon.ts';
import { type Item, isRun, keyAt, type Scan, type TimeSpec } from './scan.ts';

interface Standing {
  item: Item;
  fate: Fate;
}

/**
 * Puts together what stands: corrections replace what they correct, "or" gives alternatives, and what is past falls away where something is
 * still to come.
 */
export function assemble(scan: Scan, items: readonly Item[]): Alternative[] {
  const fates = fatesOf(scan, items);
  const standing = items
    .map(
      (item, index): Standing => ({
        item: asMeant(scan, item, fates[index] ?? 'stands'),
        fate: fates[index] ?? 'stands',
      }),
    )
    .filter(({ item, fate }) => item.kind !== 'none' && fate !== 'denied');
  const behind = whatIsPast(scan, standing);
  const isAhead = standing.some(({ item, fate }) => fate !== 'weak' && !behind.has(item));
  const used = standing.filter(({ item }) => !isAhead || !behind.has(item));
  return overlay(
    versionsOf(
      scan,
      used.map((one) => ({ ...one, item: withHint(one.item, items, fates) })),
    ),
  );
}

/** "subah das nahi gyarah": the part of a refused hour still helps to tell the new one. */
function withHint(item: Item, items: readonly Item[], fates: readonly Fate[]): Item {
  if (item.kind !== 'time') return item;
  const refused = items.findLast((one, index) => one.at < item.at && fates[index] === 'denied' && one.kind === 'time');
  const part = refused?.kind === 'time' && refused.time.kind === 'clock' ? refused.time.clock.part : undefined;
  return part === undefined ? item : { ...item, time: hinted(item.time, part) };
}

const isPastDay = (item: Item | undefined): boolean => item?.kind === 'date' && item.date.isPast === true;

/** What speaks of the past: by itself, by its clause, or as the time of a past day ("yesterday at ten"). */
function whatIsPast(scan: Scan, standing: readonly Standing[]): ReadonlySet<Item> {
  const past = standing.filter(({ item }, index) => {
    if (isPastDay(item) || isPastClause(scan, item.at, item.next)) return true;
    const [before, after] = [standing[index - 1]?.item, standing[index + 1]?.item];
    if (item.kind !== 'time') return false;
    return (
      (isPastDay(before) && isOneBreath(scan, before, item)) || (isPastDay(after) && isOneBreath(scan, item, after))
    );
  });
  return new Set(past.map(({ item }) => item));
}

/** An item as its clause means it. */
function asMeant(scan: Scan, item: Item, fate: Fate): Item {
  const { at, next } = item;
  if (item.kind === 'time') {
    if (fate === 'turned') return { ...item, time: turned(item.time) };
    const isHabit = item.time.kind === 'part' && isComplaintTime(scan, at, next);
    return isHabit ? { at, next, kind: 'none', why: 'since' } : item;
  }
  if (item.kind === 'none') return item;
  const isPast = isPastClause(scan, at, next);
  if (item.date.isCounted === true && (isPast || isTold(scan, at))) return { at, next, kind: 'none', why: 'unknown' };
  return isPast && item.date.past !== undefined ? { ...item, date: { options: item.date.past, isPast: true } } : item;
}

/** "not before five" is after five. */
function turned(time: TimeSpec): TimeSpec {
  if (time.kind !== 'range') return time;
  const { from, to } = time;
  return { kind: 'range', ...(to === undefined ? {} : { from: to }), ...(from === undefined ? {} : { to: from }) };
}

/** What lies between corrections. */
function versionsOf(scan: Scan, used: readonly Standing[]): Version[] {
  const versions: Version[] = [[]];
  let end = 0;
  for (const { item, fate } of used) {
    const link = linkBetween(scan, end, item.at);
    if (link === 'correction') versions.push([]);
    add(versions.at(-1) ?? [], item, { isWeak: fate === 'weak', isOr: link === 'or', today: scan.today });
    end = item.next;
  }
  return versions.filter(({ length }) => length > 0);
}

/** What stands between two items: a correction, an alternative, or nothing of the kind. */
function linkBetween(scan: Scan, from: number, to: number): 'correction' | 'or' | 'none' {
  let link: 'correction' | 'or' | 'none' = 'none';
  for (let at = from; at < to; at += 1) {
    const isNot = words.nahi.has(keyAt(scan, at + 1)) || keyAt(scan, at + 1) === 'not';
    if (isElse(scan, at) || (words.or.has(keyAt(scan, at)) && !isNot)) link = 'or';
    else if (isCorrection(scan, at) && !words.or.has(keyAt(scan, at - 1))) link = 'correction';
  }
  return link;
}

const isCorrection = (scan: Scan, at: number): boolean =>
  words.corrections.has(keyAt(scan, at)) ||
  words.english.has(keyAt(scan, at)) ||
  isRun(scan, at, 'make', 'it') ||
  isRun(scan, at, 'change', 'it', 'to') ||
  isRun(scan, at, 'scratch', 'that');
