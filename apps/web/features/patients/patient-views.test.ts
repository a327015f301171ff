// Guards: an address opens no view that the role has not, and says no more than it must.
import { expect, it } from 'vitest';
import { addressOf, readView, viewsOf } from './patient-views.ts';

it('gives each role what it may do', () => {
  expect(viewsOf('doctor')).toEqual(['all']);
  expect(viewsOf('receptionist')).not.toContain('import');
  expect(viewsOf('admin')).toContain('import');
  expect(readView(new URLSearchParams('show=import'), 'receptionist')).toBe('all');
  expect(readView(new URLSearchParams('show=blocked'), 'receptionist')).toBe('blocked');
});

it('keeps the address short', () => {
  expect(addressOf('all', '')).toBe('');
  expect(addressOf('blocked', '')).toBe('?show=blocked');
  expect(addressOf('all', 'नेहा')).toBe(`?q=${encodeURIComponent('नेहा')}`);
});
