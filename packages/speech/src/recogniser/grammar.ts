import type { GrammarLanguage } from './pronunciations.ts';

/** A grammar that cannot be used: the message says where. */
export class GrammarError extends Error {
  override name = 'GrammarError';
}

export interface CompiledGrammar {
  /** JSGF in which each word stands as a plain ASCII name that the decoder can hold. */
  jsgf: string;
  /** Word as the caller wrote it, by that name. */
  words: ReadonlyMap<string, string>;
}

/** Name of the decoder's own words for one phone each; the garbage path is a loop of them. */
export const garbageWord = (phone: string): string => `zz_${phone.toLowerCase()}`;

/**
 * The phones of the garbage path: a spread over the mouth rather than all 39, because each one-phone word is expanded by every neighbour it may
 * have and the cost grows with the square of their number.
 */
export const garbagePhones: readonly string[] = 'AA AE AH ER EY IH IY OW UW B CH D F G HH K L M N R S SH T V Z'.split(
  ' ',
);

const MOST_WORDS = 2_000;
const MOST_CHARACTERS = 200_000;

type Token = { kind: 'word' | 'rule' | 'sign' | 'weight' | 'tag'; text: string };

const lexer =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<weight>\/\s*\d*\.?\d+\s*\/)|(?<tag>\{[^}]*\})|(?<rule><[^<>\s]+>)|"(?<quoted>[^"]*)"|(?<sign>[=|;()[\]*+])|(?<word>[^\s=|;()[\]*+{}<>"/]+)|\s+|(?<bad>.)/gu;

function* lex(body: string): Generator<Token> {
  for (const match of body.matchAll(lexer)) {
    const { weight, tag, rule, quoted, sign, word, bad } = match.groups ?? {};
    if (bad !== undefined) throw new GrammarError(`The sign ${JSON.stringify(bad)} at ${match.index} is not JSGF.`);
    if (weight !== undefined) yield { kind: 'weight', text: weight.replaceAll(/\s/g, '') };
    else if (tag !== undefined) yield { kind: 'tag', text: tag };
    else if (rule !== undefined) yield { kind: 'rule', text: rule };
    else if (sign !== undefined) yield { kind: 'sign', text: sign };
    else if (quoted !== undefined)
      for (const part of quoted.split(/\s+/).filter(Boolean)) yield { kind: 'word', text: part };
    else if (word !== undefined) yield { kind: 'word', text: word };
  }
}

/**
 * What each phone of the garbage path costs, by language: higher rejects more. Hindi words are further from the American model than any row of
 * phones is, so there garbage must cost more. It takes what is nothing like the grammar; the rest is for `judge`. Measured: decision 0003.
 */
export const garbageWeights: Record<GrammarLanguage, number> = { en: 1e-8, hi: 1e-12, 'hi-en': 1e-12 };

/**
 * Reads a JSGF grammar (header, optional `grammar` line, rules; words in any script; comments; tags are dropped) and writes it for the
 * decoder: words become ASCII names, `nameOf` says which; the public rules stand beside a garbage path, which `<garbage>` also names within
 * a rule.
 * @throws {GrammarError} where it is not JSGF, has no public rule, names a rule it does not define, or is too large (2,000 words)
 */
export function compileGrammar(
  source: string,
  nameOf: (word: string) => string,
  language: GrammarLanguage,
): CompiledGrammar {
  if (source.length > MOST_CHARACTERS) throw new GrammarError('The grammar is longer than 200,000 characters.');
  const body = source.replace(/^\uFEFF?\s*#JSGF[^;]*;/, '').replace(/^\s*grammar\s+[^;]+;/, '');
  const rules: string[] = [];
  const publicRules: string[] = [];
  const defined = new Set<string>();
  const used = new Set<string>();
  const words = new Map<string, string>();
  let line: string[] = [];
  let depth = 0;
  let isPublic = false;
  let count = 0;
  for (const token of lex(body)) {
    if (line.length === 0 && token.kind === 'word') {
      if (token.text !== 'public') throw new GrammarError(`A rule starts with <name>, not with ${token.text}.`);
      isPublic = true;
      continue;
    }
    if (line.length === 0) {
      if (token.kind !== 'rule') throw new GrammarError(`A rule starts with <name>, not with ${token.text}.`);
      if (defined.has(token.text)) throw new GrammarError(`${token.text} is defined twice.`);
      defined.add(token.text);
      if (isPublic) publicRules.push(token.text);
      line.push(ruleName(token.text));
      continue;
    }
    if (line.length === 1) {
      if (token.text !== '=') throw new GrammarError(`After ${line[0]} there must be =.`);
      line.push('=');
      continue;
    }
    if (token.kind === 'sign' && token.text === ';') {
      if (depth !== 0) throw new GrammarError(`${line[0]} has an unclosed bracket.`);
      if (line.length === 2) throw new GrammarError(`${line[0]} is empty.`);
      rules.push(`${line.join(' ')};`);
      line = [];
      isPublic = false;
      continue;
    }
    if (token.kind === 'sign') {
      if (token.text === '=') throw new GrammarError(`${line[0]} holds a second =: a semicolon is missing before it.`);
      if (token.text === '(' || token.text === '[') depth += 1;
      if (token.text === ')' || token.text === ']') depth -= 1;
      if (depth < 0) throw new GrammarError(`${line[0]} closes a bracket that it did not open.`);
      line.push(token.text);
    } else if (token.kind === 'rule') {
      used.add(token.text);
      line.push(ruleName(token.text));
    } else if (token.kind === 'weight') line.push(token.text);
    else if (token.kind === 'word') {
      count += 1;
      const name = nameOf(token.text);
      words.set(name, token.text);
      line.push(name);
    }
  }
  if (line.length > 0) throw new GrammarError(`${line[0]} does not end in a semicolon.`);
  if (publicRules.length === 0) throw new GrammarError('The grammar has no public rule.');
  if (count > MOST_WORDS) throw new GrammarError(`The grammar has ${count} words; 2,000 are the most.`);
  for (const rule of used) {
    if (!defined.has(rule) && !builtIn.has(rule)) throw new GrammarError(`${rule} is used and not defined.`);
  }
  return { jsgf: assemble(rules, publicRules, garbageWeights[language]), words };
}

const builtIn = new Set(['<garbage>', '<NULL>', '<VOID>']);

/** Rules keep their names behind a letter, so that none meets ours. */
function ruleName(rule: string): string {
  if (rule === '<NULL>' || rule === '<VOID>') return rule;
  if (rule === '<garbage>') return '<zz_garbage>';
  return `<r_${Buffer.from(rule.slice(1, -1), 'utf8').toString('hex')}>`;
}

/** A word that nobody says: it takes the weight that the phones are not to have, because alternatives are scaled to sum up to one. */
export const NEVER = 'zz_never';
export const neverPhones = 'ZH OY TH '.repeat(12).trim();

function assemble(rules: readonly string[], publicRules: readonly string[], weight: number): string {
  const phones = garbagePhones.map((phone) => `/${weight.toFixed(20)}/ ${garbageWord(phone)}`).join(' | ');
  return [
    '#JSGF V1.0;',
    'grammar vaani;',
    `public <zz_said> = ${publicRules.map(ruleName).join(' | ')} | <zz_garbage>;`,
    '<zz_garbage> = <zz_phone>+;',
    `<zz_phone> = /1/ ${NEVER} | ${phones};`,
    ...rules,
    '',
  ].join('\n');
}
