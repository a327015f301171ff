'use client';

import { useEffect, useEffectEvent } from 'react';
import { isOn } from '../shell/browser-choice.ts';
import { type ShortcutName, shortcutOf } from './shortcuts.ts';

/** What the keys do now: of several who want the same one, the last. */
const handlers = new Map<ShortcutName, (() => void)[]>();

/** Runs `onPress` when the key is pressed, while the component is there and `isActive`. */
export function useShortcut(name: ShortcutName, onPress: () => void, isActive = true): void {
  const press = useEffectEvent(onPress);
  useEffect(() => {
    if (!isActive) return;
    const handler = () => press();
    handlers.set(name, [...(handlers.get(name) ?? []), handler]);
    return () => {
      handlers.set(
        name,
        (handlers.get(name) ?? []).filter((one) => one !== handler),
      );
    };
  }, [name, isActive]);
}

/** Does what the key does, for those who have no keyboard at hand. */
export function pressShortcut(name: ShortcutName): void {
  handlers.get(name)?.at(-1)?.();
}

/** The one listener of the page. */
export function useShortcutKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const name = shortcutOf(event, { isTyping: isTypingIn(event.target), areLettersOn: isOn('keys') });
      const handler = name === null ? undefined : handlers.get(name)?.at(-1);
      if (handler === undefined) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const takesLetters =
  'input, textarea, select, dialog, [contenteditable="true"], [role="menu"], [role="listbox"], [role="dialog"], [role="grid"]';

/** Is the focus where a letter already means something? Buttons and ticks take none. */
export const isTypingIn = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(takesLetters) !== null;
