import { describe, expect, test } from 'vitest';
import type { WhenReading } from '../types.ts';
import { understandWhen } from './understand-when.ts';

/** Each convention of docs/language.md, clause by clause. Days are given as `now`; the clinic is open from 9 to 20 unless a test says so. */
const zone = 'Asia/Kolkata';
const nineToEight = { from: '09:00', to: '20:00' };

const on = (day: string, text: string, open: { from: string; to: string } | null = nineToEight): WhenReading[] =>
  understandWhen(text, { now: `${day}T11:30:00+05:30`, zone, ...(open === null ? {} : { open }) }).readings;

const [MONDAY, WEDNESDAY, FRIDAY, SATURDAY, SUNDAY] = [
  '2026-11-23',
  '2026-11-25',
  '2026-11-27',
  '2026-11-28',
  '2026-11-29',
];

describe('readings', () => {
  test('one is understood, several are ambiguous, none is not a time', () => {
    expect(on(MONDAY, 'kal')).toHaveLength(1);
    expect(on(MONDAY, 'kal ya parson')).toHaveLength(2);
    expect(on(MONDAY, 'theek hai')).toEqual([]);
  });
  test('only what was said or follows from it', () => {
    expect(on(MONDAY, 'kal')).toEqual([{ date: '2026-11-24' }]);
    expect(on(MONDAY, 'das baje')).toEqual([{ time: '10:00' }]);
    expect(on(MONDAY, 'shaam ko')).toEqual([{ part: 'evening' }]);
  });
  test('local to the zone', () => {
    const late = { now: '2026-11-23T20:00:00Z' };
    expect(understandWhen('aaj', { ...late, zone }).readings).toEqual([{ date: '2026-11-24' }]);
    expect(understandWhen('today', { ...late, zone: 'America/New_York' }).readings).toEqual([{ date: '2026-11-23' }]);
    expect(understandWhen('aaj', { now: '2026-11-23T23:59', zone }).readings).toEqual([{ date: '2026-11-23' }]);
  });
});

describe('bare hours are settled by part, else by open when only one reading falls inside it', () => {
  test('by part, whatever is open', () => {
    expect(on(MONDAY, 'shaam paanch baje', { from: '04:00', to: '08:00' })).toEqual([{ time: '17:00' }]);
    expect(on(MONDAY, 'subah aath baje', { from: '16:00', to: '21:00' })).toEqual([{ time: '08:00' }]);
  });
  test('by open', () => {
    expect(on(MONDAY, '5 baje')).toEqual([{ time: '17:00' }]);
    expect(on(MONDAY, 'ten thirty')).toEqual([{ time: '10:30' }]);
  });
  test('where both fall inside, both', () => {
    expect(on(MONDAY, '8 baje', { from: '07:00', to: '21:00' })).toEqual([{ time: '08:00' }, { time: '20:00' }]);
  });
  test('where neither does, both', () => {
    expect(on(MONDAY, '8 baje', { from: '09:00', to: '17:00' })).toEqual([{ time: '08:00' }, { time: '20:00' }]);
  });
  test('without open or a part a bare hour has both readings', () => {
    expect(on(MONDAY, 'paanch baje', null)).toEqual([{ time: '05:00' }, { time: '17:00' }]);
    expect(on(MONDAY, 'kal 10:30', null)).toEqual([
      { date: '2026-11-24', time: '10:30' },
      { date: '2026-11-24', time: '22:30' },
    ]);
  });
  test('"pm", twenty-four hours and noon need no settling', () => {
    for (const [text, time] of [
      ['5 pm', '17:00'],
      ['17:30', '17:30'],
      ['noon', '12:00'],
      ['12 am', '00:00'],
    ] as const) {
      expect(on(MONDAY, text, null)).toEqual([{ time }]);
    }
  });
});

describe('"kal" and "parson" look forward unless the sentence is plainly past', () => {
  test.each([
    ['kal aana hai', '2026-11-26'],
    ['parson dikhana hai', '2026-11-27'],
    ['mujhe kal ka appointment chahiye tha', '2026-11-26'],
    ['kal milna tha', '2026-11-26'],
    ['kal aaya tha', '2026-11-24'],
    ['parson dikhaya tha', '2026-11-23'],
    ['कल आया था', '2026-11-24'],
    ['कल का समय चाहिए था', '2026-11-26'],
    ['kal aaya tha, parson phir aana hai', '2026-11-27'],
  ])('%s is %s', (text, date) => expect(on(WEDNESDAY, text)).toEqual([{ date }]));
});

