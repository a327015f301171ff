'use client';

import { useSyncExternalStore } from 'react';

/** What each browser is told once and keeps: sounds for calls that want a person, single keys as shortcuts, and new words read aloud by a screen reader. All are on until turned off. */
export type BrowserChoice = 'sounds' | 'keys' | 'words';

const CHANGED = 'vaani-choice';
const nameOf = (choice: BrowserChoice) => `vaani-${choice}`;

export function isOn(choice: BrowserChoice): boolean {
  try {
    return localStorage.getItem(nameOf(choice)) !== 'off';
  } catch {
    // A browser that keeps nothing is asked anew each time.
    return true;
  }
}

export function turn(choice: BrowserChoice, isNowOn: boolean): void {
  try {
    localStorage.setItem(nameOf(choice), isNowOn ? 'on' : 'off');
  } catch {
    return;
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** The choice of this browser, also where another tab makes it, and how to make it. */
export function useBrowserChoice(choice: BrowserChoice): [boolean, (isNowOn: boolean) => void] {
  const isNow = useSyncExternalStore(
    watch,
    () => isOn(choice),
    () => true,
  );
  return [isNow, (isNowOn) => turn(choice, isNowOn)];
}

function watch(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener('storage', onChange);
  };
}
