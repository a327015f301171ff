import { corrections } from './corrections.ts';
import { fold } from './fold.ts';
import * as vocabulary from './language-words.ts';
import { spelledName } from './spelling.ts';
import { readWords, tokenise } from './tokens.ts';

/** A coarser key than `fold`: how a name sounds, for spellings that recognisers invent ("Shrama", "Varma"). */
export function soundOf(word: string): string {
  return fold(word)
    .replace(/sh|s/g, 's')
    .replace(/([bdgjkpt])h/g, '$1')
    .replace(/[ck]+/g, 'k')
    .replace(/q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/j$/g, 's')
    .replace(/([aeiou])v$/g, '$1')
    .replace(/y$/g, 'i')
    .replace(/[aeiou]+/g, (run, at: number) => (at === 0 ? run.charAt(0) : ''))
    .replace(/(.)\1+/g, '$1');
}

export interface Named {
  id: string;
  name: string;
  nameHindi?: string | undefined;
}

const titles = new Set(
  'dr doctor doctors daktar docter doktar dokter daktr dakter mr mrs ms miss shri shrimati smt ji prof sir madam saab sahab sahib mem'
    .split(' ')
    .map(fold),
);
const doctorTitles = new Set('dr doctor daktar docter doktar dokter daktr dakter'.split(' ').map(fold));

interface Heard {
  key: string;
  /** It stands behind "doctor", so it is a name. */
  isTitled: boolean;
  /** A word of the language: only its own spelling counts. */
  isWord: boolean;
}

/**
 * Which of these are named in a text? Those of whom most is heard, a family name being enough; a word matches by spelling in either script,
 * else by sound, else with one sound swapped, lost or put in. After a correction the last name holds. Several come back where several fit: ask.
 */
export function matchNames<T extends Named>(text: string, all: readonly T[]): T[] {
  const { keys, raws } = readWords(text);
  const heard = keys.map(
    (key, at): Heard => ({
      key,
      isTitled: doctorTitles.has(keys[at - 1] ?? ''),
      isWord: vocabulary.hindi.has(key) || vocabulary.english.has(raws[at] ?? '') || vocabulary.weakHindi.has(key),
    }),
  );
  const wanted = withoutRefused(heard, keys, all);
  const from = keys.findLastIndex((key) => corrections.has(key));
  const named = matchAmong(wanted.slice(from + 1), all);
  return named.length > 0 ? named : matchAmong(wanted, all);
}

/** A word that is nobody's name. */
const nobody: Heard = { key: '', isTitled: false, isWord: true };

/** "Not Dr Sharma" and "Sharma ki jagah" say who is not meant. What is left stands where it stood. */
function withoutRefused<T extends Named>(heard: readonly Heard[], keys: readonly string[], all: readonly T[]): Heard[] {
  const isName = (words: readonly (Heard | undefined)[]) =>
    words.every((word) => word !== undefined) && words.every((word) => matchAmong([word], all).length > 0);
  const wanted = [...heard];
  for (const { at, goesBack } of refusals(keys)) {
    let first = at;
    while (!goesBack && beforeNames.has(keys[first] ?? '')) first++;
    const second = goesBack ? first - 1 : first + 1;
    const [one, two] = [heard[first], heard[second]];
    if (!isName([one])) continue;
    wanted[first] = nobody;
    // A whole name: both words of one person.
    const both = isName([two]) && one !== undefined && two !== undefined ? matchAmong([one, two], all) : [];
    if (both.length === 1 && scoreOf([one, two] as Heard[], both[0]?.name ?? '') >= 6) wanted[second] = nobody;
  }
  return wanted;
}

const beforeNames = new Set(['with', 'to', 'see', 'for', ...doctorTitles].map(fold));
const inFront = ['not', 'instead of', 'rather than', 'other than', 'except'].map(tokenise);
const behind = ['ki jagah', 'ke bajay', 'ke bajaye', 'ke bajae', 'ke badle'].map(tokenise);

/** Where a name that is refused would begin, or where it would end. */
function refusals(keys: readonly string[]): { at: number; goesBack: boolean }[] {
  const stands = (words: readonly string[], at: number) => words.every((word, place) => keys[at + place] === word);
  return keys.flatMap((_, at) => [
    ...inFront.filter((words) => stands(words, at)).map((words) => ({ at: at + words.length, goesBack: false })),
    ...behind.filter((words) => stands(words, at)).map(() => ({ at: at - 1, goesBack: true })),
  ]);
}

/** They stand around a name where it is told whose it is, and are none. */
const aroundNames = new Set(
  'for the name is of my it its patient this that he she am here ke ki ka liye naam hai hain se mera meri mere please thanks'
    .split(' ')
    .map(fold),
);

/**
 * Is this, said as a whole name, a name of that person? Every word of it must be heard in theirs: a mother of the same family name is somebody
 * else.
 */
