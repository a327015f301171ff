// Guards what a doctor's outside calendar means: an hour wrong is a patient before a closed door.
import { describe, expect, it } from 'vitest';
import { busyTimes, CalendarTextError } from './busy-times.ts';

const kolkata = {
  zone: 'Asia/Kolkata',
  from: Date.parse('2026-11-23T18:30:00Z'),
  to: Date.parse('2026-12-23T18:30:00Z'),
};

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20261101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');
const busy = (text: string, query = kolkata) =>
  busyTimes(text, query).map(({ startsAt, endsAt }) => {
    const iso = (at: number) => new Date(at).toISOString().slice(5, 16);
    return `${iso(startsAt)} ${iso(endsAt)}`;
  });

describe('one event', () => {
  it.each([
    ['in UTC', ['DTSTART:20261125T043000Z', 'DTEND:20261125T053000Z'], '11-25T04:30 11-25T05:30'],
    [
      'without a zone: the clinic’s clock',
      ['DTSTART:20261125T100000', 'DTEND:20261125T110000'],
      '11-25T04:30 11-25T05:30',
    ],
    ['with a length', ['DTSTART:20261125T043000Z', 'DURATION:PT90M'], '11-25T04:30 11-25T06:00'],
    ['a whole day', ['DTSTART;VALUE=DATE:20261125'], '11-24T18:30 11-25T18:30'],
    ['two whole days', ['DTSTART;VALUE=DATE:20261125', 'DTEND;VALUE=DATE:20261127'], '11-24T18:30 11-26T18:30'],
    [
      'in a zone by its name alone',
      ['DTSTART;TZID=America/New_York:20261125T100000', 'DTEND;TZID=America/New_York:20261125T110000'],
      '11-25T15:00 11-25T16:00',
    ],
    [
      'in a zone as Windows calls it',
      ['DTSTART;TZID=India Standard Time:20261125T100000', 'DTEND;TZID=India Standard Time:20261125T110000'],
      '11-25T04:30 11-25T05:30',
    ],
    [
      'in a zone with a path before it',
      ['DTSTART;TZID=/example.org/1/Asia/Kolkata:20261125T100000', 'DURATION:PT1H'],
      '11-25T04:30 11-25T05:30',
    ],
    [
      'in a zone that nobody knows: the clinic’s clock',
      ['DTSTART;TZID=Nowhere:20261125T100000', 'DURATION:PT1H'],
      '11-25T04:30 11-25T05:30',
    ],
  ])('%s', (_, lines, expected) => {
    expect(busy(calendar(event(...lines)))).toEqual([expected]);
  });

  it('in a zone that the calendar explains itself', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Clinic time',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0545',
      'TZOFFSETTO:+0545',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const text = calendar(...zone, event('DTSTART;TZID=Clinic time:20261125T101500', 'DURATION:PT1H'));
    expect(busy(text)).toEqual(['11-25T04:30 11-25T05:30']);
  });

  it.each([
    ['is free', ['TRANSP:TRANSPARENT']],
    ['is cancelled', ['STATUS:CANCELLED']],
    ['is free as Outlook says it', ['X-MICROSOFT-CDO-BUSYSTATUS:FREE']],
    ['is no time at all', ['DURATION:PT0S']],
  ])('that %s takes no time', (_, lines) => {
    expect(busy(calendar(event('DTSTART:20261125T043000Z', ...lines)))).toEqual([]);
  });

  it('counts where it reaches into the range, and not where it only touches it', () => {
    const text = calendar(
      event('DTSTART:20261123T173000Z', 'DTEND:20261123T183000Z'),
      event('DTSTART:20261123T183000Z', 'DTEND:20261123T190000Z').replace('UID:1', 'UID:2'),
      event('DTSTART:20261223T183000Z', 'DTEND:20261223T190000Z').replace('UID:1', 'UID:3'),
    );
    expect(busy(text)).toEqual(['11-23T18:30 11-23T19:00']);
  });
});

