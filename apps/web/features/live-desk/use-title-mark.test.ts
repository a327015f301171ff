// Guards the title of a tab in the background: one mark, the newest, and none once nobody waits.
import { expect, it } from 'vitest';
import { withMark } from './use-title-mark.ts';

it('marks a title once, and takes the mark off again', () => {
  expect(withMark('Schedule · Vaani', 2)).toBe('(2) Schedule · Vaani');
  expect(withMark('(2) Schedule · Vaani', 1)).toBe('(1) Schedule · Vaani');
  expect(withMark('(1) Schedule · Vaani', 0)).toBe('Schedule · Vaani');
});