export function isNameOf(spoken: string, one: Named): boolean {
  const words = readWords(spoken).keys.filter((key) => !titles.has(key) && !aroundNames.has(key));
  return [one.name, one.nameHindi ?? ''].some((name) => {
    const parts = tokenise(name).filter((part) => !titles.has(part));
    const isTheirs = (key: string) =>
      parts.some(
        (part) =>
          likeness({ key, isTitled: false, isWord: false }, part) > 0 || (key.length === 1 && part.startsWith(key)),
      );
    return words.length > 0 && words.every(isTheirs);
  });
}

/**
 * The whole name of that person, as it was said somewhere in a text, behind what was corrected: words around it that a recogniser made up are no
 * part of it. Null where it is not all there, or of one word only.
 */
export function nameWithin(text: string, one: Named): string | null {
  const { keys, raws } = readWords(text);
  const first = keys.findLastIndex((key) => corrections.has(key)) + 1;
  for (const name of [one.name, one.nameHindi ?? '']) {
    const parts = tokenise(name).filter((part) => !titles.has(part));
    if (parts.length < 2) continue;
    const isAt = (from: number) =>
      parts.every(
        (part, index) => likeness({ key: keys[from + index] ?? '', isTitled: false, isWord: false }, part) > 0,
      );
    const at = keys.findIndex((_, from) => from >= first && isAt(from));
    if (at >= 0) return raws.slice(at, at + parts.length).join(' ');
  }
  return null;
}

function matchAmong<T extends Named>(heard: readonly Heard[], all: readonly T[]): T[] {
  const words = heard.filter(({ key }) => !titles.has(key));
  const scored = all.map((one) => ({
    one,
    score: Math.max(scoreOf(words, one.name), scoreOf(words, one.nameHindi ?? '')),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ one }) => one);
}

function scoreOf(heard: readonly Heard[], name: string): number {
  const parts = tokenise(name).filter((part) => !titles.has(part) && part.length > 1);
  return parts.reduce((sum, part) => sum + Math.max(0, ...heard.map((word) => likeness(word, part))), 0);
}

function likeness({ key, isTitled, isWord }: Heard, known: string): number {
  if (key === known) return 4;
  if (isWord || known.length < 3 || key.length < 3 || key.charAt(0) !== known.charAt(0)) return 0;
  const [a, b] = [soundOf(key), soundOf(known)];
  const isSameLength = Math.abs(key.length - known.length) <= 2;
  if (a === b && isSameLength && (a.length >= 2 || isNearby(key, known))) return 3;
  const [c, d] = [breathless(key), breathless(known)];
  if (
    (c === d || (c.length !== d.length && isNearby(c, d))) &&
    a.length >= 2 &&
    (isTitled || Math.min(a.length, b.length) > 2)
  )
    return 2;
  if (a.length >= 3 && [...a].sort().join('') === [...b].sort().join('')) return 1;
  const shorter = Math.min(a.length, b.length);
  return isNearby(a, b) && (a.length === b.length ? shorter >= 5 : shorter >= (isTitled ? 3 : 4)) ? 1 : 0;
}

const breathless = (key: string): string => key.charAt(0) + key.slice(1).replace(/h/g, '');

/** One letter more, less or other. */
function isNearby(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1);
}

/** Where a name stands in a sentence; the first group is the name. */
const sentences: readonly RegExp[] = [
  /(?:naam|name|नाम)\s+(?:hai|is|to|toh|likhiye|likho|likh lijiye|है|तो|लिखिए)\s+(.+)$/iu,
  /(?:mera|hamara|patient ka|mareez ka|marij ka|bete ka|beti ka|bachche ka|mummy ka|maa ka|papa ka|pati ka|patni ka|bhai ka|behan ka|saas ka|sasur ka|mother ka|father ka|wife ka|husband ka|son ka|daughter ka|माँ का|मम्मी का|पापा का|पति का|पत्नी का|भाई का|बहन का|पिताजी का|pita ka|mata ka|unka|uska|iska|मेरा|मरीज़ का|मरीज का|पेशेंट का|बेटे का|बेटी का|बच्चे का|उनका|उसका)\s+(?:poora |full |पूरा )?(?:naam|name|नाम)\s+(.+?)(?:\s+(?:hai|hain|है|हैं).*)?$/iu,
  /\b(?:my|his|her|the|patient|patient's|child's|son's|daughter's)\s+(?:full\s+)?name\s+(?:is|would be)?\s*(.+)$/iu,
  /(?:^|\s)(?:main|mai|mein|मैं)\s+(.+?)\s+(?:bol raha|bol rahi|baat kar raha|baat kar rahi|बोल रहा|बोल रही|बात कर रहा|बात कर रही).*$/iu,
  /^(.+?)\s+(?:bol raha|bol rahi|baat kar raha|baat kar rahi|बोल रहा|बोल रही|बात कर रहा|बात कर रही).*$/iu,
  /\b(?:this is|i am|i'm|it is|it's|myself)\s+(?:for\s+)?(.+?)(?:\s+(?:speaking|calling|here).*)?$/iu,
  /\b(?:for|ye|yeh)\s+(?:my (?:son|daughter|wife|husband|mother|father|brother|sister|child|mom|dad|baby)\s+)?(.+)$/iu,
  /^(.+?)\s+(?:ke naam se|ke naam par|ke naam pe|ke liye|naam hai|नाम है|के नाम से|के नाम पर|के लिए).*$/iu,
];
const openings =
  /^(?:hello|hailo|hallo|hi|so|well|then|suniye|sunie|dekhiye|dekhie|woh kya hai ki|vo kyaa hai ki|achchhaa|(?:my mother|my father|my wife|my husband|my son|my daughter|meri mummy|mere papa|meri wife|mere bete|meri beti|मेरी माँ|मेरी मम्मी|मेरे पापा|मेरे पिताजी|मेरी पत्नी|मेरे पति|मेरे बेटे|मेरी बेटी)(?!\s+(?:ka|ki|का|की|name)\s)|हैलो|हेलो|हलो|सुनिए|देखिए|वो क्या है कि|yes|haan ji|haan|ji|जी हाँ|हाँ जी|हाँ|हां|जी|actually|um|uh|okay|ok|acha|achha|अच्छा)\s+/iu;
