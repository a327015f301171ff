import { expect, test } from 'vitest';
import { contextOf } from '../../test/clinic.ts';
import { greeting } from './greeting.ts';

test('says in each language that an AI answers and that words are written down, not recorded; names no patient', () => {
  const english = greeting(contextOf({ languageGuess: 'en' }));
  expect(english.text).toMatch(/AI assistant.*written down, not recorded/);
  const hindi = greeting(contextOf({ languageGuess: 'hi' }));
  expect(hindi.text).toMatch(/एआई सहायक.*लिखी जाती है, रिकॉर्ड नहीं/);
  const hinglish = greeting(contextOf({ languageGuess: 'hi-en' }));
  expect(hinglish.text).toMatch(/AI assistant.*likhi jaati hai, record nahi/);
  expect(hinglish.spoken).toMatch(/आशा क्लिनिक/);
  for (const { text, spoken } of [english, hindi, hinglish])
    expect(`${text}${spoken}`).not.toMatch(/Ravi|Sunita|सुनीता/);
});
