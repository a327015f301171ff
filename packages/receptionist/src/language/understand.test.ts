import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpusOf } from '../../test/corpus/corpus.ts';
import { detectLanguage } from './detect.ts';
import type { WhenReading } from './types.ts';
import { understand, understandKinds } from './understand.ts';

const context = { now: '2026-11-25T06:00:00Z', zone: 'Asia/Kolkata', open: { from: '09:00', to: '20:00' } };
const today = '2026-11-25';

/** Words of the corpus in any order: no sentence of a person, and still it must be read without harm. */
const words = [...new Set(corpusOf('when').flatMap(({ text }) => text.split(/\s+/)))];
const mixture = fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((list) => list.join(' '));
/** What makes a sentence look back. */
const looksBack =
  /\b(?:tha|thi|the|yesterday|last|ago|back|was|were|had|came|visited|saw|went|met|missed|past|previous)\b|थ[ाीे]|पिछ|पहले|आया|आई|दिखाया|\b(?:p[ie]ch[h]?l|pehle|pahle|phle|pehele|aaya|aayi|gaye|dikhaya|dikhayi|karaya|karwaya|hua|hui|hue|liya)|(?:19|20)\d\d|[-/.]\d\d\b/i;

describe.each(understandKinds)('%s', (kind) => {
  test('never throws, whatever it is given, and says the same each time', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      mixture,
    );
    fc.assert(
      fc.property(any, (text) => {
        const first = understand({ ...context, text, kind });
        expect(understand({ ...context, text, kind })).toEqual(first);
        expect(JSON.parse(JSON.stringify(first))).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });
});

test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
  'a word that every object has, %s, is a word like any other',
  (word) => {
    for (const kind of understandKinds) understand({ ...context, text: `call ${word} tomorrow`, kind });
    expect(understand({ ...context, text: `tomorrow ${word}`, kind: 'when' })).toEqual({
      readings: [{ date: '2026-11-26' }],
    });
  },
);

const dateShape = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const timeShape = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

function readingsOf(text: string): WhenReading[] {
  const understood = understand({ ...context, text, kind: 'when' });
  return 'readings' in understood ? understood.readings : [];
}

test('a reading has the fixed shape: real dates and times, ends behind beginnings, a time or a part, never nothing', () => {
  fc.assert(
    fc.property(mixture, (text) => {
      for (const reading of readingsOf(text)) {
        const { date, dateTo, time, timeFrom, timeTo, part, ...rest } = reading;
        expect(rest).toEqual({});
        expect(Object.keys(reading).length).toBeGreaterThan(0);
        for (const day of [date, dateTo]) if (day !== undefined) expect(day).toMatch(dateShape);
        for (const clock of [time, timeFrom, timeTo]) if (clock !== undefined) expect(clock).toMatch(timeShape);
        if (dateTo !== undefined) expect(dateTo >= (date ?? '9')).toBe(true);
        if (timeFrom !== undefined && timeTo !== undefined) expect(timeTo > timeFrom).toBe(true);
        expect([time, timeFrom ?? timeTo, part].filter((one) => one !== undefined).length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 1_500 },
  );
});

test('no two readings are the same, and no date lies in the past unless the sentence does', () => {
  fc.assert(
    fc.property(mixture, (text) => {
      const readings = readingsOf(text);
      expect(new Set(readings.map((reading) => JSON.stringify(reading))).size).toBe(readings.length);
      if (looksBack.test(text)) return;
      for (const { date } of readings) expect([text, date === undefined || date >= today]).toEqual([text, true]);
    }),
    { numRuns: 2_000 },
  );
});

test('an utterance of any length is read in little time', () => {
  const long = Array.from({ length: 4_000 }, (_, index) => words[index % words.length]).join(' ');
  for (const kind of understandKinds) {
    const start = process.cpuUsage();
    understand({ ...context, text: long, kind });
    expect(process.cpuUsage(start).user).toBeLessThan(500_000);
  }
});

test('the language of a call is sticky, and switched on request', () => {
  let language = detectLanguage('mujhe appointment chahiye');
  expect(language).toBe('hi');
  for (const said of ['Sharma', '10:30', 'ok', 'hello']) language = detectLanguage(said, language);
  expect(language).toBe('hi');
  expect(detectLanguage('yes', language)).toBe('hi');
  language = detectLanguage('tomorrow morning ka slot hai kya', language);
  expect(language).toBe('hi-en');
  language = detectLanguage('haan theek hai', language);
  expect(language).toBe('hi-en');
  language = detectLanguage('English please', language);
  expect(language).toBe('en');
  expect(detectLanguage('ji', language)).toBe('en');
  expect(detectLanguage('hindi mein boliye', language)).toBe('hi');
});

test.each(['neha kulkarni', 'for neha kulkarni', 'Daruwala', 'my name is Farhad Daruwala'])(
  'a name changes no language: %s',
  (said) => {
    expect(detectLanguage(said, 'en')).toBe('en');
  },
);
