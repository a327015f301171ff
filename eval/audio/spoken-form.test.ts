import { expect, test } from 'vitest';
import { answers } from '../caller/lexicon/answers.ts';
import { hindiNumbers } from '../caller/lexicon/days.ts';
import { openings, questions } from '../caller/lexicon/openings.ts';
import { romanWords } from './roman-words.ts';
import { spokenForm } from './spoken-form.ts';

const names = new Map([['rao', 'राव']]);

test.each([
  ['mujhe kal Dr Rao ko dikhana hai', 'hi-en', 'मुझे कल डॉक्टर राव को दिखाना है'],
  ['kal subah 10:30 baje', 'hi-en', 'कल सुबह साढ़े दस बजे'],
  ['12:45 baje', 'hi-en', 'पौने एक बजे'],
  ['1:30 baje', 'hi-en', 'डेढ़ बजे'],
  ['25 तारीख को', 'hi', 'पच्चीस तारीख को'],
  ['डॉ शर्मा', 'hi', 'डॉक्टर शर्मा'],
  ['Dr Rao tomorrow', 'en', 'Doctor Rao tomorrow'],
  ['kitaab', 'hi-en', 'किताब'],
] as const)('%s in %s is read as %s', (text, language, spoken) => {
  expect(spokenForm(text, language, names)).toBe(spoken);
});

test('every word of the lexicon’s Hinglish has a sound of its own', () => {
  const lists = [answers, openings, questions]
    .flatMap((one) => Object.values(one))
    .map((words) => words?.['hi-en'] ?? []);
  const words = lists.flat().flatMap((text) =>
    text
      .toLowerCase()
      .replace(/\{\w+\}/g, ' ')
      .split(/[^a-z]+/),
  );
  const numbers = hindiNumbers.map(([, roman]) => roman);
  expect([...words, ...numbers].filter((word) => word !== '' && !romanWords.has(word))).toEqual([]);
});