const endings =
  /\s+(?:ke liye|के लिए|ke lie|ka|ki|ke|का|की|के|naam hai|नाम है|hai|hain|hoon|hu|है|हैं|हूँ|हूं|here|speaking|calling|thanks|thank you|dhanyavaad|shukriya|pleej|liye|लिए|प्लीज़|प्लीज|धन्यवाद|शुक्रिया|ke lie|please|ji|जी|sir|madam)$/iu;
const prefixes =
  /^(?:is|it|four|फॉर|hai|mr|mrs|ms|miss|shri|smt|master|baby of|naam|name|नाम|श्री|श्रीमती|मिस्टर|the name|patient|mareez|मरीज़|मरीज)\.?\s+/iu;

/** A name as it stands in a sentence about somebody, spelled out ("S for Suresh"), or alone where the text is short. Null where it is none. */
export function understandName(text: string): string | null {
  const spelled = spelledName(text);
  if (spelled !== null) return spelled;
  const last =
    commonRoman(text)
      .split(/(?:^|(?:,|\.|…|\s)+)(?:nahi|nahin|no|sorry|नहीं|सॉरी)(?:,|\.|…|\s)+/iu)
      .at(-1) ?? text;
  const plain = stripped(
    last
      .replace(/[.,!?।…]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    [openings, endings],
  );
  for (const sentence of sentences) {
    const name = asName(sentence.exec(plain)?.[1] ?? '');
    if (name !== null) return name;
  }
  return asName(plain);
}

/** Hindi's small words as they are mostly written in Roman, where a recogniser spells them by the letter ("mareej kaa naam"). */
const commonRoman = (text: string): string =>
  text.replace(/[a-z]+/giu, (word) => common.get(word.toLowerCase()) ?? word);
const common = new Map([
  ['kaa', 'ka'],
  ['kee', 'ki'],
  ['jee', 'ji'],
  ['hee', 'hi'],
  ['lie', 'liye'],
  ['mareej', 'mareez'],
  ['meraa', 'mera'],
  ['meree', 'meri'],
  ['he', 'hai'],
]);

/** Takes what these find off a text until nothing is left to take. */
function stripped(text: string, patterns: readonly RegExp[]): string {
  let plain = text;
  for (let before = ''; before !== plain; ) {
    before = plain;
    for (const pattern of patterns) plain = plain.replace(pattern, '').trim();
  }
  return plain;
}

function asName(text: string): string | null {
  const words = stripped(text, [openings, endings, prefixes])
    .split(/\s+/)
    .filter((word) => word.length > 0);
  const isName = words.length >= 1 && words.length <= 4 && words.every((word) => /^[\p{L}\p{M}'.-]+$/u.test(word));
  return isName && !words.every(isVocabulary) && !words.some(isNeverName) ? words.join(' ') : null;
}

const isVocabulary = (word: string): boolean => {
  const raw = word.toLowerCase();
  return (
    vocabulary.english.has(raw) ||
    vocabulary.loans.has(raw) ||
    vocabulary.hindi.has(fold(raw)) ||
    vocabulary.weakHindi.has(fold(raw)) ||
    fold(raw).length < 2
  );
};
const never = new Set(
  'appointment mujhe hai chahiye want need doctor dr book kar karna ka ki ke ko se dikhana kal aaj tomorrow please naam name the an my mera meri kya bukhar baje'
    .split(' ')
    .map(fold),
);
const isNeverName = (word: string): boolean => never.has(fold(word));
