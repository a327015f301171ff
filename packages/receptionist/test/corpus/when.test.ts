import { expect, test } from 'vitest';
import { understandWhen } from '../../src/language/when/understand-when.ts';
import { expectedReadings } from './calendar.ts';
import { corpusOf, type Line } from './corpus.ts';

/** Every day of a week, ends of months and years, a leap day's eve: what holds on one must hold on all. */
const days = [
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2026-11-29',
  '2026-12-31',
  '2027-01-31',
  '2028-02-28',
  '2026-06-05',
];
const lines = corpusOf('when');

const openOf = ({ open }: Line['options']): { from: string; to: string } | undefined => {
  if (open === 'none') return undefined;
  const [from = '', to = ''] = (open ?? '09:00-20:00').split('-');
  return { from, to };
};

const said = (readings: readonly object[]): string =>
  [
    ...new Set(
      readings.map((reading) =>
        Object.entries(reading)
          .sort()
          .map(([key, value]) => `${key} ${value}`)
          .join(', '),
      ),
    ),
  ]
    .sort()
    .join(' | ') || 'nothing';

function missesOf({ file, number, text, expected, options }: Line): string[] {
  const open = openOf(options);
  return (options.now === undefined ? days : [options.now]).flatMap((day) => {
    const moment = { today: Date.parse(day), minutes: 11 * 60 + 30 };
    const wanted = said(expectedReadings(expected, moment));
    const { readings } = understandWhen(text, {
      now: `${day}T11:30:00+05:30`,
      zone: 'Asia/Kolkata',
      ...(open === undefined ? {} : { open }),
    });
    const found = said(readings);
    return found === wanted ? [] : [`${file}:${number} “${text}” on ${day}: ${found}; expected ${wanted}`];
  });
}

test('every phrase of the corpus has the readings that the conventions give it, on every kind of day', () => {
  const misses = lines.map(missesOf).filter((found) => found.length > 0);
  expect(misses.map(([first]) => first)).toEqual([]);
});

test('the corpus is as large as it is meant to be', () => {
  expect(lines.length).toBeGreaterThan(1_300);
});
