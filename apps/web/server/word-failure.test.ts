// Guards: a page is told of a refusal in its own language, by the words it has for the field.
import { ClinicError } from '@vaani/clinic';
import { expect, it, vi } from 'vitest';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { fieldName, localeOf, wordFailure } = await import('./word-failure.ts');

it('words a refusal in the language of the page', () => {
  const refused = new ClinicError('bad-input', 'entries.2.phone is not a phone number.', 'entries.2.phone');
  expect(wordFailure(refused, 'en')).toEqual({
    ...{ code: 'bad-input', field: 'entries.2.phone' },
    ...{ sentence: 'Phone is not a phone number.', about: 'is not a phone number.' },
  });
  expect(wordFailure(refused, 'hi').sentence).toBe('फ़ोन सही फ़ोन नंबर नहीं है।');
});

it('knows a field by the last part of its path, and none that it has no word for', () => {
  expect(fieldName('windows.3.fromMin', 'hi')).toBe('कब से');
  expect(fieldName('constructor', 'en')).toBeNull();
  expect(fieldName('3', 'en')).toBeNull();
});

it('takes the language that the person chose, and else the browser’s', () => {
  const of = (headers: Record<string, string>) => localeOf(new Headers(headers));
  expect(of({ cookie: 'a=b; vaani-locale=hi', 'accept-language': 'en' })).toBe('hi');
  expect(of({ cookie: 'x-vaani-locale=hi', 'accept-language': 'en' })).toBe('en');
  expect(of({ 'accept-language': 'hi-IN,en;q=0.5' })).toBe('hi');
  expect(of({})).toBe('en');
});
