// Guards: a line of the audit says who it was, and shows what changed and nothing that did not.
import { expect, it } from 'vitest';
import { actorWords, actWords, changesOf } from './audit-words.ts';

it('names a person, and calls others what they are', () => {
  const word = (kind: string) => `a ${kind}`;
  expect(actorWords({ actorKind: 'staff', actorName: 'Asha' }, word)).toBe('Asha');
  expect(actorWords({ actorKind: 'staff', actorName: null }, word)).toBe('a staff');
  expect(actorWords({ actorKind: 'agent', actorName: null }, word)).toBe('a agent');
});

it('says what was done in words, beside the name that stands in the records', () => {
  const word = (verb: string) => `they ${verb}`;
  expect(actWords({ action: 'patient.read' }, word)).toBe('they read · patient.read');
  expect(actWords({ action: 'settings.clinic' }, word)).toBe('settings.clinic');
});

it('shows the fields that differ', () => {
  expect(changesOf({ name: 'A', fee: 100, tags: [1] }, { name: 'A', fee: 200, tags: [1] })).toEqual([
    { field: 'fee', before: '100', after: '200' },
  ]);
  expect(changesOf(null, { phone: '+91' })).toEqual([{ field: 'phone', before: null, after: '+91' }]);
  expect(changesOf({ phone: '+91' }, null)).toEqual([{ field: 'phone', before: '+91', after: null }]);
});
