// Guards the calendar that phones subscribe to: read back by another reader than the one that wrote it, it says what was meant.
import { expect, it } from 'vitest';
import { busyTimes } from './busy-times.ts';
import { type CalendarEvent, calendarText } from './calendar-text.ts';

const at = Date.parse('2026-11-25T04:30:00Z');
const event: CalendarEvent = {
  uid: '0190@vaani',
  sequence: 3,
  startsAt: at,
  endsAt: at + 900_000,
  summary:
    'आशा; Kulkarni, "A" (Consultation)\nwith a second line and so many words that the line must be folded somewhere',
  location: 'Main, 1 Test Road',
  isCancelled: false,
  createdAt: at - 86_400_000,
  changedAt: at - 3_600_000,
};

it('is text as the standard wants it: folded, escaped, in UTC, the same for the same events', () => {
  const text = calendarText('Dr Meera Pillai', [event]);
  const lines = text.split('\r\n');
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of lines) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  expect(unfolded).toContain('DTSTART:20261125T043000Z');
  expect(unfolded).toContain('DTEND:20261125T044500Z');
  expect(unfolded).toContain('UID:0190@vaani');
  expect(unfolded).toContain('SEQUENCE:3');
  expect(unfolded).toContain('STATUS:CONFIRMED');
  expect(unfolded).toContain('X-WR-CALNAME:Dr Meera Pillai');
  expect(unfolded).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT15M');
  expect(unfolded.find((line) => line.startsWith('SUMMARY:'))).toContain(
    'आशा\\; Kulkarni\\, "A" (Consultation)\\nwith',
  );
  expect(calendarText('Dr Meera Pillai', [event])).toBe(text);
});

it('says when somebody is busy, and not when it is cancelled', () => {
  const query = { zone: 'Asia/Kolkata', from: at - 86_400_000, to: at + 86_400_000 };
  expect(busyTimes(calendarText('x', [event]), query)).toEqual([{ startsAt: at, endsAt: at + 900_000 }]);
  const cancelled = { ...event, isCancelled: true };
  expect(calendarText('x', [cancelled])).toContain('STATUS:CANCELLED');
  expect(busyTimes(calendarText('x', [cancelled]), query)).toEqual([]);
});
