import { englishHours, hindiNumbers } from '../caller/lexicon/days.ts';
import type { Language } from '../format/schema.ts';
import { romanWords } from './roman-words.ts';

/**
 * A caller's line as the voice is to read it: in Hindi and Hinglish Devanagari throughout, with figures as words. @param names Devanagari of names, by
 * their Roman words in small letters
 */
export function spokenForm(text: string, language: Language, names: ReadonlyMap<string, string>): string {
  if (language === 'en') return text.replace(/\bDr\b\.?/g, 'Doctor');
  return clockInWords(text)
    .replace(/डॉ\.?(?=\s)/gu, 'डॉक्टर')
    .replace(/\d+/g, (figures) => hindiNumbers[Number(figures) - 1]?.[0] ?? figures)
    .replace(/[a-z]+/gi, (word) => {
      const roman = word.toLowerCase();
      return names.get(roman) ?? romanWords.get(roman) ?? spelled(roman);
    });
}

/** "10:30 baje" as people say it. */
function clockInWords(text: string): string {
  return text.replace(/(\d{1,2}):(\d{2})/g, (_, hours: string, minutes: string) => {
    const [hour, minute] = [Number(hours), Number(minutes)];
    const name = (value: number) => hindiNumbers[((value - 1) % 12) % englishHours.length]?.[0] ?? '';
    if (minute === 15) return `सवा ${name(hour)}`;
    if (minute === 45) return `पौने ${name(hour + 1)}`;
    if (minute !== 30) return minute === 0 ? name(hour) : `${name(hour)} बजकर ${hindiNumbers[minute - 1]?.[0]} मिनट`;
    return hour === 1 ? 'डेढ़' : hour === 2 ? 'ढाई' : `साढ़े ${name(hour)}`;
  });
}

const letters: readonly (readonly [string, string, string])[] = [
  ['aa', 'आ', 'ा'], ['ee', 'ई', 'ी'], ['oo', 'ऊ', 'ू'], ['ai', 'ऐ', 'ै'], ['au', 'औ', 'ौ'],
  ['a', 'अ', ''], ['e', 'ए', 'े'], ['i', 'इ', 'ि'], ['o', 'ओ', 'ो'], ['u', 'उ', 'ु'],
]; // biome-ignore format: a table reads better in rows
const consonants: readonly (readonly [string, string])[] = [
  ['chh', 'छ'], ['ch', 'च'], ['sh', 'श'], ['kh', 'ख'], ['gh', 'घ'], ['jh', 'झ'], ['th', 'थ'], ['dh', 'ध'], ['ph', 'फ'], ['bh', 'भ'],
  ['b', 'ब'], ['c', 'क'], ['d', 'द'], ['f', 'फ़'], ['g', 'ग'], ['h', 'ह'], ['j', 'ज'], ['k', 'क'], ['l', 'ल'], ['m', 'म'], ['n', 'न'],
  ['p', 'प'], ['q', 'क़'], ['r', 'र'], ['s', 'स'], ['t', 'त'], ['v', 'व'], ['w', 'व'], ['x', 'क्स'], ['y', 'य'], ['z', 'ज़'],
]; // biome-ignore format: as above

/** A word that no table has, by its letters. */
function spelled(word: string): string {
  let out = '';
  let isOpen = false;
  for (let at = 0; at < word.length; ) {
    const consonant = consonants.find(([roman]) => word.startsWith(roman, at));
    const vowel = letters.find(([roman]) => word.startsWith(roman, at));
    if (consonant !== undefined) {
      out += (isOpen ? '्' : '') + consonant[1];
      isOpen = true;
      at += consonant[0].length;
    } else if (vowel !== undefined) {
      const isLast = at + vowel[0].length === word.length;
      out += isOpen ? (vowel[0] === 'a' && isLast ? 'ा' : vowel[2]) : vowel[1];
      isOpen = false;
      at += vowel[0].length;
    } else at += 1;
  }
  return out;
}