describe('dates are day-first and roll forward', () => {
  test.each([
    ['5/6', '2027-06-05'],
    ['5/12', '2026-12-05'],
    ['25/11', '2026-11-25'],
    ['24/11', '2027-11-24'],
    ['5 june', '2027-06-05'],
    ['29 February', '2028-02-29'],
  ])('%s is %s', (text, date) => expect(on(WEDNESDAY, text)).toEqual([{ date }]));
});

describe('weekdays', () => {
  test('a bare one is its next occurrence after today', () => {
    expect(on(WEDNESDAY, 'Thursday')).toEqual([{ date: '2026-11-26' }]);
    expect(on(WEDNESDAY, 'Tuesday')).toEqual([{ date: '2026-12-01' }]);
  });
  test('today’s own name alone: today and next week', () => {
    expect(on(WEDNESDAY, 'Wednesday')).toEqual([{ date: '2026-11-25' }, { date: '2026-12-02' }]);
    expect(on(WEDNESDAY, 'budhvaar')).toHaveLength(2);
  });
  test('"this" and "is" is the coming one', () => {
    for (const text of ['this Friday', 'is Friday', 'is shukravaar ko', 'इस शुक्रवार']) {
      expect(on(WEDNESDAY, text)).toEqual([{ date: FRIDAY }]);
    }
  });
  test('"next" and "agle" is that of the next calendar week; where the coming one is still in this week, both', () => {
    expect(on(WEDNESDAY, 'next Friday')).toEqual([{ date: FRIDAY }, { date: '2026-12-04' }]);
    expect(on(WEDNESDAY, 'agle Sunday')).toEqual([{ date: SUNDAY }, { date: '2026-12-06' }]);
    expect(on(WEDNESDAY, 'next Monday')).toEqual([{ date: '2026-11-30' }]);
    expect(on(WEDNESDAY, 'agle budhvaar')).toEqual([{ date: '2026-12-02' }]);
    expect(on(SUNDAY, 'next Sunday')).toEqual([{ date: '2026-12-06' }]);
    expect(on(SATURDAY, 'next Sunday')).toEqual([{ date: SUNDAY }, { date: '2026-12-06' }]);
  });
  test('"next to next" is the one after', () => {
    expect(on(WEDNESDAY, 'next to next Monday')).toEqual([{ date: '2026-12-07' }]);
  });
});

test('an exact time swallows the part of day', () => {
  expect(on(MONDAY, 'kal shaam ko paanch baje')).toEqual([{ date: '2026-11-24', time: '17:00' }]);
  expect(on(MONDAY, 'subah 10 am')).toEqual([{ time: '10:00' }]);
});

test('festivals are not resolved', () => {
  for (const text of [
    'Diwali ke baad',
    'after Holi',
    'ईद के दिन',
    'Diwali ke do din baad',
    'the Monday after Christmas',
  ]) {
    expect(on(MONDAY, text)).toEqual([]);
  }
});

test('alternatives are two readings', () => {
  expect(on(MONDAY, 'kal ya parson')).toEqual([{ date: '2026-11-24' }, { date: '2026-11-25' }]);
  expect(on(MONDAY, 'kal subah ya parson shaam')).toEqual([
    { date: '2026-11-24', part: 'morning' },
    { date: '2026-11-25', part: 'evening' },
  ]);
});

test('a day of the month rolls to the next month that has it; the one that is today is today', () => {
  expect(on(WEDNESDAY, '31 tareekh')).toEqual([{ date: '2026-12-31' }]);
  expect(on('2027-02-01', '30 tareekh')).toEqual([{ date: '2027-03-30' }]);
  expect(on(WEDNESDAY, '20 tareekh')).toEqual([{ date: '2026-12-20' }]);
  expect(on(WEDNESDAY, 'pachchis tareekh')).toEqual([{ date: WEDNESDAY }]);
});

test('durations of illness are not times', () => {
  const texts = [
    'teen din se bukhar',
    'kal se khansi hai',
    'for three days',
    'since Monday I have fever',
    'दो हफ़्ते से दर्द है',
  ];
  for (const text of texts) expect(on(MONDAY, text)).toEqual([]);
  expect(on(MONDAY, 'teen din se bukhar hai kal dikhana hai')).toEqual([{ date: '2026-11-24' }]);
});

