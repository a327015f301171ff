import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Noise } from '../caller/noise.ts';
import type { Language } from '../format/schema.ts';
import type { ModelAccount } from './brains.ts';
import type { RunResult } from './run-scenario.ts';

/** What the workers do, each on connections of its own. */
export interface Job {
  urls: { ownerUrl: string; appUrl: string; redisUrl: string };
  folder: string;
  only: string;
  /** One alone, or all. */
  language: Language | null;
  brain: string;
  account: ModelAccount;
  noise: Noise;
  channel: 'text' | 'audio';
  seed: number;
  repeat: number;
}

const MOST_WORKERS = 8;

/**
 * Runs the cells of a suite (`cellsOf`, by number) in as many threads as the machine has cores. @param count of cells
 * @param tell is told after each run @returns in the order of the suite, whoever ran them
 */
export async function runSuite(
  job: Job,
  count: number,
  tell: (done: number) => void = () => undefined,
): Promise<RunResult[]> {
  const results = new Array<RunResult | undefined>(count);
  let next = 0;
  let done = 0;
  const workers = Array.from({ length: Math.min(MOST_WORKERS, availableParallelism(), count) }, () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: job });
    worker.on('message', (message: 'next' | { at: number; result: RunResult }) => {
      if (message === 'next') {
        worker.postMessage(next < count ? next++ : null);
        return;
      }
      results[message.at] = message.result;
      done += 1;
      tell(done);
    });
    return worker;
  });
  try {
    await Promise.all(workers.map((worker) => once(worker, 'exit')));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  if (done < count) throw new Error(`${count - done} runs have no result`);
  return results.filter((result) => result !== undefined);
}
