// Guards what is typed into a form of the settings while what is saved changes beneath it.
import { expect, it } from 'vitest';
import { follow, isDirty } from './use-record.ts';

const saved = { name: 'Asha', fee: 500, days: [1, 2] };
const typed = { name: 'Asha Clinic' };

it('stays while nothing else is saved', () => {
  const before = { saved, typed };
  expect(follow(before, { ...saved }, false)).toBe(before);
});

it('goes when something else is saved, which is what it was as a rule', () => {
  const now = { ...saved, name: 'Asha Clinic' };
  const after = follow({ saved, typed }, now, false);
  expect(after).toEqual({ saved: now, typed: {} });
  expect(isDirty(after)).toBe(false);
});

it('stays where the last saving was refused', () => {
  const now = { ...saved, fee: 600 };
  expect(follow({ saved, typed }, now, true)).toEqual({ saved: now, typed });
});

it.each([
  [{}, false],
  [{ name: 'Asha' }, false],
  [{ name: 'Lotus' }, true],
  [{ days: [1, 2] }, false],
  [{ days: [1] }, true],
  [{ fee: null }, true],
  [{ hint: null }, false],
])('%j over what is saved is a change: %s', (over, expected) => {
  expect(isDirty({ saved, typed: over })).toBe(expected);
});
