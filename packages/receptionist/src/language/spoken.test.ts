import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysFromIso, isoDate, isoTime } from './civil.ts';
import { matchNames } from './names.ts';
import { understandNumber } from './number.ts';
import { understandPhone } from './phone.ts';
import { type Said, spoken, spokenDigits } from './spoken.ts';
import type { Language } from './types.ts';
import { understandWhen } from './when/understand-when.ts';

const languages: Language[] = ['en', 'hi', 'hi-en'];
const zone = 'Asia/Kolkata';
const at = (today: string) => ({ now: `${today}T06:00:00Z`, zone });
/** As it stands in the transcript, and as the voice reads it. */
const formsOf = ({ text, spoken: words }: Said): string[] => [text, words];
const dayAfter = (date: string, days: number): string => isoDate(daysFromIso(date) + days);

describe.each(languages)('what is said in %s is understood back', (language) => {
  test('every minute of the day, as written and as read', () => {
    for (let minutes = 0; minutes < 1440; minutes += 1) {
      const time = isoTime(minutes);
      for (const form of formsOf(spoken({ time }, language))) {
        expect([form, understandWhen(form, at('2026-11-23')).readings]).toEqual([form, [{ time }]]);
      }
    }
  });

  // A Monday in November, the day before a leap day, the last day of a year, a Sunday.
  test.each(['2026-11-23', '2028-02-28', '2026-12-31', '2027-05-30'])('every day of two years, from %s on', (today) => {
    for (let ahead = 0; ahead <= 731; ahead += 1) {
      const date = dayAfter(today, ahead);
      for (const form of formsOf(spoken({ date, today }, language))) {
        expect([form, understandWhen(form, at(today)).readings]).toEqual([form, [{ date }]]);
      }
    }
  });

  test('any day and minute together, from any day', () => {
    fc.assert(
      fc.property(fc.nat(730), fc.nat(364), fc.nat(1439), (start, ahead, minutes) => {
        const today = dayAfter('2026-01-01', start);
        const moment = { date: dayAfter(today, ahead), time: isoTime(minutes) };
        // After midnight of today the night began yesterday: nobody says that of a time to come.
        fc.pre(language === 'en' || ahead > 0 || minutes >= 240);
        for (const form of formsOf(spoken({ ...moment, today }, language))) {
          expect([form, understandWhen(form, at(today)).readings]).toEqual([form, [moment]]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('the parts of the day', () => {
    for (const part of ['morning', 'afternoon', 'evening', 'night'] as const) {
      for (const form of formsOf(spoken({ part }, language))) {
        expect([form, understandWhen(form, at('2026-11-23')).readings]).toEqual([form, [{ part }]]);
      }
    }
  });

  test('numbers: all up to ten thousand, and any up to a hundred crore', () => {
    const check = (value: number) => {
      for (const form of formsOf(spoken({ number: value }, language)))
        expect([form, understandNumber(form)]).toEqual([form, value]);
    };
    for (let value = 0; value <= 10_000; value += 1) check(value);
    fc.assert(fc.property(fc.nat(999_999_999), check), { numRuns: 1_000 });
  });

  test('money', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (rupees) => {
        expect(understandNumber(spoken({ money: rupees * 100 }, language).spoken)).toBe(rupees);
      }),
    );
  });

  test('phone numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6_000_000_000, max: 9_999_999_999 }), (digits) => {
        const phone = `+91${digits}`;
        for (const form of formsOf(spoken({ phone }, language)))
          expect([form, understandPhone(form)]).toEqual([form, phone]);
      }),
      { numRuns: 500 },
    );
  });
});

test('read as people say it', () => {
  expect(spoken({ time: '10:30' }, 'hi')).toEqual({ text: 'सुबह 10:30 बजे', spoken: 'सुबह साढ़े दस बजे' });
  expect(spoken({ time: '13:30' }, 'hi-en')).toEqual({ text: 'dopahar 1:30 baje', spoken: 'दोपहर डेढ़ बजे' });
  expect(spoken({ time: '16:05' }, 'en')).toEqual({ text: '4:05 pm', spoken: 'four oh five in the afternoon' });
  expect(spoken({ time: '12:00' }, 'en')).toEqual({ text: '12:00 pm', spoken: 'twelve noon' });
  expect(spoken({ date: '2026-11-24', today: '2026-11-23' }, 'en').text).toBe('tomorrow, Tuesday, 24 November');
  expect(spoken({ date: '2026-11-24', today: '2026-11-23' }, 'hi').text).toBe('कल, मंगलवार, 24 नवंबर');
  expect(spoken({ date: '2026-11-27', today: '2026-11-23' }, 'hi-en')).toEqual({
    text: 'Friday, 27 November',
    spoken: 'फ्राइडे, सत्ताईस नवंबर',
  });
  expect(spoken({ date: '2028-01-05', today: '2026-11-23' }, 'en').spoken).toBe(
    'Wednesday the fifth of January two thousand twenty eight',
  );
  expect(spoken({ date: '2026-11-25', time: '00:30', today: '2026-11-23' }, 'hi').spoken).toBe(
    'कल, मंगलवार, चौबीस नवंबर, रात साढ़े बारह बजे',
  );
  expect(spoken({ money: 60_000 }, 'en')).toEqual({ text: '₹600', spoken: 'six hundred rupees' });
  expect(spoken({ money: 49_950 }, 'en').spoken).toBe('four hundred ninety nine rupees fifty paise');
  expect(spoken({ money: 125_000 }, 'hi').spoken).toBe('एक हज़ार दो सौ पचास रुपये');
  expect(spoken({ phone: '+919810012345' }, 'en')).toEqual({
    text: '98100 12345',
    spoken: 'nine eight one zero zero, one two three four five',
  });
  expect(spokenDigits('112', 'en')).toBe('one one two');
});

describe('names', () => {
  test.each([
    ['Ravi Kumar', 'hi', 'रवि कुमार'],
    ['Sunita Sharma', 'hi-en', 'सुनीता शर्मा'],
    ['Deepika', 'hi', 'दीपिका'],
    ['Santosh', 'hi', 'संतोश'],
    ['सुनीता', 'hi', 'सुनीता'],
    ['रवि कुमार', 'en', 'Ravi Kumar'],
    ['Ravi Kumar', 'en', 'Ravi Kumar'],
    ["D'Souza", 'en', "D'Souza"],
  ] as const)('%s for a voice of %s is %s', (name, language, voice) => {
    expect(spoken({ name }, language)).toEqual({ text: name, spoken: voice });
  });

  test('a name said in the other script is still that name', () => {
    for (const name of ['Ravi Kumar', 'Anita Desai', 'Mohan Lal', 'Fatima Khan', 'Lakshmi Iyer', 'Rohit Mehta']) {
      expect(matchNames(spoken({ name }, 'hi').spoken, [{ id: 'one', name }])).toHaveLength(1);
    }
  });
});
