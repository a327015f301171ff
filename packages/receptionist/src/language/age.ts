import { corrections } from './corrections.ts';
import { keysOf } from './lexicon.ts';
import { cardinalAt, fractions, numberAt, oneAndHalf, twoAndHalf } from './numbers.ts';
import { tokenise } from './tokens.ts';

export interface Age {
  years?: number;
  months?: number;
}

const yearWords = keysOf('saal sal sall year years yr yrs baras varsh saala साल वर्ष बरस');
const monthWords = keysOf('mahine mahina maheene mahiney mahino mahinon month months maas महीने महीना माह');
const weekWords = keysOf('hafte hafta week weeks हफ्ते हफ्ता');
const dayWords = keysOf('din day days दिन');
const newborn = keysOf('newborn navjaat नवजात');
const ageWords = keysOf('age aged umar umr umra ayu old turning उम्र आयु');

/** An age, or null: "chaubees saal", "do saal teen mahine ka", "6 mahine ki", "dhai saal", "I am 24". */
export function understandAge(text: string): Age | null {
  const tokens = tokenise(text);
  const from = tokens.findLastIndex((token) => corrections.has(token));
  return ageFrom(tokens.slice(from + 1)) ?? ageFrom(tokens);
}

function ageFrom(tokens: readonly string[]): Age | null {
  if (tokens.some((token) => newborn.has(token))) return { months: 0 };
  for (let at = 0; at < tokens.length; at += 1) {
    const found = withUnits(tokens, at);
    if (found !== null) return found;
  }
  const numbers = tokens.flatMap((_, at) => {
    const number = numberAt(tokens, at);
    const isInner = at > 0 && (numberAt(tokens, at - 1)?.next ?? 0) > at;
    return number === null || number.isOrdinal || isInner || number.value > 120 || isSmall(tokens, at)
      ? []
      : [number.value];
  });
  const [only, other] = numbers;
  if (only === undefined) return null;
  return other === undefined || tokens.some((token) => ageWords.has(token)) ? { years: only } : null;
}

/** "do" as "give", "ek" as "a". */
const isSmall = (tokens: readonly string[], at: number): boolean =>
  ['do', 'ek', 'o', 'oh'].includes(tokens[at] ?? '') && tokens.length > 1;

interface Amount {
  value: number;
  next: number;
}

function amountAt(tokens: readonly string[], at: number): Amount | null {
  const token = tokens[at] ?? '';
  if (oneAndHalf.has(token)) return { value: 1.5, next: at + 1 };
  if (twoAndHalf.has(token)) return { value: 2.5, next: at + 1 };
  if (['adha', 'adhe', 'half'].includes(token))
    return { value: 0.5, next: ['a', 'an'].includes(tokens[at + 1] ?? '') ? at + 2 : at + 1 };
  if (token === 'a') return { value: 1, next: at + 1 };
  const fraction = fractions.get(token);
  if (fraction !== undefined && yearWords.has(tokens[at + 1] ?? '')) return { value: 1 + fraction, next: at + 1 };
  const number = cardinalAt(tokens, at);
  if (number === null) return null;
  const half = halfBehind(tokens, number.next);
  return half === null ? number : { value: number.value + 0.5, next: half };
}

/** "two and a half years". */
function halfBehind(tokens: readonly string[], at: number): number | null {
  if (tokens[at] !== 'and') return null;
  const place = tokens[at + 1] === 'a' ? at + 2 : at + 1;
  return tokens[place] === 'half' ? place + 1 : null;
}

function withUnits(tokens: readonly string[], at: number): Age | null {
  const first = amountAt(tokens, at);
  if (first === null || first.value > 150) return null;
  const unit = tokens[first.next] ?? '';
  if (yearWords.has(unit)) {
    const bonus = halfBehind(tokens, first.next + 1) === null ? 0 : 0.5;
    const years = first.value + bonus;
    const place = ['aur', 'and'].includes(tokens[first.next + 1] ?? '') ? first.next + 2 : first.next + 1;
    const more = amountAt(tokens, place);
    const months = more !== null && monthWords.has(tokens[more.next] ?? '') ? more.value : Math.round((years % 1) * 12);
    return {
      ...(Math.floor(years) === 0 && months > 0 ? {} : { years: Math.floor(years) }),
      ...(months > 0 ? { months } : {}),
    };
  }
  if (monthWords.has(unit)) return { months: Math.floor(first.value) };
  if (weekWords.has(unit)) return { months: Math.floor((first.value * 7) / 30) };
  return dayWords.has(unit) ? { months: Math.floor(first.value / 30) } : null;
}
