import { keysOf } from '../lexicon.ts';
import { type Fate, type Field, glue, isOneBreath, isOrBetween } from './breath.ts';
import { isFiniteVerb, isPastClause, isWereWord } from './clauses.ts';
import * as words from './lexicon.ts';
import { type Item, isRun, keyAt, type Scan } from './scan.ts';
import { leaveSources } from './sources.ts';

/** What may stand between the day that an English clause is about and its "not". */
const aux = keysOf(
  'i we he she it is am are will would do does did that the day time slot appointment for me be to at all really just possible good so',
);
/** What begins another clause in English. */
const starters = keysOf(
  'i we he she my can could please make give book let so but then only rather instead want need you',
);
const wishes = keysOf('want need');
const wanted = keysOf('want need book give prefer like');
const prepositions = keysOf('on at in the for by');
/** What somebody has on a day on which they cannot come. */
const engagements = keysOf(
  'kaam office exam exams meeting meetings shaadi shadi wedding interview function flight travelling traveling paper काम ऑफिस मीटिंग शादी परीक्षा',
);
const hai = keysOf('hai है');
const having = keysOf('have has');
const why = keysOf('kyon kyun kyu why क्यों');
const then = keysOf('to toh tho तो');
const exceptWords = keysOf(
  'chhod chod chhodkar chodkar chhodke chodke alawa alava siwa siva sivay bajay bajaye badle jagah jagha छोड़ छोड़कर अलावा सिवा बजाय बदले जगह',
);
const busy = keysOf('busy mushkil muskil difficult tough व्यस्त मुश्किल');

/** Which of the items are refused ("kal nahi", "I can't come tomorrow", "Monday chhod ke", "kal ki jagah"). */
export function fatesOf(scan: Scan, items: readonly Item[]): Fate[] {
  const field: Field = { scan, items, fates: items.map(() => 'stands') };
  const isQuestion = keyAt(scan, scan.keys.length - 1) === 'kya' || keyAt(scan, 0) === 'kya';
  for (let at = 0; at < scan.keys.length; at += 1) {
    if (!items.some((item) => at >= item.at && at < item.next)) refuse(field, at, isQuestion);
  }
  leaveSources(field);
  return field.fates;
}

/** What the word at a place does to the items around it. */
function refuse(field: Field, at: number, isQuestion: boolean): void {
  const { scan, items } = field;
  const key = keyAt(scan, at);
  const before = items.findLastIndex((item) => item.next <= at);
  const after = items.findIndex((item) => item.at > at);
  const isNearBefore = before >= 0 && isNear(scan, items[before], at);
  if (words.nahi.has(key) || words.english.has(key)) {
    if (isQuestion || isAside(scan, at)) return;
    if (words.nahi.has(key)) denyBehind(field, before, at);
    else denyEnglish(field, before, after, at);
  } else if (scan.raws[at] === 'no' && ['later', 'earlier'].includes(keyAt(scan, at + 1))) turn(field, after);
  else if (isExcept(scan, at)) denyGroup(field, after, 1);
  else if (exceptWords.has(key) && isNearBefore) denyGroup(field, before, -1);
  else if (isBusy(scan, at) && isNearBefore && !isQuestion) weaken(field, before);
  else if (engagements.has(key) && isLedBy(scan, items[after], at)) weaken(field, after);
}

/** "ya nahi", "nahi to", "kyon nahi": no refusal. */
const isAside = (scan: Scan, at: number): boolean =>
  words.or.has(keyAt(scan, at - 1)) || why.has(keyAt(scan, at - 1)) || isElse(scan, at);

/** "nahi to", "nahin toh": otherwise. */
export const isElse = (scan: Scan, at: number): boolean =>
  words.nahi.has(keyAt(scan, at)) && then.has(keyAt(scan, at + 1)) && scan.breaks[at + 1] !== true;

const isExcept = (scan: Scan, at: number): boolean =>
  ['except', 'besides'].includes(keyAt(scan, at)) ||
  isRun(scan, at, 'other', 'than') ||
  isRun(scan, at, 'instead', 'of') ||
  isRun(scan, at, 'rather', 'than');

function isBusy(scan: Scan, at: number): boolean {
  const key = keyAt(scan, at);
  if (busy.has(key) || isRun(scan, at, 'out', 'of', 'station')) return true;
  if (!engagements.has(key)) return false;
  return isRun(scan, at + 1, hai) || isRun(scan, at - 1, having) || isRun(scan, at - 2, having);
}

