import { fold, hasDevanagari } from './fold.ts';
import { repeats } from './number.ts';
import { readWords } from './tokens.ts';

/** Names of letters as they are said and written by recognisers, in both scripts; single letters stand for themselves. */
const letterNames: readonly string[] = `
a ay ए
b bee bi बी
c cee sea si सी
d dee di डी
e ee ई
f ef eff एफ
g gee जी
h aitch ech eich एच
i eye आई
j jay जे
k kay के
l el ell एल
m em एम
n en एन
o oh ओ
p pee पी
q queue cue क्यू
r ar आर
s es ess एस
t tee टी
u you यू
v vee वी
w doubleu डब्लू डब्ल्यू
x ex एक्स
y why वाय वाई
z zed zee ज़ेड जेड
`
  .trim()
  .split('\n');

const letters = new Map<string, string>(
  letterNames.flatMap((line) => {
    const [letter = '', ...names] = line.split(' ');
    return [letter, ...names].map((name) => [plain(name), letter] as const);
  }),
);

function plain(word: string): string {
  return word.normalize('NFD').replace(/\u093c/g, '');
}

/** Roman names of letters that are common words, so letters only beside other letters. */
const joints = new Set(['for', 'as', 'like', 'se', 'से', 'फॉर', 'फोर', 'matlab', 'yani', 'means']);
const between = new Set(['in', 'and', 'then', 'phir', 'aur', 'dash', 'mein', 'jaise']);

/**
 * A name that was spelled: "S for Suresh, U for Umbrella, …", "M se Mumbai", "S U R E S H", "double M". Null where fewer than two letters were
 * said one after another.
 */
export function spelledName(text: string): string | null {
  const { raws } = readWords(text.replace(/([a-z])\.(?=[a-z]\b)/gi, '$1 '));
  let best = '';
  let run = '';
  let isBlank = true;
  for (let at = 0; at < raws.length; ) {
    const found = letterAt(raws, at);
    if (found === null) {
      if (!between.has(raws[at] ?? '') || isBlank) {
        if (run.length > best.length) best = run;
        run = '';
        isBlank = true;
      }
      at += 1;
      continue;
    }
    run += found.letters;
    isBlank = false;
    at = found.next;
  }
  if (run.length > best.length) best = run;
  return best.length < 2 ? null : best.charAt(0).toUpperCase() + best.slice(1);
}

function letterAt(raws: readonly string[], at: number): { letters: string; next: number } | null {
  const raw = raws[at] ?? '';
  const repeat = repeats.get(fold(raw));
  if (repeat !== undefined) {
    const next = letterAt(raws, at + 1);
    return next === null || next.letters.length !== 1
      ? null
      : { letters: next.letters.repeat(repeat), next: next.next };
  }
  const letter = letters.get(plain(raw));
  if (letter === undefined) return null;
  // "S for Suresh", "S as in Suresh".
  const word = raws[at + 2] === 'in' ? at + 3 : at + 2;
  if (joints.has(raws[at + 1] ?? '') && startsWith(raws[word] ?? '', letter))
    return { letters: letter, next: word + 1 };
  const isSingle = raw.length === 1 || hasDevanagari(raw);
  return isSingle && (isLetter(raws, at + 1) || isLetter(raws, at - 1)) ? { letters: letter, next: at + 1 } : null;
}

function isLetter(raws: readonly string[], at: number): boolean {
  const raw = raws[at] ?? '';
  return (
    (raw.length === 1 && letters.has(raw)) || (hasDevanagari(raw) && letters.has(plain(raw))) || repeats.has(fold(raw))
  );
}

/** "S for Suresh": the word begins with that letter, or its sound. */
function startsWith(word: string, letter: string): boolean {
  const first = fold(word).charAt(0);
  const same: Record<string, string> = { w: 'v', z: 'j', p: 'pf', c: 'ck', q: 'kq', x: 'xe', g: 'gj' };
  return first === letter || (same[letter] ?? '').includes(first);
}
