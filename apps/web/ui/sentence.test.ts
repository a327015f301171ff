// Guards: a control stands where its sentence names it, in any word order.
import { expect, it } from 'vitest';
import { splitSentence } from './sentence.tsx';

it('finds the control within, before and behind the words', () => {
  expect(splitSentence('Answer after [rings] rings.')).toEqual([
    { words: 'Answer after ', name: null },
    { words: '', name: 'rings' },
    { words: ' rings.', name: null },
  ]);
  expect(splitSentence('[rings] घंटियों के बाद').map(({ name }) => name)).toEqual([null, 'rings', null]);
});

it('leaves words alone that name nothing', () => {
  expect(splitSentence('A list [of two words] stays.')).toEqual([
    { words: 'A list [of two words] stays.', name: null },
  ]);
});
