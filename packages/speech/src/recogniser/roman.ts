import type { Sound } from './sounds.ts';

/** Letters of Hindi as people type it in Roman script, longest first. */
const letters: readonly (readonly [string, Sound])[] = [
  ['cch', ['CH']], ['chh', ['CH']], ['ksh', ['K SH']], ['aai', ['AA IY', 'AY']], ['aao', ['AA OW']], ['ao', ['AA V', 'AA OW', 'AW']],
  ['aa', ['AA']], ['ee', ['IY']], ['ii', ['IY']], ['oo', ['UW']], ['uu', ['UW']], ['ai', ['AE', 'EH', 'AY']], ['ei', ['EY']],
  ['au', ['AO', 'AW']], ['ou', ['AO', 'OW']], ['ay', ['EY', 'AY']], ['ey', ['EY']],
  ['ch', ['CH']], ['sh', ['SH']], ['kh', ['K']], ['gh', ['G']], ['jh', ['JH']], ['th', ['TH', 'T']], ['dh', ['DH', 'D']],
  ['ph', ['F', 'P']], ['bh', ['B']], ['ck', ['K']], ['tt', ['T']], ['dd', ['D']],
  ['a', ['AH', 'AA']], ['e', ['EY', 'EH']], ['i', ['IH', 'IY']], ['o', ['OW']], ['u', ['UH', 'UW']],
  ['b', ['B']], ['c', ['K']], ['d', ['D', 'DH']], ['f', ['F']], ['g', ['G']], ['h', ['HH']], ['j', ['JH']], ['k', ['K']], ['l', ['L']],
  ['m', ['M']], ['n', ['N']], ['p', ['P']], ['q', ['K']], ['r', ['R']], ['s', ['S']], ['t', ['T', 'TH']], ['v', ['V', 'W']],
  ['w', ['V', 'W']], ['x', ['K S']], ['y', ['Y']], ['z', ['Z', 'JH']],
]; // biome-ignore format: a table reads better in rows

/** At the end of a word these are long: "mera", "ki", "tu". */
const atEnd: Record<string, Sound> = { a: ['AA', 'AH'], i: ['IY'], u: ['UW'], e: ['EY'] };

/** The sounds of a Hindi or Indian word in Roman letters, whatever the spelling; accents go, other signs are silent. */
export function romanSounds(word: string): Sound[] {
  const plain = word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  const sounds: Sound[] = [];
  let at = 0;
  let previous = '';
  while (at < plain.length) {
    const [spelling, sound] = letters.find(([key]) => plain.startsWith(key, at)) ?? [plain[at] as string, ['']];
    const isEnd = at + spelling.length === plain.length;
    // "dilli", "accha": a doubled consonant is said once.
    const isDoubled = spelling === previous && spelling.length === 1 && !'aeiou'.includes(spelling);
    if (!isDoubled) {
      const isNasalEnd = isEnd && spelling === 'n' && /[aeiou]$/.test(previous) && plain.length > 3;
      sounds.push(isNasalEnd ? ['N', ''] : ((isEnd && sounds.length > 0 ? atEnd[spelling] : undefined) ?? sound));
    }
    previous = spelling;
    at += spelling.length;
  }
  return sounds;
}
