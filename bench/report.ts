import { cpus, totalmem } from 'node:os';

/** One line of a bench. Without a limit it is reported only. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  limit: number | null;
  /** What the limit means: a latency may be at most so much (the default), a throughput at least, a count of faults exactly zero. */
  bound?: Bound;
}

type Bound = 'at most' | 'at least' | 'exactly';

export interface RunOptions {
  /** Ends it early; what it started is then stopped again. */
  signal: AbortSignal;
  /** As little as shows that it runs: its figures mean nothing. */
  isSmall: boolean;
  /** However long it takes, where a bench otherwise stops after its ten minutes. */
  isWhole: boolean;
  /** A folder of recordings, for a bench that takes one. */
  set?: string;
  /** Of a bench with several parts, those whose name begins so. */
  only?: string;
}

/** One bench. `tell` shows how far it is. */
export type Bench = (tell: (line: string) => void, options: RunOptions) => Promise<Row[]>;

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

const holds: Record<Bound, (value: number, limit: number) => boolean> = {
  'at most': (value, limit) => value <= limit,
  'at least': (value, limit) => value >= limit,
  exactly: (value, limit) => value === limit,
};

const isOk = ({ value, limit, bound = 'at most' }: Row): boolean => limit === null || holds[bound](value, limit);

/**
 * A bench as a table, or as one JSON object.
 * @returns also whether every limit held.
 * @throws where a row has no figure: a bench that measured nothing has failed.
 */
export function describeBench(bench: string, rows: Row[], isJson: boolean): { text: string; isOk: boolean } {
  const empty = rows.find((row) => !Number.isFinite(row.value));
  if (empty !== undefined) throw new Error(`${bench} measured nothing for: ${empty.name}`);
  return { text: isJson ? toJson(bench, rows) : toTable(bench, rows), isOk: rows.every(isOk) };
}

function toJson(bench: string, rows: Row[]): string {
  const plain = rows.map((row) => {
    const { name, value, unit, limit } = row;
    return { name, value, unit, limit, ok: isOk(row) };
  });
  return JSON.stringify({ bench, machine: machine(), rows: plain });
}

function toTable(bench: string, rows: Row[]): string {
  const width = Math.max(...rows.map((row) => row.name.length));
  const lines = rows.map((row) => {
    const { name, value, unit, limit, bound = 'at most' } = row;
    const wanted = limit === null ? '' : `  ${bound} ${limit}  ${isOk(row) ? 'ok' : 'NOT REACHED'}`;
    return `${name.padEnd(width)}  ${Number(value.toFixed(1))} ${unit}${wanted}`;
  });
  return `\n${bench} (${machine()})\n\n${lines.join('\n')}`;
}
