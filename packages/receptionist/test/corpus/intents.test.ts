import { describe, expect, test } from 'vitest';
import { understandIntent } from '../../src/language/intent.ts';
import { intentsOne } from './intents-one.ts';
import { intentsTwo } from './intents-two.ts';

// Guards how wishes are told apart: phrases that were written apart from the tables. What is still missed stays in, and counts.

const phrasesOf = (set: Record<string, string>): [wanted: string, text: string][] =>
  Object.entries(set).flatMap(([wanted, list]) =>
    list
      .trim()
      .split('\n')
      .map((text): [string, string] => [wanted, text]),
  );

describe.each([
  ['the first set', intentsOne, 3],
  ['the second set', intentsTwo, 5],
] as const)('%s', (_, set, most) => {
  const all = phrasesOf(set);

  test('is large, and in three languages', () => {
    expect(all.length).toBeGreaterThan(150);
    expect(all.filter(([, text]) => /[\u0900-\u097f]/.test(text)).length).toBeGreaterThan(40);
  });

  test('is understood but for a few', () => {
    const missed = all.filter(([wanted, text]) => understandIntent(text) !== wanted);
    expect(missed.length, missed.map(([wanted, text]) => `${wanted}: ${text}`).join('\n')).toBeLessThanOrEqual(most);
  });

  test('no emergency is missed, and nothing else is taken for one', () => {
    for (const [wanted, text] of all)
      expect([text, understandIntent(text) === 'emergency']).toEqual([text, wanted === 'emergency']);
  });
});

test.each([
  ['nothing else, thank you', 'nahi, aur kuch nahi, thank you'],
  ['nothing else, in Hindi', 'नहीं, और कुछ नहीं, धन्यवाद'],
])('%s cancels nothing', (_, text) => {
  expect(understandIntent(text)).toBe('other');
});
