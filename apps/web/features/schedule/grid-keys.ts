import type { KeyboardEvent } from 'react';

/**
 * Arrow keys on the grid: up and down go through a column's appointments, left and right to the nearest in time of the
 * next column that has any, Home and End to a column's first and last.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-appointment-id]');
  if (from === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const columns = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-column]')].map((column) => [
    ...column.querySelectorAll<HTMLElement>('[data-appointment-id]'),
  ]);
  const column = columns.findIndex((buttons) => buttons.includes(from));
  const own = columns[column];
  if (own === undefined) return;
  const to = targetOf(event.key, own, own.indexOf(from), columns, column);
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function targetOf(
  key: string,
  own: HTMLElement[],
  row: number,
  columns: HTMLElement[][],
  column: number,
): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return own[row + 1];
    case 'ArrowUp':
      return own[row - 1];
    case 'Home':
      return own[0];
    case 'End':
      return own.at(-1);
    case 'ArrowRight':
      return nearest(own[row], columns.slice(column + 1).find(hasAny));
    case 'ArrowLeft':
      return nearest(own[row], columns.slice(0, column).findLast(hasAny));
    default:
      return undefined;
  }
}

const hasAny = (buttons: HTMLElement[]): boolean => buttons.length > 0;
const minuteOf = (button: HTMLElement): number => Number(button.dataset.from);

function nearest(from: HTMLElement | undefined, buttons: HTMLElement[] | undefined): HTMLElement | undefined {
  if (from === undefined || buttons === undefined) return undefined;
  const distance = (button: HTMLElement) => Math.abs(minuteOf(button) - minuteOf(from));
  return buttons.toSorted((a, b) => distance(a) - distance(b))[0];
}
