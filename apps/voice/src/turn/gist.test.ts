// Guards when two transcripts mean the same: an answer that was made for one is given to the other.
import { expect, it } from 'vitest';
import { gistOf } from './gist.ts';

it.each([
  ['clinic kab khulta', 'Clinic kab khulta hai?'],
  ['क्लिनिक कहाँ', 'क्लिनिक कहाँ है जी?'],
  ['What are your timings', 'what are your timings, please.'],
  ['haan', 'Haan ji'],
])('%s: %s', (one, other) => expect(gistOf(one)).toBe(gistOf(other)));

it.each([
  ['kal', 'kal nahi'],
  ['haan', 'nahi'],
  ['yes', 'yes but not tomorrow please'],
  ['no', 'no thank you'],
  ['book kar', 'book kar dijiye'],
  ['hai', 'kal hai'],
])('%s is not %s', (one, other) => expect(gistOf(one)).not.toBe(gistOf(other)));

it('leaves words that are nothing but that as they are', () => {
  expect(gistOf('ji')).toBe('ji');
  expect(gistOf('')).toBe('');
});
