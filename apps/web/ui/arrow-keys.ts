import type { KeyboardEvent } from 'react';

/**
 * Which of a row the arrow keys, Home and End lead to, from the one that the focus is on; past an end it begins anew.
 * @returns -1 for other keys.
 */
export function stepAlong(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}

/** For a row of buttons, one of which is a stop of the Tab key: moves the focus to another. @returns its number; -1 where it stayed. */
export function moveAlong(event: KeyboardEvent<HTMLElement>): number {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return -1;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = buttons.indexOf(event.target as HTMLElement);
  const next = at < 0 ? -1 : stepAlong(event.key, at, buttons.length);
  if (next < 0) return -1;
  event.preventDefault();
  buttons[next]?.focus();
  return next;
}
