import type { Cell, Column } from './chart-frame.tsx';

/** A table as a file for spreadsheets: a mark for UTF-8 first, Windows line ends; what a spreadsheet would take for a formula is made text. */
export function csvOf(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const lines = [
    columns.map(({ label }) => quoted(label)),
    ...rows.map((row) => row.map(({ text, plain }) => quoted(plain === undefined ? text : plain))),
  ];
  return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function quoted(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Math.round(value * 1_000) / 1_000);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
