// Guards: both languages say everything, every message can be said, and takes the same values in both.
import { createTranslator } from 'next-intl';
import { expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import hi from './hi.json' with { type: 'json' };

function flatten(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );
}

/** Names of the values in a message: what an odd number of braces deep begins. At an even depth stand words. */
function valuesOf(message: string): string[] {
  const names = new Set<string>();
  let depth = 0;
  for (const [index, sign] of [...message].entries()) {
    if (sign === '}') depth -= 1;
    if (sign !== '{') continue;
    depth += 1;
    const name = /^\w+/.exec([...message].slice(index + 1).join(''))?.[0];
    if (depth % 2 === 1 && name !== undefined) names.add(name);
  }
  return [...names].sort();
}

const english = flatten(en);
const hindi = new Map(flatten(hi));

it('has every message in both languages', () => {
  expect([...hindi.keys()]).toEqual(english.map(([key]) => key));
});

it.each(english)('takes the same values in both: %s', (key, message) => {
  expect(valuesOf(hindi.get(key) ?? '')).toEqual(valuesOf(message));
});

it.each([
  ['en', en],
  ['hi', hi],
] as const)('can say every message in %s', (locale, messages) => {
  const failures: string[] = [];
  const say = createTranslator({
    locale,
    messages: messages as object as Record<string, string>,
    timeZone: 'Asia/Kolkata',
    onError: (error) => failures.push(error.message),
  }) as (key: string, values: Record<string, number>) => string;
  for (const [key, message] of flatten(messages)) {
    if (message !== '') say(key, Object.fromEntries(valuesOf(message).map((name) => [name, 2])));
  }
  expect(failures).toEqual([]);
});
