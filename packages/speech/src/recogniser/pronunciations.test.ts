// Guards the way from spelling to sounds: what is not listed here was misheard, or would be.
import { describe, expect, it } from 'vitest';
import { pronunciationsOf } from './pronunciations.ts';

const dictionary = new Map([
  ['doctor', ['D AA K T ER', 'D AO K T ER']],
  ['do', ['D UW']],
  ['clinic', ['K L IH N IH K']],
]);
const lookup = (word: string) => dictionary.get(word) ?? [];

describe('pronunciationsOf', () => {
  it.each([
    ['हाँ', 'HH AA N'],
    ['नहीं', 'N AH HH IY'],
    ['बजे', 'B AH JH EY'],
    ['ग्यारह', 'G Y AA R AH HH'],
    ['दस', 'DH AH S'],
    ['मिलना', 'M IH L N AA'],
    ['सोमवार', 'S OW M V AA R'],
    ['डॉक्टर', 'D AO K T ER'],
    ['ज़रूर', 'Z AH R UW R'],
    ['साढ़े', 'S AA R EY'],
    ['फ्राइडे', 'F R AY D EY'],
    ['अपॉइंटमेंट', 'AH P OY N T M EH N T'],
    ['कि', 'K IY'],
  ])('%s may be said %s', (word, phones) => {
    expect(pronunciationsOf(word, 'hi', lookup)).toContain(phones);
  });

  it.each([
    ['haan', 'HH AA N'],
    ['nahi', 'N AH HH IY'],
    ['saadhe', 'S AA R EY'],
    ['theek', 'T IY K'],
    ['rao', 'R AA V'],
    ['chaar', 'CH AA R'],
    ['mujhe', 'M UH JH EY'],
    ['accha', 'AH CH AA'],
    ['karwa', 'K AH R V AA'],
  ])('%s in Hinglish may be said %s', (word, phones) => {
    expect(pronunciationsOf(word, 'hi-en', lookup)).toContain(phones);
  });

  it('says English words as the dictionary does', () => {
    expect(pronunciationsOf('Doctor', 'en', lookup)).toEqual(['D AA K T ER', 'D AO K T ER']);
  });

  it('says a word that both languages have as Hindi in Hinglish, as English in English', () => {
    expect(pronunciationsOf('do', 'hi-en', lookup)).toContain('D OW');
    expect(pronunciationsOf('do', 'hi-en', lookup)).not.toContain('D UW');
    expect(pronunciationsOf('do', 'en', lookup)).toEqual(['D UW']);
  });

  it('knows English words in Hinglish too', () => {
    expect(pronunciationsOf('clinic', 'hi-en', lookup)[0]).toBe('K L IH N IH K');
  });

  it('spells names that the dictionary lacks', () => {
    expect(pronunciationsOf("Sharmaji's", 'en', lookup).length).toBeGreaterThan(0);
    expect(pronunciationsOf('…', 'en', lookup)).toEqual([]);
  });

  it('gives few, distinct ways, of phones that the model has', () => {
    for (const word of ['देशपांडे', 'धन्यवाद', 'anaesthesiologist', 'vandanaben', 'ज्ञान', 'त्वचा']) {
      const ways = pronunciationsOf(word, 'hi', lookup);
      expect(new Set(ways).size).toBe(ways.length);
      expect(ways.length).toBeLessThanOrEqual(8);
      expect(ways.join(' ')).toMatch(/^([A-Z]{1,2} ?)+$/);
    }
  });
});
