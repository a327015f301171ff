import { keysOf, rawsOf } from '../lexicon.ts';
import * as words from './lexicon.ts';
import { type ClockSpec, keyAt, type Scan } from './scan.ts';

export interface ClockAt {
  clock: ClockSpec;
  next: number;
  /** A number alone: a time only where something beside it says so. */
  isBare: boolean;
}

/** An hour and minutes as they were said: of the twelve hours, or of the twenty-four where they can be nothing else. */
export const said = (hour: number, minute: number): ClockSpec => ({
  minutes: (hour % 24) * 60 + minute,
  isExact: hour === 0 || hour > 12,
});

/** Minutes after midnight or noon. */
export const twelve = (minutes: number): ClockSpec => ({ minutes: (minutes + 720) % 720, isExact: false });

const amountUnits = keysOf('lakh lac hajar thousand crore rupaye rupees rs percent degree kg kilo');
const hundreds = keysOf('sau so सौ');
const units = [
  words.hourWords,
  words.dayUnits,
  words.weekUnits,
  words.monthUnits,
  words.yearUnits,
  words.minuteWords,
  amountUnits,
  hundreds,
];

/** "2.50 lakh", "10.50 rupaye". */
export const isAmount = (scan: Scan, at: number): boolean => amountUnits.has(keyAt(scan, at));

/** "dedh ghanta", "dhai sau", "dedh saal": so many of something. */
export const isOfSomething = (scan: Scan, at: number): boolean => units.some((set) => set.has(keyAt(scan, at)));

const fullTime = /^\d{2}:?\d{2}$/;

/** "baje", "o'clock"; "hours" only behind four digits. */
export function isOclock(scan: Scan, at: number): boolean {
  const key = keyAt(scan, at);
  return words.oclock.has(key) && (!words.hourWords.has(key) || fullTime.test(keyAt(scan, at - 1)));
}

const halfDays = rawsOf('am pm');
export const isHalfDay = (scan: Scan, at: number): boolean => halfDays.has(keyAt(scan, at));

const sharply = keysOf('sharp ish exactly pakka');

/** Takes "baje", "sharp", "am", "pm", "noon" that stand behind a time. */
export function closed(scan: Scan, found: ClockAt): ClockAt {
  let { next, isBare, clock } = found;
  while (isOclock(scan, next)) [next, isBare] = [next + 1, false];
  const key = keyAt(scan, next);
  const hour = Math.floor(clock.minutes / 60);
  if (isHalfDay(scan, next) && hour < 13) {
    const half = clock.minutes % 720;
    clock = { minutes: key === 'am' ? half : half + 720, isExact: true };
    [next, isBare] = [next + 1, false];
  } else if (words.noon.has(key) && clock.minutes % 720 === 0) {
    [clock, next, isBare] = [{ minutes: 720, isExact: true }, next + 1, false];
  } else if (words.midnight.has(key) && clock.minutes % 720 === 0) {
    [clock, next, isBare] = [{ minutes: 0, isExact: true, isMidnight: true }, next + 1, false];
  }
  while (isOclock(scan, next)) next += 1;
  if (sharply.has(keyAt(scan, next))) [next, isBare] = [next + 1, false];
  return { clock, next, isBare };
}
