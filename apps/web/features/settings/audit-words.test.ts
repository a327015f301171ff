// Guards: a line of the audit says who it was and what they did in both languages, and shows what changed and nothing that did not.
import { auditActions } from '@vaani/clinic';
import { expect, it } from 'vitest';
import en from '../../messages/en.json' with { type: 'json' };
import hi from '../../messages/hi.json' with { type: 'json' };
import { actorWords, actWords, changesOf } from './audit-words.ts';

it('names a person, and calls others what they are', () => {
  const word = (kind: string) => `a ${kind}`;
  expect(actorWords({ actorKind: 'staff', actorName: 'Asha' }, word)).toBe('Asha');
  expect(actorWords({ actorKind: 'staff', actorName: null }, word)).toBe('a staff');
  expect(actorWords({ actorKind: 'agent', actorName: null }, word)).toBe('a agent');
});

it('says what was done in words, and keeps the name of what it has none for', () => {
  const words = { act: (action: string) => (action === 'patient.read' ? 'looked' : null), tried: 'tried' };
  expect(actWords({ action: 'patient.read', objectKind: 'patient' }, words)).toBe('looked');
  expect(actWords({ action: 'patient.older', objectKind: 'patient' }, words)).toBe('patient.older');
  expect(actWords({ action: 'users.invite', objectKind: 'procedure' }, words)).toBe('tried (users.invite)');
});

/** The leaves of a tree of messages, by their path. */
const pathsOf = (tree: object, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : pathsOf(value, `${path}${key}.`),
  );

it.each([
  ['English', en],
  ['Hindi', hi],
])('has words in %s for each act that the domain can write down, and for no other', (_, messages) => {
  expect(pathsOf(messages.settings.audit.act).sort()).toEqual([...auditActions].sort());
});

it('shows the fields that differ', () => {
  expect(changesOf({ name: 'A', fee: 100, tags: [1] }, { name: 'A', fee: 200, tags: [1] })).toEqual([
    { field: 'fee', before: '100', after: '200' },
  ]);
  expect(changesOf(null, { phone: '+91' })).toEqual([{ field: 'phone', before: null, after: '+91' }]);
  expect(changesOf({ phone: '+91' }, null)).toEqual([{ field: 'phone', before: '+91', after: null }]);
});
