// Guards the worker against calendars that are made to hold it up: the thread is ended, and everything else goes on.
import { systemClock } from '@vaani/config';
import { expect, it } from 'vitest';
import { createExpandCalendar } from './expand-calendar.ts';

const query = {
  zone: 'Asia/Kolkata',
  from: Date.parse('2026-11-23T18:30:00Z'),
  to: Date.parse('2026-12-23T18:30:00Z'),
};
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');

it('reads a calendar', async () => {
  const expand = createExpandCalendar({ clock: systemClock });
  expect(await expand(calendar('DTSTART:20261125T043000Z', 'DURATION:PT1H'), query)).toEqual({
    ok: true,
    times: [{ startsAt: Date.parse('2026-11-25T04:30:00Z'), endsAt: Date.parse('2026-11-25T05:30:00Z') }],
  });
  expect(await expand('<html>', query)).toEqual({ ok: false, failure: 'no-calendar' });
  expect(await expand(calendar('DTSTART:someday', 'RRULE:FREQ=OFTEN'), query)).toEqual({
    ok: false,
    failure: 'no-calendar',
  });
});

it('gives up a rule that never comes to an end, and meanwhile does other things', async () => {
  const expand = createExpandCalendar({ clock: systemClock, timeoutMs: 1_500 });
  const never = calendar('DTSTART:20200101T100000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30');
  let ticks = 0;
  const stop = systemClock.every(20, () => void ticks++);
  expect(await expand(never, query)).toEqual({ ok: false, failure: 'too-much' });
  stop();
  expect(ticks).toBeGreaterThan(10);
});
