import { englishOf } from './loans.ts';

/**
 * Brings spellings together: Devanagari is written in Roman letters (inherent vowels at the end dropped), and the free spellings of Roman
 * Hindi ("saadhe / sadhe", "theek / thik") become one key. Lexicons are folded by the same function, so they may list any spelling.
 */

const letters = (pairs: string): Record<string, string> =>
  Object.fromEntries(pairs.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]));

const consonants = letters(
  'कk खkh गg घgh ङn चch छch जj झjh ञn टt ठth डd ढdh णn तt थth दd धdh नn पp फph बb भbh मm यy रr लl ळl वv शsh षsh सs हh',
);
const vowels = letters('अa आa इi ईi उu ऊu एe ऐai ओo औau ऑo ऍe ऋri');
const signs = letters('ाa िi ीi ुu ूu ेe ैai ोo ौau ॉo ॅe ृri');
const VIRAMA = '्';

interface Unit {
  consonant: string;
  vowel: string;
  isInherent: boolean;
}

/** Devanagari in Roman letters, word by word; other letters stay. */
export function romanise(word: string): string {
  const units: Unit[] = [];
  for (const letter of word.normalize('NFD').replace(/[\u093c\u200c\u200d]/g, '')) {
    const last = units.at(-1);
    const consonant = consonants[letter];
    const sign = signs[letter] ?? (letter === VIRAMA ? '' : undefined);
    if (consonant !== undefined) units.push({ consonant, vowel: 'a', isInherent: true });
    else if (vowels[letter] !== undefined) units.push({ consonant: '', vowel: vowels[letter], isInherent: false });
    else if (sign !== undefined && last !== undefined) [last.vowel, last.isInherent] = [sign, false];
    else if (letter === 'ं' || letter === 'ँ') units.push({ consonant: 'n', vowel: '', isInherent: false });
    else units.push({ consonant: letter === 'ः' ? '' : letter, vowel: '', isInherent: false });
  }
  dropSilent(units);
  return units.map(({ consonant, vowel }) => consonant + vowel).join('');
}

/** The inherent vowel is silent at the end of a word, and between two syllables that have vowels. */
function dropSilent(units: Unit[]): void {
  for (let at = units.length - 1; at >= 0; at -= 1) {
    const unit = units[at];
    if (unit === undefined || !unit.isInherent) continue;
    const isLast = at === units.length - 1;
    const [before, after] = [units[at - 1], units[at + 1]];
    const isBetween =
      before !== undefined &&
      before.vowel !== '' &&
      after !== undefined &&
      after.vowel !== '' &&
      after.consonant !== '';
    if ((isLast && units.length > 1) || isBetween) unit.vowel = '';
  }
}

export const hasDevanagari = (text: string): boolean => /[\u0900-\u097f]/.test(text);

/** Digits of Devanagari as ASCII. */
export const asciiDigits = (text: string): string =>
  text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));

/** The key of one word: equal for all its usual spellings in both scripts. English in Devanagari has the key of the English word. */
export function fold(word: string): string {
  const roman = hasDevanagari(word) ? (englishOf(word) ?? romanise(word)) : word;
  return roman
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/aa+/g, 'a')
    .replace(/ee+|ii+/g, 'i')
    .replace(/oo+|uu+/g, 'u')
    .replace(/w/g, 'v')
    .replace(/ph/g, 'f')
    .replace(/z/g, 'j')
    .replace(/chh/g, 'ch')
    .replace(/([a-z])\1+/g, '$1');
}
