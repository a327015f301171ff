import { nameTerms, phoneTerms, uhidTerms } from '@vaani/db';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { men, surnames, women } from '../../../../prisma/factories/names.ts';
import { parseSearch } from './search-query.ts';
import { fitOf } from './search-rank.ts';

const terms = (text: string) => parseSearch(text, 'IN').whole.map(({ kind, term }) => `${kind} ${term}`);

describe('what was typed', () => {
  it.each([
    ['9876543210', ['phone +919876543210', 'last_four 3210', 'uhid 9876543210']],
    ['+91 98765-43210', ['phone +919876543210', 'last_four 3210', 'uhid 919876543210']],
    ['०९८७६५ ४३२१०', ['phone +919876543210', 'last_four 3210', 'uhid 09876543210', 'uhid 9876543210']],
    ['3210', ['last_four 3210', 'uhid 3210']],
    ['43210', ['last_four 3210', 'uhid 43210']],
    ['0412', ['last_four 0412', 'uhid 0412', 'uhid 412']],
    ['12', ['uhid 12']],
    ['91-2345-6789-0123', ['abha 91234567890123']],
    ['MR-000412', ['uhid MR000412']],
    ['mr 412', ['uhid MR412']],
    ['Tel: 98765 43210', ['phone +919876543210', 'uhid TEL9876543210']],
  ])('%s asks for %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('is words by beginning and by sound, titles left out', () => {
    const { words } = parseSearch('Dr. Sunita  शर्मा', 'IN');
    expect(words.map(({ text, kind }) => [text, kind])).toEqual([
      ['sunita', 'name'],
      ['sharma', 'name'],
    ]);
    expect(words[1]).toMatchObject({
      strong: [{ kind: 'name_prefix', term: 'sharma' }],
      weak: [{ kind: 'name_sound', term: 'srm' }],
    });
    expect(parseSearch('N Kulkarni', 'IN').words[0]).toMatchObject({ kind: 'initial', strong: [] });
    expect(parseSearch('sunita 3210', 'IN').words[1]).toMatchObject({ kind: 'digits' });
    for (const text of ['', '   ', '😀', '—', "'"])
      expect(parseSearch(text, 'IN')).toMatchObject({ words: [], whole: [] });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(parseSearch(text, 'IN').words.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('somebody', () => {
  const names = fc
    .tuple(fc.constantFrom(...women, ...men), fc.constantFrom(...surnames), fc.boolean(), fc.boolean())
    .map(([first, last, isHindi, isTypedHindi]) => ({
      stored: isHindi ? `${first.devanagari} ${last.devanagari}` : `${first.roman} ${last.roman}`,
      typed: isTypedHindi ? `${last.devanagari} ${first.devanagari}` : `${last.roman} ${first.roman}`,
    }));
  const isIn = (query: ReturnType<typeof parseSearch>, stored: ReturnType<typeof nameTerms>) => {
    const keys = new Set(stored.map(({ kind, term }) => `${kind} ${term}`));
    return query.words.every(({ strong, weak }) =>
      [...strong, ...weak].some(({ kind, term }) => keys.has(`${kind} ${term}`)),
    );
  };

  it('is found by their name in either script, in any order, and ranked', () => {
    fc.assert(
      fc.property(names, ({ stored, typed }) => {
        // ड़ is r to one ear and d to another.
        fc.pre(!/Gaikwad|गायकवाड़/.test(`${stored}${typed}`));
        const query = parseSearch(typed, 'IN');
        expect(isIn(query, nameTerms(stored)), `${typed} of ${stored}`).toBe(true);
        expect(fitOf(query, { names: [stored], uhids: [], phones: [] })).not.toBeNull();
      }),
    );
  });

  it('fits best word for word, then by beginning, then by sound', () => {
    const fitting = (name: string, typed = 'sharma') =>
      fitOf(parseSearch(typed, 'IN'), { names: [name], uhids: [], phones: [] });
    const ranks = ['Asha Sharma', 'Asha Sharman', 'Asha Sarma', 'Asha Verma'].map((name) => fitting(name) ?? -1);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    expect(new Set(ranks).size).toBe(4);
    expect(ranks.at(-1)).toBe(-1);
    // Longer than any beginning that is kept: compared letter by letter.
    expect(fitting('Asha Kulkarni', 'kulkarnee')).toBe(1);
    expect(fitting('Asha Sunitabai', 'sunitaben')).toBeNull();
    // An initial is looked at too.
    expect(fitting('Asha Sharma', 'a sharma')).not.toBeNull();
    expect(fitting('Neha Sharma', 'a sharma')).toBeNull();
  });

  it('fits by the end of a phone and by the number at the end of a UHID, and not by what only shares four digits', () => {
    const person = { names: ['Asha'], uhids: ['MR-000412'], phones: ['+919876543210'] };
    const fitting = (typed: string) => fitOf(parseSearch(typed, 'IN'), person);
    for (const typed of ['3210', '43210', '9876543210', '412', '000412', 'mr-000412', 'mr412', 'asha 3210'])
      expect(fitting(typed), typed).not.toBeNull();
    for (const typed of ['93210', '41', '4120', 'MR-412X', 'neha 3210']) expect(fitting(typed), typed).toBeNull();
    expect([...phoneTerms('+919876543210'), ...uhidTerms('MR-000412')].length).toBe(5);
  });
});
