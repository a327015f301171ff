// Guards what is taken as a grammar, and that words in any script reach the decoder as plain names.
import { describe, expect, it } from 'vitest';
import { compileGrammar, GrammarError } from './grammar.ts';

const compile = (source: string) => {
  const names = new Map<string, string>();
  return compileGrammar(
    source,
    (word) => {
      const name = names.get(word) ?? `w${names.size}`;
      names.set(word, name);
      return name;
    },
    'hi',
  );
};

describe('compileGrammar', () => {
  it('names words in any script, and keeps the structure', () => {
    const { jsgf, words } = compile(
      '#JSGF V1.0 UTF-8 hi;\ngrammar g;\npublic <a> = [जी] <b>+ | o\'clock; // said\n<b> = /2/ हाँ {yes} | /1/ "जी हाँ";',
    );
    expect([...words.values()]).toEqual(['जी', "o'clock", 'हाँ']);
    expect(jsgf).toContain('<r_61> = [ w0 ] <r_62> + | w1;');
    expect(jsgf).toContain('<r_62> = /2/ w2 | /1/ w0 w2;');
    expect(jsgf).not.toMatch(/[^\x20-\x7e\n]/);
  });

  it('puts one garbage path beside all public rules', () => {
    const { jsgf } = compile('public <a> = x; public <b> = y <garbage>;');
    expect(jsgf).toContain('public <zz_said> = <r_61> | <r_62> | <zz_garbage>;');
    expect(jsgf.match(/public/g)).toHaveLength(1);
    expect(jsgf).toContain('w1 <zz_garbage>;');
  });

  it.each([
    ['', 'no public rule'],
    ['hello', 'starts with <name>'],
    ['<a> = x;', 'no public rule'],
    ['public <a> = x', 'does not end'],
    ['public <a> = ;', 'empty'],
    ['public <a> = (x;', 'unclosed'],
    ['public <a> = x);', 'did not open'],
    ['public <a> = x; <a> = y;', 'twice'],
    ['public <a> = <b>;', 'not defined'],
    ['public <a> x;', 'there must be ='],
    ['public <a> = x <b> = y;', 'semicolon'],
    ['public <a> = x > y;', 'not JSGF'],
    [`public <a> = ${'x '.repeat(2_001)};`, '2,000'],
    [`public <a> = ${'x'.repeat(200_001)};`, '200,000'],
  ])('refuses %.40s with a sentence', (source, sentence) => {
    expect(() => compile(source)).toThrow(GrammarError);
    expect(() => compile(source)).toThrow(sentence);
  });
});
