import { corrections } from './corrections.ts';
import { fold } from './fold.ts';
import { numberAt } from './numbers.ts';
import { hasPhrase, lengthAt, phrases } from './phrases.ts';
import { tokenise } from './tokens.ts';

const any = phrases(
  'any of them|any one|anyone|any|either|whichever|whatever|koi bhi|koi sa bhi|kuch bhi|jo bhi|you decide|up to you|aap dekh lo|doesnt matter|does not matter|all are fine|sab theek|dono theek|कोई भी|कोई सा भी|जो भी|दोनों ठीक',
);
const last = phrases(
  'last|the last|final|aakhri|akhri|aakhiri|antim|आख़िरी|आखिरी|आखरी|अंतिम|लास्ट|later|the later|latest|the latest|latter|the latter|late wala|baad wala|baad wali|baad ka|baad vala|der wala|बाद वाला|बाद वाली|बाद का|neeche wala|bottom',
);
const first = phrases(
  'first|the first|former|the former|earlier|the earlier|earliest|the earliest|initial|pehla|pehle wala|pehle wali|pehle wale|pahla|pehli|pahli|jaldi wala|jaldi wali|sabse pehle|sabse pehla|shuru wala|पहला|पहली|पहले वाला|पहले वाले|पहले वाली|सबसे पहला|जल्दी वाला|upar wala|top',
);
const middle = phrases(
  'middle|the middle|in between|beech wala|beech wali|beech ka|bich wala|बीच वाला|बीच वाली|बीच का|centre|center',
);
const both = phrases('second last|last but one|aakhri se pehle|penultimate|आखिरी से पहले');
const things = new Set(
  'one option slot wala wali wale number time choice doctor vala vali vale वाला वाली वाले'.split(' ').map(fold),
);
const labels = new Set('number option slot choice no nambar नंबर ऑप्शन'.split(' ').map(fold));
const denials = new Set('nahi nahin nai not नहीं'.split(' ').map(fold));

/**
 * Which of so many things that were just offered is meant, by its place: 0 for the first; `any` where none is preferred; null where none or
 * several are told. What was corrected ("pehla nahi, doosra") is left out.
 */
export function understandChoice(text: string, count: number): number | 'any' | null {
  const tokens = tokenise(text);
  if (count < 1) return null;
  const from = tokens.findLastIndex((token) => corrections.has(token));
  const tail = from >= 0 && from + 1 < tokens.length && !isOnlyRest(tokens, from) ? tokens.slice(from + 1) : tokens;
  const found = placesIn(tail, count);
  const [place, ...others] = [...new Set(found)];
  if (place !== undefined) return others.length === 0 ? place : null;
  return hasPhrase(tail, any) ? 'any' : null;
}

/** "doosra wala nahi", "not the first": what is denied, not a correction. */
const isOnlyRest = (tokens: readonly string[], from: number): boolean =>
  tokens[from] === 'not' || (denials.has(tokens[from] ?? '') && from === tokens.length - 1);

function placesIn(tokens: readonly string[], count: number): number[] {
  const places: number[] = [];
  for (let at = 0; at < tokens.length; ) {
    const [place, length] = placeAt(tokens, at, count);
    const isDenied =
      denials.has(tokens[at + length] ?? '') ||
      (denials.has(tokens[at + length + 1] ?? '') && things.has(tokens[at + length] ?? ''));
    const before = tokens[at - 1] === 'the' ? tokens[at - 2] : tokens[at - 1];
    if (place !== null && place >= 0 && place < count && !isDenied && before !== 'not') places.push(place);
    at += Math.max(1, length);
  }
  return places;
}

/** A place in the list that is told here, and by how many words. */
function placeAt(tokens: readonly string[], at: number, count: number): [place: number | null, length: number] {
  const rows = [
    [both, count - 2],
    [last, count - 1],
    [first, 0],
    [middle, count % 2 === 1 ? (count - 1) / 2 : -1],
  ] as const;
  for (const [list, place] of rows) {
    const length = lengthAt(tokens, at, list);
    if (length > 0) return [place, length];
  }
  const isLabelled = labels.has(tokens[at] ?? '');
  const number = numberAt(tokens, isLabelled ? at + 1 : at);
  if (number === null) return [null, 0];
  const isPlace =
    number.isOrdinal || isLabelled || things.has(tokens[number.next] ?? '') || tokens.length === number.next - at;
  // "the second one": "one" belongs to it.
  const next = number.isOrdinal && things.has(tokens[number.next] ?? '') ? number.next + 1 : number.next;
  return [isPlace ? number.value - 1 : null, next - at];
}
