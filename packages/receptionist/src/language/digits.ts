import { keysOf } from './lexicon.ts';
import { repeats } from './number.ts';
import { numberAt } from './numbers.ts';

/** A run of digits as they were said, and the words it came from. */
export interface DigitRun {
  digits: string;
  at: number;
  next: number;
}

/** Between groups of digits: "nau aath, phir ek sau". */
const joints = keysOf(
  'aur and then phir fir uske baad ke to se ji haan ok na comma space dash hyphen is hai और फिर उसके के है जी',
);
const hundreds = keysOf('sau hundred सौ');
const thousands = keysOf('hazaar hazar thousand हज़ार हजार');
const zeros = keysOf('o oh zero jeero zeero ziro jiro shunya sunya nil jero शून्य ज़ीरो');

/** All runs of digits in a text's keys: "double nine", "ninety eight ten", "attanve sau", "98100 12345". */
export function digitRuns(tokens: readonly string[]): DigitRun[] {
  const runs: DigitRun[] = [];
  let run: DigitRun | null = null;
  for (let at = 0; at < tokens.length; ) {
    const found = groupAt(tokens, at);
    if (found !== null) {
      if (run !== null) run = { digits: run.digits + found.digits, at: run.at, next: found.next };
      else run = { ...found, at };
      at = found.next;
      continue;
    }
    const isJoint = run !== null && joints.has(tokens[at] ?? '');
    if (!isJoint && run !== null) {
      runs.push(run);
      run = null;
    }
    at += 1;
  }
  return run === null ? runs : [...runs, run];
}

function groupAt(tokens: readonly string[], at: number): { digits: string; next: number } | null {
  const token = tokens[at] ?? '';
  const repeat = repeats.get(token);
  if (repeat !== undefined) {
    const digit = digitAt(tokens, at + 1);
    return digit === null ? null : { digits: digit.repeat(repeat), next: at + 2 };
  }
  if (/^\d+$/.test(token)) return { digits: token, next: at + 1 };
  if (zeros.has(token)) return { digits: '0', next: at + 1 };
  if (token === 'do' && ['bar', 'baar'].includes(tokens[at + 1] ?? '')) {
    const digit = digitAt(tokens, at + 2);
    return digit === null ? null : { digits: digit.repeat(2), next: at + 3 };
  }
  // "ek number bataata hoon": an article, not a digit.
  if (token === 'ek' && ['number', 'aur', 'minat', 'minute', 'hi', 'bar', 'second'].includes(tokens[at + 1] ?? ''))
    return null;
  const number = numberAt(tokens, at);
  if (number === null || number.isOrdinal || number.value > 99) return null;
  if (hundreds.has(tokens[number.next] ?? '')) return withHundreds(tokens, number.value, number.next + 1);
  if (thousands.has(tokens[number.next] ?? '')) return { digits: `${number.value}000`, next: number.next + 1 };
  return { digits: String(number.value), next: number.next };
}

/** "nine hundred", "nau sau pachas": three digits, or four. */
function withHundreds(tokens: readonly string[], hundred: number, at: number): { digits: string; next: number } {
  const rest = numberAt(tokens, at);
  const isRest = rest !== null && !rest.isOrdinal && rest.value >= 10 && rest.value < 100 && rest.digits === undefined;
  return isRest ? { digits: `${hundred}${rest.value}`, next: rest.next } : { digits: `${hundred}00`, next: at };
}

function digitAt(tokens: readonly string[], at: number): string | null {
  if (zeros.has(tokens[at] ?? '')) return '0';
  const number = numberAt(tokens, at);
  return number !== null && !number.isOrdinal && number.value < 10 ? String(number.value) : null;
}
