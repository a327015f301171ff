// Guards: until when somebody is to be rung is typed and read by the clinic's clock, wherever the browser stands.
import { expect, it } from 'vitest';
import { dueText, readDue } from './due.ts';

it.each([
  ['Asia/Kolkata', '2026-11-23T18:35:00Z', '2026-11-24T00:05'],
  ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01T01:30'],
  ['Europe/London', '2026-03-29T11:00:00Z', '2026-03-29T12:00'],
])('reads what it wrote: %s', (zone, at, text) => {
  expect(dueText(at, zone)).toBe(text);
  expect(readDue(text, zone)).toBe(at);
});

it.each(['', '2026-11-23', '2026-02-30T10:00', 'T10:00'])('is nothing where it is not whole: %j', (text) => {
  expect(readDue(text, 'Asia/Kolkata')).toBeNull();
});
