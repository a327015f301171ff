import { corrections } from './corrections.ts';
import { type DigitRun, digitRuns } from './digits.ts';
import { keysOf } from './lexicon.ts';
import { tokenise } from './tokens.ts';

const atStart = keysOf('first pehle pehla shuru start starting shuruat पहले शुरू');
const atEnd = keysOf('last end ending ends aakhri aakhir akhri final आखिरी लास्ट');
const COUNTRY = '91';
const LENGTH = 10;

/**
 * A phone number in E.164, or null: groups in any language, "double" and "triple", corrections ("nahi, last mein 45"). Ten Indian digits get
 * +91; a number that begins with "+" or "00" keeps its own country.
 */
export function understandPhone(text: string): string | null {
  const tokens = tokenise(text);
  const isForeign = tokens.includes('plus');
  const runs = withoutCounts(tokens, digitRuns(tokens));
  const [first, ...rest] = runs;
  if (first === undefined) return null;
  let digits = first.digits;
  let end = first.next;
  for (const run of rest) {
    const between = tokens.slice(end, run.at);
    const isAnew = between.some((token) => corrections.has(token) || atEnd.has(token) || atStart.has(token));
    if (isAnew) digits = corrected(digits, run, between);
    else if (!isComplete(digits)) digits += run.digits;
    end = run.next;
  }
  return e164(digits, isForeign);
}

const isComplete = (digits: string): boolean => national(digits).length === LENGTH;

const counted = keysOf('digit digits ank number numbers log baar अंक नंबर');

/** "last 2 digits 45", "mere do number hain": numbers that count digits or things. */
function withoutCounts(tokens: readonly string[], runs: readonly DigitRun[]): DigitRun[] {
  return runs.filter((run) => !(run.digits.length <= 2 && counted.has(tokens[run.next] ?? '') && runs.length > 1));
}

/** The digits said anew replace the end (or, where so said, the beginning) of what was said before; ten digits replace all. */
function corrected(before: string, run: DigitRun, between: readonly string[]): string {
  const after = run.digits;
  if (national(after).length === LENGTH) return after;
  if (between.some((token) => atStart.has(token))) return after + national(before).slice(after.length);
  const kept = LENGTH - after.length;
  const base = national(before);
  if (base.length + after.length >= LENGTH) return base.slice(0, Math.max(0, kept)) + after;
  // Too short yet: the last digits were said anew and more will come.
  return base.slice(0, Math.max(0, base.length - after.length)) + after;
}

/** Without the trunk zero or the country. */
function national(digits: string): string {
  const plain = digits.replace(/^00/, '');
  if (plain.length === LENGTH + 2 && plain.startsWith(COUNTRY)) return plain.slice(2);
  return plain.length === LENGTH + 1 && plain.startsWith('0') ? plain.slice(1) : plain;
}

function e164(digits: string, isForeign: boolean): string | null {
  const own = national(digits);
  if (own.length === LENGTH && !own.startsWith('0') && (!isForeign || digits.startsWith(COUNTRY)))
    return `+${COUNTRY}${own}`;
  const isAbroad = isForeign || digits.startsWith('00');
  const plain = digits.replace(/^00/, '');
  return isAbroad && plain.length >= 8 && plain.length <= 15 && !plain.startsWith('0') ? `+${plain}` : null;
}
