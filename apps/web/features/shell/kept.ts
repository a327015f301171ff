'use client';

import { useSyncExternalStore } from 'react';

/** What a browser keeps of its own: the view of the schedule that was chosen last, and the branch that it stands in, by clinic. */
export type Kept = 'view' | `branch-${string}`;

const CHANGED = 'vaani-kept';
const nameOf = (name: Kept) => `vaani-${name}`;

function read(name: Kept): string | null {
  try {
    return localStorage.getItem(nameOf(name));
  } catch {
    // A browser that keeps nothing chooses anew each time.
    return null;
  }
}

export function keep(name: Kept, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(nameOf(name));
    else localStorage.setItem(nameOf(name), value);
  } catch {
    return;
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** What is kept by a name, also where another tab sets it. Null: nothing, or the page is not in a browser yet. */
export function useKept(name: Kept): string | null {
  return useSyncExternalStore(
    watch,
    () => read(name),
    () => null,
  );
}

function watch(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener('storage', onChange);
  };
}