test('"next week" is Monday to Sunday of the next calendar week, "next to next" the one after', () => {
  for (const day of [MONDAY, WEDNESDAY, SUNDAY]) {
    expect(on(day, 'next week')).toEqual([{ date: '2026-11-30', dateTo: '2026-12-06' }]);
    expect(on(day, 'agle hafte')).toEqual([{ date: '2026-11-30', dateTo: '2026-12-06' }]);
    expect(on(day, 'next to next week')).toEqual([{ date: '2026-12-07', dateTo: '2026-12-13' }]);
  }
});

test('a month is first to last day, "month end" its last seven days, of this month what is left of it', () => {
  expect(on(WEDNESDAY, 'December mein')).toEqual([{ date: '2026-12-01', dateTo: '2026-12-31' }]);
  expect(on(WEDNESDAY, 'next month')).toEqual([{ date: '2026-12-01', dateTo: '2026-12-31' }]);
  expect(on(WEDNESDAY, 'March mein')).toEqual([{ date: '2027-03-01', dateTo: '2027-03-31' }]);
  expect(on('2026-11-05', 'month end')).toEqual([{ date: '2026-11-24', dateTo: '2026-11-30' }]);
  expect(on('2026-11-26', 'mahine ke end mein')).toEqual([{ date: '2026-11-26', dateTo: '2026-11-30' }]);
  expect(on('2026-11-05', 'next month end')).toEqual([{ date: '2026-12-25', dateTo: '2026-12-31' }]);
});

test('"weekend" is Saturday and Sunday', () => {
  expect(on(WEDNESDAY, 'weekend')).toEqual([{ date: SATURDAY, dateTo: SUNDAY }]);
  expect(on(SATURDAY, 'weekend')).toEqual([{ date: SATURDAY, dateTo: SUNDAY }]);
  expect(on(SUNDAY, 'weekend')).toEqual([{ date: '2026-12-05', dateTo: '2026-12-06' }]);
});

test('parts of the day in other words', () => {
  for (const text of ['first half', 'subah subah', 'early morning'])
    expect(on(MONDAY, text)).toEqual([{ part: 'morning' }]);
  for (const text of ['lunch ke baad', 'after lunch', 'second half'])
    expect(on(MONDAY, text)).toEqual([{ part: 'afternoon' }]);
});

test('"raat baarah" is 00:00 of the date that then begins', () => {
  expect(on(MONDAY, 'raat baarah baje')).toEqual([{ time: '00:00' }]);
  expect(on(MONDAY, 'aaj raat baarah baje')).toEqual([{ date: '2026-11-24', time: '00:00' }]);
  expect(on(MONDAY, 'kal raat barah')).toEqual([{ date: '2026-11-25', time: '00:00' }]);
  expect(on(MONDAY, 'tomorrow at midnight')).toEqual([{ date: '2026-11-25', time: '00:00' }]);
  expect(on(MONDAY, 'dopahar baarah baje')).toEqual([{ time: '12:00' }]);
});

test('"after four", "between ten and eleven"', () => {
  expect(on(MONDAY, 'after four')).toEqual([{ timeFrom: '16:00' }]);
  expect(on(MONDAY, 'paanch baje se pehle')).toEqual([{ timeTo: '17:00' }]);
  expect(on(MONDAY, 'between ten and eleven')).toEqual([{ timeFrom: '10:00', timeTo: '11:00' }]);
  expect(on(MONDAY, '9 to 5')).toEqual([{ timeFrom: '09:00', timeTo: '17:00' }]);
});

test('what lies open-ended is asked about, never taken for its first day', () => {
  for (const text of ['Friday ke baad', 'after the 5th', 'kal se', 'from tomorrow'])
    expect(on(MONDAY, text)).toEqual([]);
});

test('corrections hold from the last one on, and what is refused is no wish', () => {
  expect(on(MONDAY, 'kal… nahi parson')).toEqual([{ date: '2026-11-25' }]);
  expect(on(MONDAY, 'kal das baje, nahi gyarah baje')).toEqual([{ date: '2026-11-24', time: '11:00' }]);
  expect(on(MONDAY, 'kal subah das, nahi gyarah baje', null)).toEqual([{ date: '2026-11-24', time: '11:00' }]);
  expect(on(MONDAY, 'kal nahi')).toEqual([]);
  expect(on(MONDAY, 'any day except Sunday')).toEqual([]);
});
