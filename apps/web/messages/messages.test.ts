// Guards: both languages say everything, with the same values in it.
import { expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import hi from './hi.json' with { type: 'json' };

function flatten(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );
}

/** Names of the values that a message takes. */
const valuesOf = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? ''))].sort();

it('has every message in both languages', () => {
  const keys = (tree: object) => flatten(tree).map(([key]) => key);
  expect(keys(hi)).toEqual(keys(en));
});

it('uses the same values in both languages', () => {
  const hindi = new Map(flatten(hi));
  for (const [key, message] of flatten(en)) {
    expect(valuesOf(hindi.get(key) ?? ''), key).toEqual(valuesOf(message));
  }
});
