import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysFromIso, isoDate, isoTime } from './civil.ts';
import { understandNumber } from './numbers.ts';
import { sayDate, sayMoney, sayTime, spokenDigits, spokenNumber } from './spoken.ts';
import type { Language } from './types.ts';
import { understandWhen } from './when.ts';

const languages: Language[] = ['en', 'hi', 'hi-en'];
const zone = 'Asia/Kolkata';

describe.each(languages)('what is said in %s is understood back', (language) => {
  test('every minute of the day, as written and as read', () => {
    const now = '2026-11-23T06:00:00Z';
    for (let minutes = 0; minutes < 1440; minutes += 1) {
      const time = isoTime(minutes);
      for (const form of Object.values(sayTime(time, language))) {
        expect([form, understandWhen(form, { now, zone }).readings]).toEqual([form, [{ time }]]);
      }
    }
  });

  test('every day of two years, from any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 730 }), fc.integer({ min: 0, max: 364 }), (start, ahead) => {
        const today = isoDate(daysFromIso('2026-01-01') + start);
        const date = isoDate(daysFromIso(today) + ahead);
        const now = `${today}T06:00:00Z`;
        for (const form of Object.values(sayDate(date, language, today))) {
          expect([form, understandWhen(form, { now, zone }).readings]).toEqual([form, [{ date }]]);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('numbers up to ninety-nine', () => {
    for (let value = 0; value < 100; value += 1) {
      expect([value, understandNumber(spokenNumber(value, language))]).toEqual([value, value]);
    }
  });
});

test('read as people say it', () => {
  expect(sayTime('10:30', 'hi')).toEqual({ text: 'सुबह 10:30 बजे', spoken: 'सुबह साढ़े दस बजे' });
  expect(sayTime('13:30', 'hi-en')).toEqual({ text: 'dopahar 1:30 baje', spoken: 'दोपहर डेढ़ बजे' });
  expect(sayTime('16:05', 'en')).toEqual({ text: '4:05 pm', spoken: 'four oh five in the afternoon' });
  expect(sayDate('2026-11-24', 'en', '2026-11-23').text).toBe('tomorrow, Tuesday, 24 November');
  expect(sayDate('2026-11-24', 'hi', '2026-11-23').text).toBe('कल, मंगलवार, 24 नवंबर');
  expect(sayDate('2026-11-27', 'hi-en', '2026-11-23')).toEqual({
    text: 'Friday, 27 November',
    spoken: 'फ्राइडे, सत्ताईस नवंबर',
  });
  expect(sayMoney(60_000, 'en')).toEqual({ text: '₹600', spoken: 'six hundred rupees' });
  expect(sayMoney(125_000, 'hi').spoken).toBe('एक हज़ार दो सौ पचास रुपये');
  expect(spokenDigits('112', 'en')).toBe('one one two');
});
