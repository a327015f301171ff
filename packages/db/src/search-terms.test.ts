import { describe, expect, it } from 'vitest';
import { children, men, surnames, women } from '../../../prisma/factories/names.ts';
import { abhaTerms, foldName, foldUhid, nameTerms, phoneTerms, romanise, soundOf, uhidTerms } from './search-terms.ts';

describe('how a name sounds', () => {
  it.each([
    ['शर्मा', 'Sharma', 'Sarma', 'SHARMA'],
    ['राव', 'Rao', 'Rav'],
    ['सिंह', 'Singh', 'Sinh'],
    ['विकास', 'Vikas', 'Wikas'],
    ['ज़ोया', 'Zoya', 'Joya'],
    ['लक्ष्मी', 'Lakshmi', 'Laxmi', 'Lakhsmi'],
    ['फ़र्नांडिस', 'Fernandes', 'Phernandis'],
    ['ईश्वर', 'Eshwar', 'Ishvar'],
    ['कृष्ण', 'Krishna'],
    ['अय्यर', 'Iyer', 'Aiyar'],
    ['कांबळे', 'Kamble', 'Kambale'],
  ])('is one in all spellings of %s', (...spellings) => {
    expect(new Set(spellings.map(soundOf)).size).toBe(1);
    expect(soundOf(spellings[0])).not.toBe('');
  });

  it('meets across scripts for the names that people have', () => {
    const names = [...women, ...men, ...children, ...surnames];
    const apart = names.filter(({ roman, devanagari }) => soundOf(roman) !== soundOf(devanagari));
    // ड़ is written r in one name and d in the next: the ordinary reading is r.
    expect(apart.map(({ roman }) => roman)).toEqual(['Gaikwad']);
  });

  it('keeps different names apart', () => {
    const names = ['Sharma', 'Rao', 'Mehta', 'Khan', 'Iyer', 'Verma', 'Fernandes', 'Patil', 'Singh', 'Yadav', 'Gupta'];
    expect(new Set(names.map(soundOf)).size).toBe(names.length);
  });

  it('is nothing where there are no letters', () => {
    expect([soundOf(''), soundOf('123'), soundOf('—')]).toEqual(['', '', '']);
  });
});

describe('terms', () => {
  it('of a name are its words, their beginnings and their sounds, each once', () => {
    const terms = nameTerms('Dr. Neha  NEHA-Rao');
    const of = (kind: string) => terms.filter((one) => one.kind === kind).map(({ term }) => term);
    expect(of('name_word')).toEqual(['neha', 'rao']);
    expect(of('name_prefix')).toEqual(['ne', 'neh', 'neha', 'ra', 'rao']);
    expect(of('name_sound')).toEqual(['n', 'r']);
  });

  it('of a name in Devanagari leave out the title, and meet the Roman ones by beginning and by sound', () => {
    const terms = nameTerms('श्रीमती सुनीता यादव');
    expect(terms.some(({ term }) => term.includes('श्रीमती'))).toBe(false);
    const roman = nameTerms('Sunita Yadav').filter(({ kind }) => kind !== 'name_word');
    expect(terms).toEqual(expect.arrayContaining(roman));
    expect(terms.filter(({ kind }) => kind === 'name_word').map(({ term }) => term)).toEqual(['सुनीता', 'यादव']);
  });

  it('of a name keep apostrophes and joiners within the word', () => {
    expect(foldName("D'Souza")).toBe('dsouza');
    expect(foldName('D’Souza-Pinto')).toBe('dsouza pinto');
    expect(foldName('शक्\u200dति')).toBe('शक्ति');
  });

  it('begin in every script as what is typed of it, letter by letter', () => {
    const names = [...women, ...men, ...children, ...surnames];
    for (const { devanagari } of names) {
      const prefixes = new Set(
        nameTerms(devanagari).flatMap(({ kind, term }) => (kind === 'name_prefix' ? [term] : [])),
      );
      // What is typed ends with a whole letter: its vowel sign belongs to it, a virama waits for the next.
      const letters = [...new Intl.Segmenter('hi', { granularity: 'grapheme' }).segment(devanagari)];
      for (let count = 1; count <= letters.length; count++) {
        const typed = letters
          .slice(0, count)
          .map(({ segment }) => segment)
          .join('');
        const term = [...romanise(foldName(typed))].slice(0, 6).join('');
        if (term.length > 1) expect(prefixes, `${typed} of ${devanagari}`).toContain(term);
      }
    }
  });

  it('of the clinic’s own number are the whole, the same without noughts, and the bare number', () => {
    expect(uhidTerms('MR-000412')).toEqual([
      { kind: 'uhid', term: 'MR000412' },
      { kind: 'uhid', term: 'MR412' },
      { kind: 'uhid', term: '412' },
    ]);
    expect(uhidTerms('412').map(({ term }) => term)).toEqual(['412']);
    expect(uhidTerms('000').map(({ term }) => term)).toEqual(['000', '0']);
    expect(uhidTerms('ASHA').map(({ term }) => term)).toEqual(['ASHA']);
    expect([uhidTerms(' - '), foldUhid(' mr 000-412 ')]).toEqual([[], 'MR000412']);
  });

  it('of a health account number are its digits', () => {
    expect(abhaTerms('91234567890123')).toEqual([{ kind: 'abha', term: '91234567890123' }]);
  });

  it('of a title alone are that title: nobody is without a term', () => {
    expect(foldName('Kumari')).toBe('kumari');
    expect(nameTerms('   ')).toEqual([]);
  });

  it('of a phone are the whole and its last four', () => {
    expect(phoneTerms('+916000100001')).toEqual([
      { kind: 'phone', term: '+916000100001' },
      { kind: 'last_four', term: '0001' },
    ]);
  });
});

it('writes Devanagari in Roman letters, composed or not', () => {
  expect(romanise('शर्मा')).toBe('sharma');
  expect(romanise('ज़ोया'.normalize('NFD'))).toBe(romanise('ज़ोया'.normalize('NFC')));
  expect(romanise('Dr राव')).toBe('Dr rav');
});
