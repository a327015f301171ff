/**
 * Pronunciations in ARPABET from the spelling of Hindi words, in Devanagari or Roman letters, for a recogniser whose model is English. Dental
 * and retroflex, aspirated and plain sounds fall together, as measured to work: docs/decisions/0003-local-speech.md.
 */

const devanagariConsonants: Record<string, string> = {
  क: 'K',
  ख: 'K',
  ग: 'G',
  घ: 'G',
  ङ: 'NG',
  च: 'CH',
  छ: 'CH',
  ज: 'JH',
  झ: 'JH',
  ञ: 'N',
  ट: 'T',
  ठ: 'T',
  ड: 'D',
  ढ: 'D',
  ण: 'N',
  त: 'T',
  थ: 'TH',
  द: 'DH',
  ध: 'DH',
  न: 'N',
  प: 'P',
  फ: 'F',
  ब: 'B',
  भ: 'B',
  म: 'M',
  य: 'Y',
  र: 'R',
  ल: 'L',
  व: 'V',
  श: 'SH',
  ष: 'SH',
  स: 'S',
  ह: 'HH',
  ळ: 'L',
};
/** With the dot below, which Unicode's composition leaves apart. */
const dotted: Record<string, string> = { क: 'K', ख: 'K', ग: 'G', ज: 'Z', ड: 'R', ढ: 'R', फ: 'F' };
const devanagariVowels: Record<string, string> = {
  अ: 'AH',
  आ: 'AA',
  इ: 'IH',
  ई: 'IY',
  उ: 'UH',
  ऊ: 'UW',
  ऋ: 'R IH',
  ए: 'EY',
  ऐ: 'AE',
  ओ: 'OW',
  औ: 'AO',
  ऑ: 'AO',
};
const devanagariSigns: Record<string, string> = {
  'ा': 'AA',
  'ि': 'IH',
  'ी': 'IY',
  'ु': 'UH',
  'ू': 'UW',
  'ृ': 'R IH',
  'े': 'EY',
  'ै': 'AE',
  'ो': 'OW',
  'ौ': 'AO',
  'ॉ': 'AO',
};
const VIRAMA = '्';
const NUKTA = '़';
const NASALS = new Set(['ं', 'ँ']);

const isVowel = (phone: string) => /^(AA|AH|IH|IY|UH|UW|EY|OW|AE|AO|ER)$/.test(phone);

/** Phones of a Devanagari word. An inherent vowel is marked `ah` until it is known whether it is spoken. */
function devanagariPhones(word: string): string[] {
  const letters = [...word.normalize('NFD').normalize('NFC')];
  const phones: string[] = [];
  for (let index = 0; index < letters.length; index++) {
    const letter = letters[index] ?? '';
    const consonant = letters[index + 1] === NUKTA ? dotted[letter] : devanagariConsonants[letter];
    if (consonant !== undefined) {
      if (letters[index + 1] === NUKTA) index++;
      phones.push(consonant);
      const next = letters[index + 1];
      if (next === VIRAMA) index++;
      else if (next === undefined || devanagariSigns[next] === undefined) phones.push('ah');
    } else if (NASALS.has(letter)) {
      phones.push('N');
    } else {
      phones.push(...(devanagariVowels[letter] ?? devanagariSigns[letter] ?? '').split(' ').filter(Boolean));
    }
  }
  return phones;
}

/** Hindi leaves out the inherent vowel at the end of a word, and between a vowel with its consonant and another such. */
function dropSchwas(phones: string[], shouldDropInner: boolean): string[] {
  const kept = [...phones];
  if (kept.length > 2 && kept.at(-1) === 'ah') kept.pop();
  if (shouldDropInner) {
    for (let index = kept.length - 3; index >= 2; index--) {
      const [before, here, after, then] = [
        kept[index - 2] ?? '',
        kept[index] ?? '',
        kept[index + 1] ?? '',
        kept[index + 2] ?? '',
      ];
      const isBetween =
        (isVowel(before) || before === 'ah') && !isVowel(after) && after !== 'ah' && (isVowel(then) || then === 'ah');
      if (here === 'ah' && isBetween) kept.splice(index, 1);
    }
  }
  return kept.map((phone) => (phone === 'ah' ? 'AH' : phone));
}

