import { fold } from './fold.ts';
import { hindiValues } from './hindi-numbers.ts';
import { keysOf, tableOf } from './lexicon.ts';

export const englishUnits =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
export const englishTens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
export const englishOrdinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

const unitValues = new Map([
  ...englishUnits.map((word, value) => [fold(word), value] as const),
  ...tableOf([
    [0, 'oh o nil'],
    [3, 'tree'],
    [9, 'niner'],
    [11, 'leven elevan'],
    [12, 'twelv tweleve'],
    [14, 'forteen'],
    [15, 'fiveteen fifteeen'],
    [18, 'eighteeen eigteen'],
  ]),
]);
const tenValues = new Map([
  ...englishTens.map((word, value) => [fold(word), value * 10] as const).filter(([, value]) => value >= 20),
  ...tableOf([
    [20, 'twenti tweny'],
    [40, 'fourty'],
    [90, 'ninty'],
  ]),
]);

/** Hindi ordinals of all genders: a stem and "-vaan", "-vi", "-ve"; the first six are irregular. */
const hindiOrdinals: readonly (readonly [number, string])[] = [
  [1, 'pehla pehli pehle pahla pahli pahle pehela paila पहला पहली पहले'],
  [2, 'doosra doosri doosre dusra dusri dusre dusara doosara दूसरा दूसरी दूसरे दुसरा'],
  [3, 'teesra teesri teesre tisra tisri teesara तीसरा तीसरी तीसरे'],
  [4, 'chautha chauthi chauthe chotha chothi चौथा चौथी चौथे'],
  [6, 'chhatha chhathi chhathe chhatva chhati छठा छठी छठे'],
];
const stems =
  'paanch saat aath nau das gyarah barah terah chaudah pandrah solah satrah atharah unnis bees ikkis bais teis chaubis pachchis chhabbis sattais atthais untees tees ikattis'.split(
    ' ',
  );
const ordinalValues = new Map([
  ...englishOrdinals.map((word, value) => [fold(word), value] as const),
  ...tableOf<number>([[30, 'thirtieth'], [4, 'forth'], [12, 'twelth'], ...hindiOrdinals]),
  ...stems.flatMap((stem) =>
    ['van', 'vaan', 'va', 'vi', 've', 'vin', 'ven'].map(
      (end) => [fold(stem + end), hindiValues.get(fold(stem)) ?? 0] as const,
    ),
  ),
]);

/** Endings that recognisers write apart: "pandrah vi". */
const ordinalTails = keysOf('vi vin van ve ven va वीं वां वें वी');
const digitTails = keysOf('st nd rd th');

export interface NumberAt {
  value: number;
  next: number;
  isOrdinal: boolean;
  /** How many digits were written, where it was written in digits. */
  digits?: number;
}

/** A number below a hundred that begins at a token, the longest there; in digits up to four of them. */
export function numberAt(tokens: readonly string[], at: number): NumberAt | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (/^\d{1,4}$/.test(token)) {
    const isOrdinal = digitTails.has(tokens[at + 1] ?? '') || ordinalTails.has(tokens[at + 1] ?? '');
    return { value: Number(token), next: at + (isOrdinal ? 2 : 1), isOrdinal, digits: token.length };
  }
  const ten = tenValues.get(token);
  if (ten !== undefined) {
    const unit = unitValues.get(tokens[at + 1] ?? '');
    if (unit !== undefined && unit >= 1 && unit <= 9) return { value: ten + unit, next: at + 2, isOrdinal: false };
    const ordinal = englishOrdinals.indexOf(tokens[at + 1] ?? '');
    if (ordinal >= 1 && ordinal <= 9) return { value: ten + ordinal, next: at + 2, isOrdinal: true };
    return { value: ten, next: at + 1, isOrdinal: false };
  }
  const ordinal = ordinalValues.get(token);
  if (ordinal !== undefined) return { value: ordinal, next: at + 1, isOrdinal: true };
  const plain = unitValues.get(token) ?? hindiValue(token);
  if (plain === undefined) return null;
  const isOrdinal = plain > 4 && ordinalTails.has(tokens[at + 1] ?? '');
  return { value: plain, next: at + (isOrdinal ? 2 : 1), isOrdinal };
}

