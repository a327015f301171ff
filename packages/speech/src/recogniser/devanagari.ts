import type { Sound } from './sounds.ts';

/** Aspirates have no place in the American model: each is its plain sound, or the fricative that it is nearest to. */
const consonants: Record<string, Sound> = {
  क: ['K'], ख: ['K'], ग: ['G'], घ: ['G'], ङ: ['NG'], च: ['CH'], छ: ['CH'], ज: ['JH'], झ: ['JH'], ञ: ['N'],
  ट: ['T'], ठ: ['T'], ड: ['D'], ढ: ['D'], ण: ['N'], त: ['T', 'TH'], थ: ['TH', 'T'], द: ['D', 'DH'], ध: ['DH', 'D'], न: ['N'],
  प: ['P'], फ: ['F', 'P'], ब: ['B'], भ: ['B'], म: ['M'], य: ['Y'], र: ['R'], ल: ['L'], ळ: ['L'], व: ['V', 'W'],
  श: ['SH'], ष: ['SH'], स: ['S'], ह: ['HH'],
}; // biome-ignore format: a table reads better in rows

/** Letters with a dot below, decomposed: the letter, then U+093C. */
const dotted: Record<string, Sound> = {
  क: ['K'],
  ख: ['K'],
  ग: ['G'],
  ज: ['Z', 'JH'],
  ड: ['R', 'D'],
  ढ: ['R', 'D'],
  फ: ['F'],
};

const vowels: Record<string, Sound> = {
  अ: ['AH'], आ: ['AA'], इ: ['IH'], ई: ['IY'], उ: ['UH'], ऊ: ['UW'], ए: ['EY', 'EH'], ऐ: ['AE', 'EH'], ओ: ['OW'], औ: ['AO', 'AW'],
  ऑ: ['AO', 'AA'], ऍ: ['AE'], ऋ: ['R IH'],
}; // biome-ignore format: as above

const signs: Record<string, Sound> = {
  'ा': ['AA'], 'ि': ['IH'], 'ी': ['IY'], 'ु': ['UH'], 'ू': ['UW'], 'े': ['EY', 'EH'], 'ै': ['AE', 'EH'], 'ो': ['OW'], 'ौ': ['AO', 'AW'],
  'ॉ': ['AO', 'AA'], 'ॅ': ['AE'], 'ृ': ['R IH'],
}; // biome-ignore format: as above

const VIRAMA = '\u094d';
const NUKTA = '\u093c';
const INHERENT: Sound = ['AH'];
const longAtEnd: Record<string, string> = { IH: 'IY', UH: 'UW' };

interface Unit {
  consonant: Sound | undefined;
  vowel: Sound | undefined;
  isInherent: boolean;
  isNasal: boolean;
}

function readUnits(word: string): Unit[] {
  const units: Unit[] = [];
  const letters = [...word.normalize('NFD').replace(/[\u200c\u200d]/g, '')];
  letters.forEach((letter, at) => {
    const last = units.at(-1);
    const consonant = letters[at + 1] === NUKTA ? (dotted[letter] ?? consonants[letter]) : consonants[letter];
    if (consonant !== undefined) units.push({ consonant, vowel: INHERENT, isInherent: true, isNasal: false });
    else if (vowels[letter] !== undefined) {
      units.push({ consonant: undefined, vowel: vowels[letter], isInherent: false, isNasal: false });
    } else if (signs[letter] !== undefined && last !== undefined) {
      last.vowel = signs[letter];
      last.isInherent = false;
    } else if (letter === VIRAMA && last !== undefined) {
      last.vowel = undefined;
      last.isInherent = false;
    } else if ((letter === 'ं' || letter === 'ँ') && last !== undefined) last.isNasal = true;
  });
  return units;
}

/** Hindi drops the inherent vowel at the end of a word, and between a spoken vowel and a syllable with a vowel of its own. */
function dropInherent(units: Unit[]): void {
  for (let at = units.length - 1; at > 0; at -= 1) {
    const unit = units[at] as Unit;
    if (!unit.isInherent || unit.isNasal) continue;
    const [before, after] = [units[at - 1], units[at + 1]];
    const isLast = after === undefined;
    const isBetween =
      before?.vowel !== undefined &&
      after?.vowel !== undefined &&
      after.consonant !== undefined &&
      at < units.length - 1;
    // The syllable after must keep its vowel: "kamal" drops its last, so the middle one stays.
    if (isLast || (isBetween && !(after.isInherent && units[at + 2] === undefined))) unit.vowel = undefined;
  }
}

/** A nasal sounds like the consonant after it: before lips m, before the back of the mouth ng; at the end it may be hardly there. */
function nasal(next: Unit | undefined): Sound {
  const first = next?.consonant?.[0];
  if (first === undefined) return ['N', ''];
  if (first === 'P' || first === 'B') return ['M'];
  if (first === 'K' || first === 'G') return ['NG', 'N'];
  return ['N'];
}

/** The sounds of a word in Devanagari; letters it does not know are silent. */
export function devanagariSounds(word: string): Sound[] {
  const units = readUnits(word);
  dropInherent(units);
  const sounds: Sound[] = [];
  units.forEach((unit, at) => {
    const next = units[at + 1];
    const previous = units[at - 1];
    const isDoubled =
      unit.consonant !== undefined && previous?.vowel === undefined && previous?.consonant === unit.consonant;
    // "subah", "gyarah": an h that nothing follows is a breath at most.
    const isBreath = next === undefined && unit.vowel === undefined && unit.consonant?.[0] === 'HH';
    if (unit.consonant !== undefined && !isDoubled) sounds.push(isBreath ? ['HH', ''] : unit.consonant);
    if (unit.vowel !== undefined) {
      const long = next === undefined ? longAtEnd[unit.vowel[0] as string] : undefined;
      // "kahna", "pahle", "shahar": the short a beside an h opens.
      const opens = unit.isInherent && next?.consonant?.[0] === 'HH';
      sounds.push(long === undefined ? (opens ? ['AH', 'EH'] : unit.vowel) : [long, ...unit.vowel]);
    }
    if (unit.isNasal) sounds.push(nasal(next));
  });
  return sounds;
}
