// Guards: what is typed about a visit is saved over what its writer saw, and over nothing else.
import { expect, it } from 'vitest';
import { afterSaving, isOvertaken, isUnsaved, putBelow, typedOver } from './note-draft.ts';

it('remembers the notes it began from, whatever is stored meanwhile', () => {
  const begun = typedOver(null, 'Rash', 'Rash, dry');
  expect(begun).toEqual({ typed: 'Rash, dry', before: 'Rash' });
  const gone = typedOver(begun, 'Rash. Allergic to penicillin', 'Rash, dry skin');
  if (gone === null) throw new Error('the draft went');
  expect(gone.before).toBe('Rash');
  expect(isOvertaken(gone, 'Rash. Allergic to penicillin')).toBe(true);
  expect(isOvertaken(gone, 'Rash')).toBe(false);
});

it('is none once it says again what it began from', () => {
  const begun = typedOver(null, null, 'x');
  expect(isUnsaved(begun, null)).toBe(true);
  expect(typedOver(begun, null, '')).toBeNull();
  expect(isUnsaved(typedOver(null, 'Rash', 'Rash '), 'Rash')).toBe(false);
});

it('stands below what a colleague saved, and is then written over that', () => {
  const both = putBelow({ typed: 'See again in a week. ', before: null }, 'Allergic to penicillin');
  expect(both).toEqual({
    typed: 'Allergic to penicillin\nSee again in a week.',
    before: 'Allergic to penicillin',
  });
  expect(isOvertaken(both, 'Allergic to penicillin')).toBe(false);
  expect(putBelow({ typed: 'Mine', before: 'Theirs' }, null)).toEqual({ typed: 'Mine', before: null });
});

it('keeps what was typed while it was being saved', () => {
  expect(afterSaving({ typed: 'Rash ', before: null }, 'Rash', 'Rash')).toBeNull();
  expect(afterSaving({ typed: 'Rash, dry', before: null }, 'Rash', 'Rash')).toEqual({
    typed: 'Rash, dry',
    before: 'Rash',
  });
  expect(afterSaving(null, 'Rash', 'Rash')).toBeNull();
});
