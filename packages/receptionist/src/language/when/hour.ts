import { keysOf } from '../lexicon.ts';
import { numberAt } from '../numbers.ts';
import { isHalfDay } from './clock-signs.ts';
import * as words from './lexicon.ts';
import { keyAt, type Scan } from './scan.ts';

/** What recognisers write for a number where a time follows: "to baje", "for pm", "ate thirty". As written. */
const homophones: ReadonlyMap<string, number> = new Map(
  `
1 won ek
2 to too tu doh dou
3 tree
4 for fore char car
5 punch
6 chai sex ache chh
7 saath sath साथ heaven
8 ate art aat
9 no now know
10 does dust tan then
12 bada bara बड़ा
13 tera
`
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [value = '', ...spellings] = line.split(' ');
      return spellings.map((spelling) => [spelling, Number(value)] as const);
    }),
);
const minutesBehind = keysOf('thirty fifteen forty twenty fortyfive');

/** An hour, also as recognisers mishear it where a sign of time follows. */
export function hourAt(
  scan: Scan,
  at: number,
): { value: number; next: number; isOrdinal: boolean; digits?: number } | null {
  const misheard = homophones.get(scan.raws[at] ?? '');
  if (misheard !== undefined && isSign(scan, at + 1)) return { value: misheard, next: at + 1, isOrdinal: false };
  return numberAt(scan.keys, at);
}

/** Does "baje", "pm" or "thirty" stand here, behind what must then be an hour? */
function isSign(scan: Scan, at: number): boolean {
  const key = keyAt(scan, at);
  if (words.oclock.has(key) || words.bajkar.has(key) || words.bajne.has(key)) return true;
  const isLed = words.atWords.has(keyAt(scan, at - 2));
  return isHalfDay(scan, at)
    ? isLed || key === 'pm' || (numberAt(scan.keys, at + 1) === null && keyAt(scan, at - 1) !== 'i')
    : isLed && minutesBehind.has(key);
}
