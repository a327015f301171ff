import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { ClinicError } from '../context.ts';
import type { Predicate } from '../refusals/refusal.ts';

/** One line of a file; a cell with line ends in it makes it span several, and it is named by its first. */
export interface CsvLine {
  line: number;
  cells: string[];
}

export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_LINES = 20_000;
const delimiters = [',', ';', '\t', '|'] as const;

/**
 * Reads a file as spreadsheets write it: with or without a byte-order mark, any line ends, commas or what Excel puts where the comma is the decimal
 * mark, cells in quotes with line ends. Lines without anything are left out.
 * @throws {ClinicError} `bad-input` for what is wrong with the file as a whole.
 */
export function readCsv(text: string): { header: CsvLine; lines: CsvLine[] } {
  if (Buffer.byteLength(text) > MOST_BYTES) throw badFile('is larger than 10 MB: part it into smaller files');
  if (text.includes('\u0000')) throw badFile('is not text: save it as CSV, UTF-8');
  if (text.includes('\ufffd')) throw badFile('is not UTF-8: save it as CSV, UTF-8');
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  // Excel's own first line, which tells the delimiter.
  const told = /^"?sep=(.)"?\n/.exec(plain);
  const skipped = told === null ? 0 : 1;
  const body = told === null ? plain : plain.slice(told[0].length);
  const lines = parseLines(body, told?.[1] ?? likeliestDelimiter(body))
    .map(({ line, cells }) => ({ line: line + skipped, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [header, ...rest] = lines;
  if (header === undefined) throw badFile('is empty');
  if (rest.length === 0) throw badFile('has a header and no lines');
  if (rest.length > MOST_LINES) throw badFile(`has more than ${MOST_LINES} lines: part it into smaller files`);
  return { header, lines: rest };
}

function parseLines(body: string, delimiter: string): CsvLine[] {
  try {
    const records = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return records.map(({ info, record }) => ({
      // The parser names the last line of a record.
      line: info.lines - record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0),
      cells: record.map((cell) => cell.trim()),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') throw badFile('ends inside a quote that was opened and not closed');
    throw badFile('is not a CSV file');
  }
}

/** The one that stands most often in the first line, outside of quotes. */
function likeliestDelimiter(body: string): string {
  const first = (/^\s*(.+)/.exec(body)?.[1] ?? '').replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => first.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

const badFile = (reason: Predicate): ClinicError => new ClinicError('bad-input', `The file ${reason}.`, 'csv');
