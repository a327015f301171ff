/**
 * Brings spellings together: Devanagari is written in Roman letters (inherent vowels at the end dropped), and the free spellings of Roman
 * Hindi ("saadhe / sadhe", "theek / thik") become one key. Lexicons are folded by the same function, so they may list any spelling.
 */

const consonants: Record<string, string> = {
  क: 'k', ख: 'kh', ग: 'g', घ: 'gh', ङ: 'n', च: 'ch', छ: 'ch', ज: 'j', झ: 'jh', ञ: 'n',
  ट: 't', ठ: 'th', ड: 'd', ढ: 'dh', ण: 'n', त: 't', थ: 'th', द: 'd', ध: 'dh', न: 'n',
  प: 'p', फ: 'f', ब: 'b', भ: 'bh', म: 'm', य: 'y', र: 'r', ल: 'l', ळ: 'l', व: 'v',
  श: 'sh', ष: 'sh', स: 's', ह: 'h',
}; // biome-ignore format: a table reads better in rows

const vowels: Record<string, string> = {
  अ: 'a', आ: 'a', इ: 'i', ई: 'i', उ: 'u', ऊ: 'u', ए: 'e', ऐ: 'ai', ओ: 'o', औ: 'au', ऑ: 'o', ऍ: 'e', ऋ: 'ri',
}; // biome-ignore format: as above

const signs: Record<string, string> = {
  'ा': 'a', 'ि': 'i', 'ी': 'i', 'ु': 'u', 'ू': 'u', 'े': 'e', 'ै': 'ai', 'ो': 'o', 'ौ': 'au', 'ॉ': 'o', 'ॅ': 'e', 'ृ': 'ri',
}; // biome-ignore format: as above

const VIRAMA = '्';

/** Devanagari in Roman letters, word by word; other letters stay. */
export function romanise(word: string): string {
  const units: { consonant: string; vowel: string; isInherent: boolean }[] = [];
  for (const letter of word.normalize('NFD').replace(/[\u093c\u200c\u200d]/g, '')) {
    const last = units.at(-1);
    const consonant = consonants[letter];
    if (consonant !== undefined) units.push({ consonant, vowel: 'a', isInherent: true });
    else if (vowels[letter] !== undefined) units.push({ consonant: '', vowel: vowels[letter], isInherent: false });
    else if (signs[letter] !== undefined && last !== undefined) {
      last.vowel = signs[letter];
      last.isInherent = false;
    } else if (letter === VIRAMA && last !== undefined) {
      last.vowel = '';
      last.isInherent = false;
    } else if (letter === 'ं' || letter === 'ँ') units.push({ consonant: 'n', vowel: '', isInherent: false });
    else units.push({ consonant: letter === 'ः' ? '' : letter, vowel: '', isInherent: false });
  }
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
  return units.map(({ consonant, vowel }) => consonant + vowel).join('');
}

const hasDevanagari = /[\u0900-\u097f]/;

/** Digits of Devanagari as ASCII. */
export const asciiDigits = (text: string): string =>
  text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));

/** The key of one word: equal for all its usual spellings in both scripts. */
export function fold(word: string): string {
  const roman = hasDevanagari.test(word) ? romanise(word) : word;
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

/** Words of a text as folded keys, with numbers, clock times and dates kept whole ("10:30", "5/6"). */
export function tokenise(text: string): string[] {
  return asciiDigits(text)
    .toLowerCase()
    .replace(/o['’]?clock/g, ' oclock ')
    .replace(/['’]s\b/g, '')
    .replace(/can['’]t/g, 'cannot')
    .replace(/n['’]t\b/g, ' not')
    .replace(/(\d)(?=[a-z\u0900-\u097f])/g, '$1 ')
    .replace(/([a-z\u0900-\u097f])(?=\d)/g, '$1 ')
    .replace(/(\d)\s*[-–]\s*(?=\d)/g, '$1 to ')
    .replace(/\b([ap])\s?\.?\s?m\b\.?/g, ' $1m ')
    .split(/[^a-z0-9:./\u0900-\u097f+]+/)
    .flatMap((part) => part.split(/(?<!\d)[:./]|[:./](?!\d)/))
    .map((part) => (/^\d/.test(part) ? part : fold(part)))
    .filter((part) => part.length > 0);
}