/** Close behind an item, with nothing between that ends its clause. */
function isNear(scan: Scan, item: Item | undefined, at: number): boolean {
  if (item === undefined || at - item.next > 5) return false;
  for (let place = item.next; place < at; place += 1) {
    const key = keyAt(scan, place);
    if (scan.breaks[place] === true || isWereWord(key) || (isFiniteVerb(key) && !glue.has(key))) return false;
  }
  return scan.breaks[at] !== true || at === item.next;
}

/** Hindi refuses what stands before. */
function denyBehind(field: Field, before: number, at: number): void {
  const item = field.items[before];
  // "kal doctor nahi aaye the" tells what was, and refuses nothing.
  if (item === undefined || !isNear(field.scan, item, at) || isPastClause(field.scan, item.at, item.next)) return;
  denyGroup(field, before, -1);
}

/** English refuses what follows, or what its clause is about ("tomorrow I cannot"). */
function denyEnglish(field: Field, before: number, after: number, at: number): void {
  const { scan, items } = field;
  const [left, right] = [items[before], items[after]];
  const between = scan.keys.slice(at + 1, right?.at ?? at + 1);
  const isBroken = right === undefined || scan.breaks.slice(at + 1, right.at + 1).some(Boolean);
  const isClose = !isBroken && between.every((key) => prepositions.has(key));
  if (!isClose && isTopic(scan, left, at)) denyGroup(field, before, -1);
  else if (isClose || (!isBroken && isReaching(between))) denyGroup(field, after, 1);
}

/** "cannot come tomorrow": few words, and none that begins another clause. */
const isReaching = (between: readonly string[]): boolean =>
  between.length <= 5 && !between.some((key, index) => starters.has(key) && !(index === 0 && wishes.has(key)));

/** "tomorrow I cannot", "Monday is not": what the clause is about stands at its head. */
function isTopic(scan: Scan, item: Item | undefined, at: number): boolean {
  if (item === undefined) return false;
  const between = scan.keys.slice(item.next, at);
  const isBroken = scan.breaks.slice(item.next, at + 1).some(Boolean);
  if (between.length > 5 || isBroken || !between.every((key) => aux.has(key))) return false;
  const head = prepositions.has(keyAt(scan, item.at - 1)) ? item.at - 2 : item.at - 1;
  return !wanted.has(keyAt(scan, head));
}

/** "exam on Monday". */
const isLedBy = (scan: Scan, item: Item | undefined, at: number): boolean =>
  item !== undefined &&
  item.kind === 'date' &&
  (item.at === at + 1 || (item.at === at + 2 && ['on', 'is'].includes(keyAt(scan, at + 1)))) &&
  keyAt(scan, item.next) !== 'ke';

/** A day on which somebody is busy: left out where another is named, and kept for a time of that day that suits. */
function weaken({ items, fates }: Field, index: number): void {
  fates[index] = items[index]?.kind === 'date' ? 'weak' : 'denied';
}

const isBound = (item: Item): boolean =>
  item.kind === 'time' && item.time.kind === 'range' && (item.time.from === undefined) !== (item.time.to === undefined);

/** "not before five": the other side of the bound. */
function turn({ items, fates }: Field, index: number): boolean {
  const item = items[index];
  if (item === undefined || !isBound(item)) return false;
  fates[index] = 'turned';
  return true;
}

/** Refuses an item and those that stand with it in one breath; a day beside a refused time may still serve another time. */
function denyGroup(field: Field, index: number, step: 1 | -1): void {
  const { scan, items, fates } = field;
  const item = items[index];
  if (item === undefined || turn(field, index)) return;
  const group = [item];
  for (let place = index + step; fates[place] === 'stands'; place += step) {
    const near = items[place];
    const other = items[place - step];
    if (near === undefined || other === undefined) break;
    const [first, second] = step === 1 ? [other, near] : [near, other];
    const isAnother = group.some(({ kind }) => kind === near.kind) && !isOrBetween(scan, first, second);
    if (isAnother || !isOneBreath(scan, first, second)) break;
    group.push(near);
  }
  const hasTime = group.some(({ kind }) => kind === 'time');
  for (const one of group) fates[items.indexOf(one)] = one.kind === 'date' && hasTime ? 'weak' : 'denied';
}
