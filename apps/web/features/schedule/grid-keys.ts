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

const STEP_MIN = 5;

/**
 * Arrow keys on the time cursor: up and down go through the day by the doctor's grid, left and right to the next column.
 * @returns where it goes; null for a key that is not its own.
 */
export function moveCursor(
  key: string,
  cursor: { columnKey: string; minute: number },
  columns: readonly { key: string; doctor: { gridMin: number } }[],
  hours: { fromMin: number; toMin: number },
): { columnKey: string; minute: number } | null {
  const at = columns.findIndex((column) => column.key === cursor.columnKey);
  const step = columns[at]?.doctor.gridMin ?? STEP_MIN;
  const { columnKey, minute } = cursor;
  switch (key) {
    case 'ArrowDown':
      return { columnKey, minute: Math.min(minute + step, hours.toMin - step) };
    case 'ArrowUp':
      return { columnKey, minute: Math.max(minute - step, hours.fromMin) };
    case 'ArrowRight':
      return { columnKey: columns[Math.min(at + 1, columns.length - 1)]?.key ?? columnKey, minute };
    case 'ArrowLeft':
      return { columnKey: columns[Math.max(at - 1, 0)]?.key ?? columnKey, minute };
    default:
      return null;
  }
}
