import { cpus, totalmem } from 'node:os';

/** One line of a bench. Without a limit it is reported only. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** At most this. */
  limit: number | null;
}

/** The value below which a share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The machine a figure belongs to. */
export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}

const isOk = (row: Row): boolean => row.limit === null || row.value <= row.limit;

/** Prints a bench as a table, or as one JSON object. @returns whether every limit held. */
export function report(bench: string, rows: Row[], isJson: boolean): boolean {
  if (isJson) {
    console.log(JSON.stringify({ bench, machine: machine(), rows: rows.map((row) => ({ ...row, ok: isOk(row) })) }));
  } else {
    console.log(`\n${bench} (${machine()})\n`);
    const width = Math.max(...rows.map((row) => row.name.length));
    for (const row of rows) {
      const limit = row.limit === null ? '' : `  at most ${row.limit}  ${isOk(row) ? 'ok' : 'NOT REACHED'}`;
      console.log(`${row.name.padEnd(width)}  ${Number(row.value.toFixed(1))} ${row.unit}${limit}`);
    }
  }
  return rows.every(isOk);
}