/** Longest first. */
const romanSounds: [string, string[]][] = [
  ['chh', ['CH']],
  ['ksh', ['K', 'SH']],
  ['aa', ['AA']],
  ['ee', ['IY']],
  ['ii', ['IY']],
  ['oo', ['UW']],
  ['uu', ['UW']],
  ['ai', ['AE']],
  ['ay', ['EY']],
  ['ei', ['EY']],
  ['au', ['AO']],
  ['ou', ['OW']],
  ['ch', ['CH']],
  ['sh', ['SH']],
  ['kh', ['K']],
  ['gh', ['G']],
  ['jh', ['JH']],
  ['th', ['TH']],
  ['dh', ['DH']],
  ['ph', ['F']],
  ['bh', ['B']],
  ['gy', ['G', 'Y']],
  ['ng', ['N', 'G']],
  ['a', ['AH']],
  ['e', ['EY']],
  ['i', ['IH']],
  ['o', ['OW']],
  ['u', ['UH']],
  ['b', ['B']],
  ['c', ['K']],
  ['d', ['DH']],
  ['f', ['F']],
  ['g', ['G']],
  ['h', ['HH']],
  ['j', ['JH']],
  ['k', ['K']],
  ['l', ['L']],
  ['m', ['M']],
  ['n', ['N']],
  ['p', ['P']],
  ['q', ['K']],
  ['r', ['R']],
  ['s', ['S']],
  ['t', ['T']],
  ['v', ['V']],
  ['w', ['V']],
  ['x', ['K', 'S']],
  ['y', ['Y']],
  ['z', ['Z']],
];

function romanPhones(word: string): string[] {
  const phones: string[] = [];
  for (let at = 0; at < word.length; ) {
    const sound = romanSounds.find(([letters]) => word.startsWith(letters, at));
    if (sound === undefined) {
      at++;
      continue;
    }
    const [letters, spoken] = sound;
    // Doubled consonants are one sound here.
    if (spoken[0] !== phones.at(-1) || isVowel(spoken[0] ?? '')) phones.push(...spoken);
    at += letters.length;
  }
  return phones;
}

const replaced = (phones: string[], swap: Record<string, string>) => phones.map((phone) => swap[phone] ?? phone);

/** At most so many ways to say a word. */
const MOST = 5;

/** ARPABET pronunciations of a word, the likeliest first; empty where it has no letters that are known. */
export function pronunciations(word: string): string[] {
  const lower = word.toLowerCase();
  const isDevanagari = /\p{Script=Devanagari}/u.test(lower);
  const bases = isDevanagari
    ? [dropSchwas(devanagariPhones(lower), true), dropSchwas(devanagariPhones(lower), false)]
    : [withLongEnd(romanPhones(lower)), romanPhones(lower), replaced(withLongEnd(romanPhones(lower)), { AH: 'AA' })];
  const variants = [
    ...bases,
    ...bases.slice(0, 1).map((phones) => replaced(phones, { T: 'TH', DH: 'D' })),
    ...bases.slice(0, 1).map((phones) => replaced(phones, { TH: 'T', DH: 'D', V: 'W' })),
    ...bases.slice(0, 1).map((phones) => replaced(phones, { IH: 'IY', UH: 'UW', AE: 'EY' })),
  ];
  return [...new Set(variants.filter((phones) => phones.length > 0).map((phones) => phones.join(' ')))].slice(0, MOST);
}

/** A final "a" is long in most Roman spellings ("accha", "karna"), and so are final "i" and "u". */
function withLongEnd(phones: string[]): string[] {
  const long: Record<string, string> = { AH: 'AA', IH: 'IY', UH: 'UW' };
  const last = phones.at(-1) ?? '';
  return [...phones.slice(0, -1), long[last] ?? last].filter((phone) => phone !== '');
}
