// Guards what a conversation is found by: one word is one term in both scripts and in its forms, and different words stay apart.
import { describe, expect, it } from 'vitest';
import { wordsOf, wordTerm, wordTerms } from './word-terms.ts';

const termOf = (word: string) => {
  const [folded = ''] = wordsOf(word);
  return wordTerm(folded);
};

describe('one word', () => {
  it.each([
    ['report', 'reports', 'Report,', 'रिपोर्ट'],
    ['appointment', 'appointments', 'अपॉइंटमेंट'],
    ['billing', 'बिलिंग'],
    ['book', 'booked', 'booking'],
    ['doctor', 'डॉक्टर', 'doctors'],
    ['bukhar', 'बुखार', 'bukhaar'],
    ['dard', 'दर्द'],
    ['khansi', 'खाँसी', 'खांसी', 'khaansi'],
    ['dawai', 'दवाई', 'davai'],
    ['charge', 'charged', 'charges'],
    ['दवाइयाँ', 'दवाइयों'],
    ['500', '५००'],
  ])('%s is found in every form', (...forms) => {
    const terms = forms.map(termOf);
    expect(terms[0]).not.toBeNull();
    expect(new Set(terms), terms.join(' ')).toHaveProperty('size', 1);
  });

  it('is not another', () => {
    const words = [
      'fever',
      'report',
      'refund',
      'parking',
      'thyroid',
      'skin',
      'dard',
      'fees',
      'timing',
      'child',
      'pain',
      'pen',
      'pani',
    ];
    expect(new Set(words.map(termOf)).size).toBe(words.length);
  });
});

it('leaves out what every conversation has, in three languages', () => {
  expect(wordTerms('Hello, how are you? नमस्ते जी, आप कैसे हैं? Aap kaise hain ji?')).toEqual([]);
});

it('keeps each word once, and no more than it may', () => {
  expect(wordTerms('fever fever Fevers बुखार bukhar')).toHaveLength(2);
  const long = Array.from({ length: 3_000 }, (_, index) => `${index}`).join(' ');
  expect(wordTerms(long)).toHaveLength(600);
});
