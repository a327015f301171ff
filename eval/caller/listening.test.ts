import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadSuite } from '../format/load-suite.ts';
import { helpIn, isOtherDeed, isOtherKind, keyFor, keysIn, namesAnother } from './listening.ts';

const { clinics } = await loadSuite(fileURLToPath(new URL('../scenarios', import.meta.url)));
const clinic = clinics.get('asha');
if (clinic === undefined) throw new Error('there is no asha');

const menus = {
  en: 'Let us use the keys: 1 for Dr Anita Sharma, 2 for Dr Suresh Rao, 0 for a person.',
  hi: 'चलिए बटन से करते हैं: डॉ अनीता शर्मा के लिए 1, डॉ सुरेश राव के लिए 2, किसी से बात के लिए 0।',
  'hi-en': 'Chaliye button se karte hain: Dr Anita Sharma ke liye 1, Dr Suresh Rao ke liye 2, kisi se baat ke liye 0.',
} as const;

describe.each(Object.entries(menus))('keys read out in %s', (name, text) => {
  const language = name as keyof typeof menus;
  const wanted = {
    language,
    job: 'book' as const,
    wish: { doctor: 'rao' },
    day: undefined,
    today: '2026-11-23',
    clinic,
  };

  test('are known with what they are for', () => {
    expect(keysIn(text, language).map(({ key }) => key)).toEqual(['1', '2', '0']);
    expect(helpIn(text, language)).toBe('keys');
  });

  test('the doctor who is wanted is found, another is not guessed', () => {
    expect(keyFor(text, { ...wanted, asked: 'doctor' })).toBe('2');
    expect(keyFor(text, { ...wanted, asked: 'doctor', wish: { doctor: 'khan' } })).toBeNull();
  });
});

test('days have keys by their date', () => {
  const at = (day: string, text: string, language: 'en' | 'hi') =>
    keyFor(text, { asked: 'day', language, job: 'book', wish: {}, day, today: '2026-11-23', clinic });
  const english =
    'Let us use the keys: 1 for today, Monday, 23 November, 2 for tomorrow, Tuesday, 24 November, 0 for a person.';
  const hindi = 'चलिए बटन से करते हैं: आज, सोमवार, 23 नवंबर के लिए 1, कल, मंगलवार, 24 नवंबर के लिए 2, किसी से बात के लिए 0।';
  expect(at('tomorrow', english, 'en')).toBe('2');
  expect(at('today', hindi, 'hi')).toBe('1');
  expect(at('tomorrow', hindi, 'hi')).toBe('2');
  expect(at('friday', english, 'en')).toBeNull();
});

test('an apology asks for plain words; anything else asks for nothing', () => {
  expect(helpIn('Sorry, I did not catch that. Please say “the first one”, or the time.', 'en')).toBe('plain');
  expect(helpIn('माफ़ कीजिए, समझ नहीं पाई। नाम बोलिए।', 'hi')).toBe('plain');
  expect(helpIn('Dr Rao is free tomorrow at 10:00 am. Does that suit you?', 'en')).toBe('none');
});

test('a caller hears when somebody else, another deed or another kind of doctor is read back', () => {
  expect(namesAnother('So that is Dr Rao, for ramesh yadav.', { patient: 'sunita' }, clinic)).toBe(true);
  expect(namesAnother('So that is Dr Rao, for Sunita Yadav.', { patient: 'sunita' }, clinic)).toBe(false);
  expect(namesAnother('Dr Rao, under this phone number', { patient: 'sunita' }, clinic)).toBe(false);
  expect(isOtherDeed('I would cancel Dr Rao, tomorrow.', 'reschedule')).toBe(true);
  expect(isOtherDeed('So that is Dr Rao, tomorrow.', 'cancel')).toBe(true);
  expect(isOtherDeed('I would cancel Dr Rao, tomorrow.', 'cancel')).toBe(false);
  expect(isOtherKind('So that is Dr Kavita Mehta (women’s health doctor), tomorrow', { kind: 'bones' })).toBe(true);
  expect(isOtherKind('So that is Dr Imran Khan (bone and joint doctor), tomorrow', { kind: 'bones' })).toBe(false);
  expect(isOtherKind('So that is Dr Imran Khan, tomorrow', { kind: 'skin' })).toBe(false);
});
