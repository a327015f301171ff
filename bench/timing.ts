import { loadavg } from 'node:os';
import { percentile, type Row } from './report.ts';

/** Milliseconds that each of so many runs took, one after another, after some that are not counted. */
export async function timeRuns(
  options: { runs: number; warmUps: number; signal: AbortSignal },
  work: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (let index = -options.warmUps; index < options.runs; index++) {
    options.signal.throwIfAborted();
    const began = performance.now();
    await work(index);
    if (index >= 0) times.push(performance.now() - began);
  }
  return times;
}

/** Half of them, and 95 of 100, take no longer than this. */
export function latencyRows(name: string, times: number[], limitMs: number | null): Row[] {
  return [
    { name: `${name}: p50`, value: percentile(times, 0.5), unit: 'ms', limit: null },
    { name: `${name}: p95`, value: percentile(times, 0.95), unit: 'ms', limit: limitMs },
  ];
}

/** A figure of a busy machine is none of the program's: how many processes wanted a core in the last minute. */
export const loadRow = (): Row => ({
  name: 'processes that wanted a core',
  value: loadavg()[0] ?? 0,
  unit: '',
  limit: null,
});
