import { parentPort, workerData } from 'node:worker_threads';
import { openWorld } from '../clinic/world.ts';
import { loadSuite } from '../format/load-suite.ts';
import { brains } from './brains.ts';
import { cellsOf } from './cells.ts';
import { runScenario } from './run-scenario.ts';
import type { Job } from './run-suite.ts';

/** So many calls at a time: one waits for the database while another thinks. */
const AT_ONCE = 3;

const { urls, folder, only, brain, account, ...options } = workerData as Job;
const port = parentPort;
if (port === null) throw new Error('this is a worker');

const cells = cellsOf(await loadSuite(folder), { only, repeat: options.repeat });
const world = await openWorld(urls);
const open = brains[brain];
if (open === undefined) throw new RangeError(`there is no brain "${brain}"`);
const mind = await open(account);
const { think } = mind;
const work = async (): Promise<void> => {
  for (let at = await next(); at !== null; at = await next()) {
    const cell = cells[at];
    if (cell !== undefined) port.postMessage({ at, result: await runScenario(cell, { ...options, think, world }) });
  }
};

/** Which run is next is given out by the one who started the workers. */
const waiting: ((at: number | null) => void)[] = [];
port.on('message', (at: number | null) => waiting.shift()?.(at));
const next = (): Promise<number | null> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port.postMessage('next');
  });

await Promise.all(Array.from({ length: AT_ONCE }, work));
await mind.close();
await world.close();
port.close();
