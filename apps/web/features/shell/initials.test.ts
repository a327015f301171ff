import { expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

it('takes first and last word, without titles', () => {
  expect(initialsOf('Dr. Meera Krishna Rao')).toBe('MR');
  expect(initialsOf('Asha')).toBe('A');
});

it('keeps a Devanagari letter whole, and takes one', () => {
  expect(initialsOf('डॉ. मीरा राव')).toBe('मी');
  expect(initialsOf('आशा क्लिनिक')).toBe('आ');
});
