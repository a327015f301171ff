/** Phones of the model: the garbage path is a loop over them. */
const PHONES = [
  'AA',
  'AE',
  'AH',
  'AO',
  'AW',
  'AY',
  'B',
  'CH',
  'D',
  'DH',
  'EH',
  'ER',
  'EY',
  'F',
  'G',
  'HH',
  'IH',
  'IY',
  'JH',
  'K',
  'L',
  'M',
  'N',
  'NG',
  'OW',
  'OY',
  'P',
  'R',
  'S',
  'SH',
  'T',
  'TH',
  'UH',
  'UW',
  'V',
  'W',
  'Y',
  'Z',
  'ZH',
];

/** Marks a word of the garbage path. */
const MARK = '__';
const garbageWord = (phone: string) => `${MARK}${phone.toLowerCase()}`;

/** Takes the weight that the phones are not to have (weights of alternatives are made to sum up to one), and is never said. */
const NEVER = `${MARK}never`;

/** Words that the garbage path is made of, with their pronunciation. */
export const garbageWords: [string, string][] = [
  ...PHONES.map((phone): [string, string] => [garbageWord(phone), phone]),
  [NEVER, 'ZH OY TH '.repeat(12).trim()],
];

export const isGarbage = (text: string): boolean => text.includes(MARK);

/**
 * What a phone of the garbage path costs, by language. Lower lets more pass as heard. Hindi words are further from the English model than any
 * phones are, so their garbage must cost more. Tuned on in- and out-of-grammar speech: docs/decisions/0003-local-speech.md.
 */
const garbageWeights = { en: Number(process.env.GE ?? 2e-4), hi: Number(process.env.GW ?? 1e-8) };

/** A grammar that is not understood; the message says why. */
export class GrammarError extends Error {
  override name = 'GrammarError';
}

/**
 * Puts the garbage path beside a grammar's public rule: what nothing in the grammar explains better than any phones is rejected.
 * @throws {GrammarError} where there is not just one public rule.
 */
export function withGarbage(jsgf: string, model: 'en' | 'hi'): string {
  const rules = [...jsgf.matchAll(/\bpublic\s+<([^>]+)>\s*=/g)];
  const name = rules[0]?.[1];
  if (name === undefined || rules.length > 1) throw new GrammarError('a grammar has one public rule');
  const phones = PHONES.map((phone) => `/${garbageWeights[model]}/ ${garbageWord(phone)}`).join(' | ');
  return `${jsgf.replace(/\bpublic\s+</, '<')}\n<garbage__> = ( /1/ ${NEVER} | ${phones} )+;\npublic <heard__> = <${name}> | <garbage__>;\n`;
}

/** The words of a grammar. */
export function wordsOf(jsgf: string): string[] {
  const bodies = jsgf
    .replace(/^\s*#JSGF[^\n;]*;/, '')
    .replace(/\bgrammar\s+[^;]+;/, '')
    .replace(/(\bpublic\s+)?<[^>]+>\s*=/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\/[\d.eE+-]+\//g, ' ');
  return [...new Set(bodies.split(/[\s()[\]|*+;]+/).filter((word) => word !== ''))];
}
