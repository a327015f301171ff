// Guards: keys do what is written on them, on a Hindi keyboard too, and nothing while somebody types.
import { expect, it } from 'vitest';
import { type Pressed, shortcutOf, shortcuts } from './shortcuts.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  ...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, repeat: false, isComposing: false },
  ...more,
});
const idle = { isTyping: false, areLettersOn: true };

it('finds the shortcut of a key', () => {
  expect(shortcutOf(press('t'), idle)).toBe('takeOver');
  expect(shortcutOf(press('?'), idle)).toBe('help');
});

it('finds it by where the key lies, where other letters are written', () => {
  expect(shortcutOf(press('ू', { code: 'KeyT' }), idle)).toBe('takeOver');
});

it('tells a letter from the same letter with Ctrl or ⌘', () => {
  expect(shortcutOf(press('k'), idle)).toBe('previous');
  expect(shortcutOf(press('k', { ctrlKey: true }), idle)).toBe('palette');
  expect(shortcutOf(press('k', { metaKey: true }), idle)).toBe('palette');
  expect(shortcutOf(press('t', { ctrlKey: true }), idle)).toBeNull();
});

it('leaves letters to who types, and those who turned them off; the palette opens all the same', () => {
  for (const state of [
    { isTyping: true, areLettersOn: true },
    { isTyping: false, areLettersOn: false },
  ]) {
    expect(shortcutOf(press('x'), state)).toBeNull();
    expect(shortcutOf(press('k', { ctrlKey: true }), state)).toBe('palette');
  }
});

it('ignores a key that is held down, or part of a longer letter', () => {
  expect(shortcutOf(press('x', { repeat: true }), idle)).toBeNull();
  expect(shortcutOf(press('x', { isComposing: true }), idle)).toBeNull();
  expect(shortcutOf(press('x', { altKey: true }), idle)).toBeNull();
});

it('gives every key to one thing', () => {
  const keys = Object.values(shortcuts).map((shortcut) => `${'isWithModifier' in shortcut}${shortcut.key}`);
  expect(new Set(keys).size).toBe(keys.length);
});
