import { parentPort, workerData } from 'node:worker_threads';
import { openAudio, textExchange } from '../audio/line.ts';
import { openWorld } from '../clinic/world.ts';
import { loadSuite } from '../format/load-suite.ts';
import { brains } from './brains.ts';
import { cellsOf } from './cells.ts';
import { runScenario } from './run-scenario.ts';
import type { Job } from './run-suite.ts';

/** So many calls at a time: one waits for the database while another thinks. Hearing holds the thread, and would make the others' transactions wait. */
const AT_ONCE = { text: 3, audio: 1 };

const { urls, folder, only, language, brain, account, ...options } = workerData as Job;
const port = parentPort;
if (port === null) throw new Error('this is a worker');

const { channel, repeat } = options;
const cells = cellsOf(await loadSuite(folder), { only, language, repeat, channel });
const exchange = channel === 'audio' ? await openAudio() : textExchange;
const world = await openWorld(urls);
const open = brains[brain];
if (open === undefined) throw new RangeError(`there is no brain "${brain}"`);
const mind = await open(account);
const { think, obeys } = mind;
const work = async (): Promise<void> => {
  for (let at = await next(); at !== null; at = await next()) {
    const cell = cells[at];
    if (cell !== undefined)
      port.postMessage({ at, result: await runScenario(cell, { ...options, think, obeys, world, exchange }) });
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

await Promise.all(Array.from({ length: AT_ONCE[channel] }, work));
await mind.close();
await exchange.close();
await world.close();
port.close();
