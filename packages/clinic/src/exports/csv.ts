import { stringify } from 'csv-stringify/sync';

/** Rows of text under the names of their columns. */
export type CsvRow = Record<string, string | number | null>;

/**
 * Lines of a CSV file as spreadsheets read it: a mark for UTF-8 first, names of columns, Windows line ends. A cell that a spreadsheet would take for a
 * formula is made text.
 * @param batches rows as they are read; each batch comes out as one piece of text.
 */
export async function* csvText(columns: readonly string[], batches: AsyncIterable<CsvRow[]>): AsyncGenerator<string> {
  // A line end of any kind within a cell is quoted, not only the one between rows.
  const options = {
    columns: [...columns],
    record_delimiter: 'windows' as const,
    escape_formulas: true,
    quoted_match: /[\r\n]/,
  };
  yield stringify([], { ...options, header: true, bom: true });
  for await (const rows of batches) if (rows.length > 0) yield stringify(rows, options);
}
