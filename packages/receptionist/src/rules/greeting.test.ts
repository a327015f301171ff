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

test('says outside the hours that the clinic is closed, in the clinic’s own words where it has some', () => {
  const closed = (languageGuess: 'en' | 'hi', words?: { en: string | null; hi: string | null }) => {
    const opening = { kind: 'after-hours' as const, ...(words === undefined ? {} : { words }) };
    return greeting({ ...contextOf({ languageGuess }), opening }).text;
  };
  expect(closed('en')).toMatch(/written down.*closed now.*if it is urgent, say so.*How may I help/);
  expect(closed('hi')).toMatch(/लिखी जाती.*अभी बंद है.*क्या मदद करूँ/);
  const words = { en: 'We open at nine.', hi: null };
  expect(closed('en', words)).toMatch(/recorded\. We open at nine\. How may/);
  expect(closed('hi', words)).toMatch(/अभी बंद है/);
});

test('says who rings where the clinic rings back, and nothing of why', () => {
  const { text } = greeting({ ...contextOf({ languageGuess: 'en' }), opening: { kind: 'call-back' } });
  expect(text).toMatch(/this is Asha Clinic, calling you back.*AI assistant.*written down, not recorded/);
});

test('begins with the clinic’s own words where it has some, and still says that an AI answers', () => {
  const own = { en: { greeting: 'Good day from Asha' }, hi: { greeting: 'आशा क्लिनिक में नमस्कार।' } };
  const hello = (languageGuess: 'en' | 'hi' | 'hi-en') =>
    greeting({ ...contextOf({ languageGuess }), clinic: { ...contextOf().clinic, speech: own } }).text;
  expect(hello('en')).toMatch(/^Good day from Asha\. I am an AI assistant.*not recorded.*How may I help/);
  expect(hello('hi')).toMatch(/^आशा क्लिनिक में नमस्कार। मैं एआई/);
  expect(hello('hi-en')).toMatch(/^आशा क्लिनिक में नमस्कार। Main AI assistant/);
});
