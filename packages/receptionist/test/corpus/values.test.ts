import { expect, test } from 'vitest';
import { type UnderstandKind, understand } from '../../src/language/understand.ts';
import { corpusOf, type Line } from './corpus.ts';

const context = { now: '2026-11-25T06:00:00Z', zone: 'Asia/Kolkata' };
const kinds = [
  'number',
  'phone',
  'age',
  'birthDate',
  'yesno',
  'emergency',
  'language',
  'intent',
] as const satisfies UnderstandKind[];

/** As the corpus writes it: nothing is "-", an age its JSON. */
function written(value: unknown): string {
  if (value === null) return '-';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const missOf = (kind: UnderstandKind, { file, number, text, expected }: Line): string[] => {
  const understood = understand({ ...context, text, kind });
  const found = written('value' in understood ? understood.value : understood);
  return found === expected ? [] : [`${file}:${number} “${text}”: ${found}; expected ${expected}`];
};

test.each(kinds)('every phrase of the corpus for %s', (kind) => {
  const lines = corpusOf(kind);
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.flatMap((line) => missOf(kind, line))).toEqual([]);
});
