import { keysOf } from '../lexicon.ts';
import { type Field, isOneBreath } from './breath.ts';
import * as words from './lexicon.ts';
import { isMoving } from './moving.ts';
import { type Item, keyAt, type Scan } from './scan.ts';

const appointments = keysOf('appointment appointments apointment booking slot number visit अपॉइंटमेंट बुकिंग');
const links = keysOf('ka ki ke wala wali wale jo meri mera for on at of hai thi tha is my का की के वाला वाली वाले जो है');
const persons = keysOf('doctor dr mera meri apna apni');
const ko = keysOf('ko को');
const cancels = keysOf('cancel cancelled cancelling radd रद्द कैंसिल');
const makes = keysOf('kar karo kardo karna karni kijiye dijiye karwana book rakh rakho');

/** Refuses the days and times that are to be left for others: "kal wali appointment parson kar do". */
export function leaveSources({ scan, items, fates }: Field): void {
  for (const [index, item] of items.entries()) {
    const later = items[index + 1];
    if (later === undefined || !isSource(scan, item, later)) continue;
    // Its day goes where a new day follows, its time in any case.
    const hasNewDay = items.slice(index + 1).some(({ kind }) => kind === 'date');
    for (const [place, { kind }] of items.slice(0, index + 1).entries()) {
      if (kind === 'time' || hasNewDay) fates[place] = 'denied';
    }
  }
}

function isSource(scan: Scan, item: Item, later: Item): boolean {
  if (item.kind === 'none' || later.kind === 'none') return false;
  const behind = scan.keys.slice(item.next, later.at);
  const isGroup = isOneBreath(scan, item, later) && item.kind !== later.kind;
  if (isGroup || behind.some((key) => words.or.has(key))) return false;
  if (isGivenUp(behind)) return true;
  const isNamedBehind = leadsTo(behind.slice(0, 4), appointments, (key) => links.has(key) || persons.has(key));
  if (!isNamedBehind && !isNamedBefore(scan, item)) return false;
  const before = scan.keys.slice(Math.max(0, item.at - 5), item.at);
  if (isMoving(scan) || [...before, ...behind].some((key) => cancels.has(key))) return true;
  const isMade =
    scan.keys.slice(later.next, later.next + 4).some((key) => makes.has(key)) || keyAt(scan, later.at - 1) === 'to';
  return isMade && (isNamedBehind || behind.includes('hai'));
}

/** "Monday ko cancel karke Friday ka". */
const isGivenUp = (behind: readonly string[]): boolean =>
  leadsTo(behind.slice(0, 3), cancels, (key) => links.has(key) || ko.has(key));

/** Does one of these words come, with nothing but links before it? */
function leadsTo(keys: readonly string[], wanted: ReadonlySet<string>, isLink: (key: string) => boolean): boolean {
  const place = keys.findIndex((key) => wanted.has(key));
  return place >= 0 && keys.slice(0, place).every(isLink);
}

/** "my appointment on Monday": named within three words before. */
const isNamedBefore = (scan: Scan, item: Item): boolean =>
  leadsTo(scan.keys.slice(Math.max(0, item.at - 3), item.at).toReversed(), appointments, (key) => links.has(key));
