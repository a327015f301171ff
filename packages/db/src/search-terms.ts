/** What a search token can stand for. Mirrors the enum `token_kind`. */
export type TokenKind =
  | 'phone'
  | 'last_four'
  | 'uhid'
  | 'abha'
  | 'name_word'
  | 'name_prefix'
  | 'name_sound'
  | 'word_stem';

/** A normalised term, before it is keyed. */
export interface SearchTerm {
  kind: TokenKind;
  term: string;
}

/** Terms of a phone: the whole number in E.164, and its last four digits. */
export function phoneTerms(e164: string): SearchTerm[] {
  return [
    { kind: 'phone', term: e164 },
    { kind: 'last_four', term: e164.slice(-4) },
  ];
}

/**
 * Terms of the clinic's own number: its letters and digits, the same without noughts, and the bare number at its end, as people say it ("MR-000412":
 * MR000412, MR412, 412).
 */
export function uhidTerms(uhid: string): SearchTerm[] {
  const plain = foldUhid(uhid);
  const tail = /[0-9]+$/.exec(plain)?.[0] ?? '';
  const number = tail.replace(/^0+(?=.)/, '');
  const terms = [plain, plain.slice(0, plain.length - tail.length) + number, number];
  return [...new Set(terms)].filter((term) => term.length > 0).map((term) => ({ kind: 'uhid', term }));
}

/** Capital letters and digits: how it is spaced and joined is not part of a number. */
export function foldUhid(uhid: string): string {
  return uhid
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** The term of a national health account number, by its fourteen digits. */
export function abhaTerms(digits: string): SearchTerm[] {
  return [{ kind: 'abha', term: digits }];
}

/** The longest beginning of a word that is kept. */
export const LONGEST_PREFIX = 6;

/**
 * Terms of a name in either script: each word folded, its first two to six letters in Roman, so that what is typed in one script finds both,
 * and how it sounds.
 */
export function nameTerms(name: string): SearchTerm[] {
  const terms = new Map<string, SearchTerm>();
  const add = (kind: TokenKind, term: string) => {
    if (term.length > 0) terms.set(`${kind}|${term}`, { kind, term });
  };
  for (const word of foldName(name).split(' ')) {
    add('name_word', word);
    const letters = [...romanise(word)];
    for (let length = 2; length <= Math.min(LONGEST_PREFIX, letters.length); length++) {
      add('name_prefix', letters.slice(0, length).join(''));
    }
    add('name_sound', soundOf(word));
  }
  return [...terms.values()];
}

/** Lower case, without marks of other scripts, titles or punctuation; words parted by one space. */
export function foldName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    // An apostrophe and an invisible joiner stand within a word: D'Souza, शक्‍ति.
    .replace(/['’ʼ`\u200c\u200d]/g, '');
  const words = plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word.length > 0);
  const named = words.filter((word) => !titles.has(word));
  return (named.length > 0 ? named : words).join(' ');
}

const titles = new Set(['dr', 'mr', 'mrs', 'ms', 'shri', 'smt', 'kumari', 'डॉ', 'श्री', 'श्रीमती']);

/**
 * How a word sounds, in either script: Devanagari becomes Roman, then letters that Indian spellings exchange (v/w, aspirates, sh/s,
 * z/j, long and short vowels) fall together and inner vowels fall away. "शर्मा", "Sharma" and "Sarma" meet.
 */
export function soundOf(word: string): string {
  const roman = romanise(word.toLowerCase());
  const folded = roman
    .replace(/[^a-z]/g, '')
    .replace(/ph/g, 'f')
    .replace(/([kgcjtdpb])h/g, '$1')
    .replace(/ksh|x/g, 'ks')
    .replace(/sh/g, 's')
    .replace(/w/g, 'v')
    .replace(/z/g, 'j')
    .replace(/[cq]/g, 'k')
    .replace(/y/g, 'i')
    .replace(/(.)\1+/g, '$1')
    // "Singh" is written सिंह, and "Rao" राव: an ending that Roman spelling adds or leaves out.
    .replace(/n[gh]+$/, 'n')
    .replace(/([aeiou])v$/, '$1');
  if (folded.length === 0) return '';
  return (
    (folded[0] ?? '').replace(/[eiou]/, 'a') +
    folded
      .slice(1)
      .replace(/[aeiou]/g, '')
      .replace(/h/g, '')
  );
}

const consonants: Record<string, string> = {
  क: 'k',
  ख: 'kh',
  ग: 'g',
  घ: 'gh',
  ङ: 'n',
  च: 'ch',
  छ: 'ch',
  ज: 'j',
  झ: 'jh',
  ञ: 'n',
  ट: 't',
  ठ: 'th',
  ड: 'd',
  ढ: 'dh',
  ण: 'n',
  त: 't',
  थ: 'th',
  द: 'd',
  ध: 'dh',
  न: 'n',
  प: 'p',
  फ: 'ph',
  ब: 'b',
  भ: 'bh',
  म: 'm',
  य: 'y',
  र: 'r',
  ल: 'l',
  व: 'v',
  श: 'sh',
  ष: 'sh',
  स: 's',
  ह: 'h',
  ळ: 'l',
  क़: 'k',
  ख़: 'kh',
  ग़: 'g',
  ज़: 'z',
  ड़: 'r',
  ढ़: 'rh',
  फ़: 'f',
};
const vowels: Record<string, string> = {
  अ: 'a',
  आ: 'a',
  इ: 'i',
  ई: 'i',
  उ: 'u',
  ऊ: 'u',
  ऋ: 'ri',
  ए: 'e',
  ऐ: 'ai',
  ओ: 'o',
  औ: 'au',
  ऑ: 'o',
};
const signs: Record<string, string> = {
  'ा': 'a',
  'ि': 'i',
  'ी': 'i',
  'ु': 'u',
  'ू': 'u',
  'ृ': 'ri',
  'े': 'e',
  'ै': 'ai',
  'ो': 'o',
  'ौ': 'au',
  'ॉ': 'o',
};
const virama = '्';
const nukta = '़';

/** Devanagari in Roman letters, near enough to compare sounds; other letters stay. */
export function romanise(text: string): string {
  const letters = [...text.normalize('NFC')];
  let roman = '';
  for (let index = 0; index < letters.length; index++) {
    const letter = letters[index] ?? '';
    const marked = letters[index + 1] === nukta ? letter + nukta : letter;
    const consonant = consonants[marked.normalize('NFC')] ?? consonants[marked] ?? consonants[letter];
    if (consonant === undefined) {
      roman += vowels[letter] ?? signs[letter] ?? markOf(letter, letters[index + 1]);
      continue;
    }
    if (marked !== letter) index++;
    const next = letters[index + 1];
    const hasOwnVowel = next === virama || (next !== undefined && signs[next] !== undefined);
    const isLast = next === undefined || !/\p{L}|\p{M}/u.test(next);
    roman += hasOwnVowel || isLast ? consonant : `${consonant}a`;
  }
  return roman;
}

/** A letter that is neither consonant nor vowel; a nasal dot sounds as m before lips close: कांबळे is Kamble. */
function markOf(letter: string, next: string | undefined): string {
  if (letter === 'ं' || letter === 'ँ') return next !== undefined && 'पफबभम'.includes(next) ? 'm' : 'n';
  return letter === virama || letter === nukta ? '' : letter;
}
