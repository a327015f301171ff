import { corrections } from './corrections.ts';
import { cardinalAt, englishUnits, numberAt } from './numbers.ts';
import { tokenise } from './tokens.ts';

interface Span {
  value: number;
  at: number;
  next: number;
}

/** A number in a text, or null: "do sau pachas", "forty seven", "47", "one zero five"; after a correction the last one. */
export function understandNumber(text: string): number | null {
  const tokens = tokenise(text);
  const spans = spansOf(tokens);
  const at = tokens.findLastIndex((token) => corrections.has(token));
  const chosen = spans.find((span) => span.at > at) ?? spans[0];
  return chosen?.value ?? null;
}

function spansOf(tokens: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = shortHundred(tokens, at) ?? digitsAt(tokens, at) ?? cardinalAt(tokens, at);
    const isLetter = found !== null && ['o', 'oh'].includes(tokens[at] ?? '') && found.next === at + 1;
    if (found === null || isLetter || isSmallWord(tokens, at, found.next)) {
      at += 1;
      continue;
    }
    spans.push({ ...found, at });
    at = found.next;
  }
  // "ek number sau" or "do hi": a small word counts only where nothing better does.
  return spans;
}

/** "one twenty", "two fifty": a hundred that English leaves out. */
function shortHundred(tokens: readonly string[], at: number): { value: number; next: number } | null {
  const unit = englishUnits.indexOf(tokens[at] ?? '', 1);
  const rest = numberAt(tokens, at + 1);
  if (
    unit < 1 ||
    unit > 9 ||
    rest === null ||
    rest.value < 10 ||
    rest.value > 99 ||
    rest.digits !== undefined ||
    rest.isOrdinal
  )
    return null;
  return cardinalAt(tokens, at + 1)?.value === rest.value ? { value: unit * 100 + rest.value, next: rest.next } : null;
}

/** "ek" as an article, "do" as "give", where other words follow that they do not count. */
function isSmallWord(tokens: readonly string[], at: number, next: number): boolean {
  if (next !== at + 1 || !['do', 'ek', 'to'].includes(tokens[at] ?? '')) return false;
  const isGive = tokens[at] === 'do' && at > 0 && ['bata', 'kar', 'de', 'rakh', 'likh'].includes(tokens[at - 1] ?? '');
  return (
    isGive ||
    tokens.slice(next).some((_, index) => (numberAt(tokens, next + index)?.value ?? -1) > 2 && tokens[at] === 'ek')
  );
}

/** Digits one by one: "one zero five", "double four two". Two of them make a number too ("four seven"). */
function digitsAt(tokens: readonly string[], at: number): { value: number; next: number } | null {
  let digits = '';
  let next = at;
  for (;;) {
    const repeat = repeats.get(tokens[next] ?? '') ?? 1;
    const place = repeat > 1 ? next + 1 : next;
    const number = numberAt(tokens, place);
    if (number === null || number.isOrdinal || number.value > 9 || number.next !== place + 1) break;
    digits += String(number.value).repeat(repeat);
    next = number.next;
  }
  const after = cardinalAt(tokens, at);
  return digits.length < 2 || (after !== null && after.next > next) || digits.length > 15
    ? null
    : { value: Number(digits), next };
}

/** "double", "triple". */
export const repeats: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['dable', 2],
  ['dabal', 2],
  ['dubl', 2],
  ['dobara', 2],
  ['triple', 3],
  ['tripal', 3],
  ['tripl', 3],
]);
