import { expect, it } from 'vitest';
import { createStatementNames } from './statement-names.ts';

it('names what comes again, each text by a name of its own', () => {
  const nameOf = createStatementNames();
  expect(nameOf({ sql: 'SELECT 1' })).toBe('');
  expect(nameOf({ sql: 'SELECT 2' })).toBe('');
  const first = nameOf({ sql: 'SELECT 1' });
  const second = nameOf({ sql: 'SELECT 2' });
  expect(first).not.toBe('');
  expect(second).not.toBe(first);
  expect(nameOf({ sql: 'SELECT 1' })).toBe(first);
});

it('keeps so many, and forgets none that has a name', () => {
  const nameOf = createStatementNames(2);
  const named = (sql: string) => [nameOf({ sql }), nameOf({ sql }), nameOf({ sql })];
  const first = named('a');
  named('b');
  expect(named('c')).toEqual(['', '', '']);
  for (let index = 0; index < 100; index++) expect(nameOf({ sql: `once ${index}` })).toBe('');
  expect(nameOf({ sql: 'a' })).toBe(first[2]);
});
