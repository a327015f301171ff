import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWeeklyHours } from './weekly-hours.ts';
import { parseWrittenDate, parseWrittenTime } from './written-date.ts';

describe('a date', () => {
  it.each([
    ['05/06/1990', '1990-06-05'],
    ['5-6-1990', '1990-06-05'],
    ['5.6.1990', '1990-06-05'],
    ['1990-06-05', '1990-06-05'],
    ['1990/6/5', '1990-06-05'],
    ['5 Jun 1990', '1990-06-05'],
    ['5-Jun-1990', '1990-06-05'],
    ['5th June, 1990', '1990-06-05'],
    ['५/६/१९९०', '1990-06-05'],
    ['५ जून १९९०', '1990-06-05'],
    ['12 फ़रवरी 1990', '1990-02-12'],
    ['29/02/2024', '2024-02-29'],
    ['05/06/1990 00:00', '1990-06-05'],
    ['1990-06-05T00:00:00Z', '1990-06-05'],
    ['31/12/1990 12:00:00 AM', '1990-12-31'],
  ])('%s is %s', (written, date) => {
    expect(parseWrittenDate(written)).toBe(date);
  });

  it.each([
    '',
    '12/31/1990',
    '29/02/2023',
    '31/04/1990',
    '5/6/90',
    '33029',
    'June 1990',
    '5 Jux 1990',
    '1990',
    'yesterday',
    '0/1/1990',
    '5/6/1990 or so',
  ])('%j is none', (written) => {
    expect(parseWrittenDate(written)).toBeNull();
  });

  it('is the same day however it is written', () => {
    const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    const manner = fc.constantFrom('d/m/y', 'dd/mm/y', 'd-m-y', 'd.m.y', 'y-mm-dd', 'y/m/d', 'd mon y', 'd-Mon-y');
    fc.assert(
      fc.property(date, manner, (at, how) => {
        const [y, m, d] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
        const short = at.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' });
        const written = how
          .replace('dd', String(d).padStart(2, '0'))
          .replace('mm', String(m).padStart(2, '0'))
          .replace(/Mon/, short)
          .replace(/mon/, short.toLowerCase())
          .replace(/\bd\b/, String(d))
          .replace(/\bm\b/, String(m))
          .replace(/\by\b/, String(y));
        expect(parseWrittenDate(written)).toBe(at.toISOString().slice(0, 10));
      }),
    );
  });
});

describe('a time', () => {
  it.each([
    ['10:30', 630],
    ['10.30', 630],
    ['10:30:00', 630],
    ['१०:३०', 630],
    ['9:05 AM', 545],
    ['2:30 pm', 870],
    ['2.30 p.m.', 870],
    ['2 PM', 840],
    ['12 am', 0],
    ['12:15 pm', 735],
    ['00:00', 0],
    ['23:59', 1_439],
    ['1030 hrs', 630],
    ['14:00 hours', 840],
  ])('%s is %s minutes after midnight', (written, minutes) => {
    expect(parseWrittenTime(written)).toBe(minutes);
  });

  it.each(['', '10', '24:00', '10:60', '13 pm', '0:30 am', 'noon', '10-30', '1030'])('%j is none', (written) => {
    expect(parseWrittenTime(written)).toBeNull();
  });
});

describe('hours', () => {
  const span = (weekday: number, from: number, to: number) => ({ weekday, fromMin: from * 60, toMin: to * 60 });

  it.each([
    ['Mon 9:00-13:00', [span(1, 9, 13)]],
    ['Mon-Wed 9:00-13:00', [span(1, 9, 13), span(2, 9, 13), span(3, 9, 13)]],
    ['Sat-Mon 10-14', [span(6, 10, 14), span(7, 10, 14), span(1, 10, 14)]],
    ['Mon, Thu 9am-1pm', [span(1, 9, 13), span(4, 9, 13)]],
    ['Tue & Fri 5 pm to 8 pm', [span(2, 17, 20), span(5, 17, 20)]],
    ['Mon 9:00-13:00, 17:00–20:00; Sat 10.00-14.00', [span(1, 9, 13), span(1, 17, 20), span(6, 10, 14)]],
    ['सोम-मंगल ९:०० से १३:००', [span(1, 9, 13), span(2, 9, 13)]],
    ['शुक्रवार: 10:00-24:00', [span(5, 10, 24)]],
  ])('%s', (written, expected) => {
    expect(parseWeeklyHours(written)).toEqual(expected);
  });

  it('of every day are so where no day is named', () => {
    for (const written of ['9:00-17:00', 'Daily 9:00-17:00', 'all days 9-17', 'रोज़ 9:00-17:00'])
      expect(parseWeeklyHours(written)).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => span(day, 9, 17)));
  });

  it.each([
    '',
    'Mon',
    'Mon 13:00-9:00',
    'Mon 9:00',
    'Funday 9:00-10:00',
    'Mon 9:00-10:00-11:00',
    'Mon 9:00-13:00, 12:00-14:00',
    'Mon 9-13; Mon 12-14',
    'by appointment',
  ])('%j are none', (written) => {
    expect(parseWeeklyHours(written)).toBeNull();
  });
});