describe('a repeated event', () => {
  it('is there each time, but where it is left out, moved or cancelled', () => {
    const text = calendar(
      event(
        'DTSTART;TZID=Asia/Kolkata:20261102T100000',
        'DTEND;TZID=Asia/Kolkata:20261102T110000',
        'RRULE:FREQ=WEEKLY;BYDAY=MO,WE',
        'EXDATE;TZID=Asia/Kolkata:20261130T100000',
        'RDATE;TZID=Asia/Kolkata:20261127T150000',
      ),
      event(
        'RECURRENCE-ID;TZID=Asia/Kolkata:20261202T100000',
        'DTSTART;TZID=Asia/Kolkata:20261203T120000',
        'DTEND;TZID=Asia/Kolkata:20261203T130000',
      ),
      event(
        'RECURRENCE-ID;TZID=Asia/Kolkata:20261207T100000',
        'DTSTART;TZID=Asia/Kolkata:20261207T100000',
        'DTEND;TZID=Asia/Kolkata:20261207T110000',
        'STATUS:CANCELLED',
      ),
    );
    expect(busy(text, { ...kolkata, to: Date.parse('2026-12-10T00:00:00Z') })).toEqual([
      '11-25T04:30 11-25T05:30',
      '11-27T09:30 11-27T10:30',
      '12-03T06:30 12-03T07:30',
      '12-09T04:30 12-09T05:30',
    ]);
  });

  it('that was moved into the range from beyond it counts', () => {
    const text = calendar(
      event('DTSTART:20261101T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY'),
      event('RECURRENCE-ID:20271101T100000Z', 'DTSTART:20261201T100000Z', 'DURATION:PT1H'),
    );
    expect(busy(text)).toEqual(['12-01T10:00 12-01T11:00']);
  });

  it('keeps its hour on the wall where clocks change', () => {
    const text = calendar(
      event('DTSTART;TZID=America/New_York:20261029T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=5'),
    );
    const query = {
      zone: 'America/New_York',
      from: Date.parse('2026-10-29T00:00:00Z'),
      to: Date.parse('2026-11-05T00:00:00Z'),
    };
    expect(busy(text, query)).toEqual([
      '10-29T13:00 10-29T14:00',
      '10-30T13:00 10-30T14:00',
      '10-31T13:00 10-31T14:00',
      '11-01T14:00 11-01T15:00',
      '11-02T14:00 11-02T15:00',
    ]);
  });

  it('of whole days is as long as the day is where clocks change', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261101', 'RRULE:FREQ=DAILY;COUNT=2'));
    const query = {
      zone: 'America/New_York',
      from: Date.parse('2026-10-29T00:00:00Z'),
      to: Date.parse('2026-11-05T00:00:00Z'),
    };
    expect(busy(text, query)).toEqual(['11-01T04:00 11-03T05:00']);
  });

  it('from long ago is found today', () => {
    const text = calendar(event('DTSTART:20060101T043000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'));
    expect(busy(text)).toHaveLength(30);
  });
});

it('what overlaps or touches is one time', () => {
  const text = calendar(
    event('DTSTART:20261125T050000Z', 'DURATION:PT1H'),
    event('DTSTART:20261125T043000Z', 'DURATION:PT1H').replace('UID:1', 'UID:2'),
    event('DTSTART:20261125T060000Z', 'DURATION:PT1H').replace('UID:1', 'UID:3'),
    event('DTSTART:20261125T080000Z', 'DURATION:PT1H').replace('UID:1', 'UID:4'),
  );
  expect(busy(text)).toEqual(['11-25T04:30 11-25T07:00', '11-25T08:00 11-25T09:00']);
});

describe('what is no use', () => {
  it.each([
    '',
    'hello',
    '<html><body>Sign in</body></html>',
    'BEGIN:VCARD\r\nEND:VCARD',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT',
    '{"a":1}',
  ])('is said to be no calendar: %s', (text) => {
    expect(() => busyTimes(text, kolkata)).toThrow(expect.objectContaining({ failure: 'no-calendar' }));
  });

  it('is said to be too much', () => {
    const endless = calendar(event('DTSTART:20200101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY'));
    expect(() => busyTimes(endless, kolkata)).toThrow(CalendarTextError);
  });

  it('is not taken for more than it is: an empty calendar is one', () => {
    expect(busy(calendar())).toEqual([]);
  });
});
