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
export const isGarbageWord = (name: string): boolean => name.startsWith('zz_');

const PHONES =
  'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'.split(' ');
/** Every phone of the model but silence and noise. */
export const allPhones: readonly string[] = PHONES;

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

/** Of the whole garbage path against the grammar, and of going on within it: set by measurement, see README. */
export interface GarbageWeights {
  path: number;
  inner: number;
}
export const garbageWeights: GarbageWeights = { path: 1e-6, inner: 1e-6 };

/**
 * Reads a JSGF grammar (header, optional `grammar` line, rules; words in any script; comments; tags are dropped) and writes it for the
 * decoder: words become ASCII names, `nameOf` says which; the public rules stand beside a garbage path, which `<garbage>` also names within
 * a rule.
 * @throws {GrammarError} where it is not JSGF, has no public rule, names a rule it does not define, or is too large (2,000 words)
 */
export function compileGrammar(
  source: string,
  nameOf: (word: string) => string,
  weights: GarbageWeights = garbageWeights,
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
  return { jsgf: assemble(rules, publicRules, weights), words };
}

const builtIn = new Set(['<garbage>', '<NULL>', '<VOID>']);

/** Rules keep their names behind a letter, so that none meets ours. */
function ruleName(rule: string): string {
  if (rule === '<NULL>' || rule === '<VOID>') return rule;
  if (rule === '<garbage>') return '<zz_garbage>';
  return `<r_${Buffer.from(rule.slice(1, -1), 'utf8').toString('hex')}>`;
}

function assemble(rules: readonly string[], publicRules: readonly string[], weights: GarbageWeights): string {
  const decimal = (weight: number) => weight.toFixed(12);
  const phones = allPhones
    .map((phone) => `/${decimal(weights.inner / allPhones.length)}/ ${garbageWord(phone)}`)
    .join(' | ');
  return [
    '#JSGF V1.0;',
    'grammar vaani;',
    `public <zz_said> = /${decimal(1 - weights.path)}/ <zz_grammar> | /${decimal(weights.path)}/ <zz_garbage>;`,
    `<zz_grammar> = ${publicRules.map(ruleName).join(' | ')};`,
    '<zz_garbage> = <zz_phone>+;',
    `<zz_phone> = ${phones};`,
    ...rules,
    '',
  ].join('\n');
}