/** A Hindi number word, by its key or, where it is long, by its sound. */
export function hindiValue(key: string): number | undefined {
  return hindiValues.get(key) ?? (key.length >= 6 ? bySound.get(soundOfNumber(key)) : undefined);
}

/** Vowels and breath that spellings differ in. */
const soundOfNumber = (key: string): string =>
  key
    .replace(/h/g, '')
    .replace(/ai|ei|ay/g, 'e')
    .replace(/au|ou|ow/g, 'o')
    .replace(/y|ee/g, 'i')
    .replace(/n(?=[tc])/g, '');

const bySound: ReadonlyMap<string, number> = (() => {
  const sounds = new Map<string, Set<number>>();
  for (const [key, value] of hindiValues) {
    if (key.length < 5) continue;
    const sound = soundOfNumber(key);
    sounds.set(sound, (sounds.get(sound) ?? new Set()).add(value));
  }
  return new Map(
    [...sounds].flatMap(([sound, values]) => (values.size === 1 ? [[sound, [...values][0] ?? 0] as const] : [])),
  );
})();

const scales = tableOf<number>([
  [100, 'sau hundred so hundreds सौ'],
  [1_000, 'hazaar hazar hajar thousand thousands हज़ार हजार k'],
  [100_000, 'lakh lac lacs lakhs lakhon लाख'],
  [10_000_000, 'crore karod crores करोड़'],
]);

/** Before a number or a scale: "saadhe teen", "sava sau", "paune do lakh"; after it the amount in quarters. */
export const fractions = tableOf<number>([
  [0.5, 'saadhe sadhe saade sade sarhe saarhe sadhey साढ़े साढे'],
  [0.25, 'sava savaa sawa swa सवा'],
  [-0.25, 'paune pone pauney paun pauna pawne पौने पौन'],
]);
/** Whole amounts in one word. */
export const oneAndHalf = keysOf('dedh derh dedhh daidh डेढ़ डेढ');
export const twoAndHalf = keysOf('dhai dhaai adhai dhayi ढाई');

export interface CardinalAt {
  value: number;
  next: number;
}

/** A whole amount that begins at a token: "do sau pachas", "dedh lakh", "one hundred and five", "saadhe teen hazaar". */
export function cardinalAt(tokens: readonly string[], at: number): CardinalAt | null {
  const first = groupAt(tokens, at);
  if (first === null) return null;
  let { value: total, next, scale } = first;
  while (scale > 1) {
    const from = tokens[next] === 'and' ? next + 1 : next;
    const more = groupAt(tokens, from);
    if (more === null || more.scale >= scale || (more.scale === 1 && more.value >= scale)) break;
    total += more.value;
    ({ next, scale } = more);
  }
  return { value: total, next };
}

/** One amount with its scale: "do sau", "saadhe teen hazaar", "sau", "pachas". */
function groupAt(tokens: readonly string[], at: number): { value: number; next: number; scale: number } | null {
  const token = tokens[at] ?? '';
  if (oneAndHalf.has(token) || twoAndHalf.has(token)) return scaled(tokens, oneAndHalf.has(token) ? 1.5 : 2.5, at + 1);
  const fraction = fractions.get(token);
  if (fraction !== undefined) {
    const number = numberAt(tokens, at + 1);
    if (number !== null)
      return scaled(tokens, number.value === 100 ? 100 * (1 + fraction) : number.value + fraction, number.next);
    return scales.has(tokens[at + 1] ?? '') ? scaled(tokens, 1 + fraction, at + 1) : null;
  }
  if (scales.has(token) && token !== 'so' && token !== 'k') return scaled(tokens, 1, at);
  if (/^\d+(?:\.\d)?$/.test(token))
    return scaled(tokens, Number(token), digitTails.has(tokens[at + 1] ?? '') ? at + 2 : at + 1);
  const number = numberAt(tokens, at);
  return number === null ? null : scaled(tokens, number.value, number.next);
}

function scaled(tokens: readonly string[], amount: number, at: number): { value: number; next: number; scale: number } {
  let [value, next, scale] = [amount, at, 1];
  for (let more = scales.get(tokens[next] ?? ''); more !== undefined; more = scales.get(tokens[next] ?? '')) {
    if (scale > more) break;
    [value, scale, next] = [value * more, scale * more, next + 1];
  }
  return { value, next, scale };
}
