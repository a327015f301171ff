// npm run simulate: whole calls in virtual time, each from its seed. See --help.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createSimulation, type SimulatedCall } from '../apps/voice/src/simulation/index.ts';

const help = `npm run simulate -- [--seeds N] [--from N] | --seed N

Plays N calls (1,000 where it is not said) with scripted callers, late and failing providers, lost marks and hang-ups, and looks in each for what
must never be: docs/turn-taking.md has the list. Ends with 1 where something was found, with the seed of it.

  --seeds N   so many calls
  --from N    the first seed; 1 where it is not said
  --seed N    this one call, and all that happened in it`;

/** What a worker is to play: every so-many-th seed. */
interface Share {
  from: number;
  to: number;
  step: number;
}
type Played = Omit<SimulatedCall, 'events'>;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [from, seeds, seed] = [values.from, values.seeds, values.seed ?? '1'].map(Number);
  if (![from, seeds, seed].every(Number.isSafeInteger)) {
    console.error('Seeds are whole numbers.');
    return 2;
  }
  return values.seed === undefined ? playMany(from ?? 1, seeds ?? 0) : playOne(seed ?? 1);
}

async function playOne(seed: number): Promise<number> {
  const { events, violations } = await createSimulation(seed).run();
  console.log(events.join('\n'));
  for (const { at, rule, detail } of violations) console.log(`\nBROKEN at ${at}: ${rule}: ${detail}`);
  return violations.length === 0 ? 0 : 1;
}

async function playMany(from: number, count: number): Promise<number> {
  const began = performance.now();
  const step = Math.max(1, Math.min(availableParallelism(), count));
  const broken = new Map<string, number[]>();
  const sum = { ms: 0, turns: 0, interrupted: 0, pauses: 0, resumed: 0, fillers: 0, writes: 0, foreseen: 0, inVain: 0 };
  function take({ seed, violations, durationMs, counts }: Played): void {
    for (const { rule, detail, at } of violations) {
      const seeds = broken.get(rule) ?? [];
      if (seeds.length === 0) console.log(`seed ${seed}, at ${at}: ${rule}: ${detail}`);
      broken.set(rule, [...seeds, seed]);
    }
    sum.ms += durationMs;
    for (const key of ['turns', 'interrupted', 'pauses', 'resumed', 'fillers', 'writes', 'foreseen', 'inVain'] as const)
      sum[key] += counts[key];
  }
  await Promise.all(
    Array.from({ length: step }, (_, at) => playShare({ from: from + at, to: from + count, step }, take)),
  );
  const seconds = (performance.now() - began) / 1_000;
  console.log(
    `${count} calls, ${Math.round(sum.ms / 60_000)} minutes of talk in ${seconds.toFixed(1)} s: ${sum.turns} turns, ${sum.fillers} fillers, ` +
      `${sum.interrupted} replies cut, ${sum.pauses} paused and ${sum.resumed} of them resumed, ${sum.writes} bookings, ` +
      `${sum.foreseen} answers begun ahead and ${sum.inVain} in vain`,
  );
  for (const [rule, seeds] of broken) {
    const [first = 0, ...others] = seeds.sort((a, b) => a - b);
    console.log(`${rule}: ${seeds.length} calls, ${[first, ...others.slice(0, 7)].join(', ')}`);
    console.log(`  npm run simulate -- --seed ${first}`);
  }
  return broken.size === 0 ? 0 : 1;
}

/** In a thread of its own. @throws where the thread breaks down: a call must not. */
function playShare(share: Share, take: (call: Played) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL(import.meta.url), { workerData: share });
  worker.on('message', take);
  worker.on('error', reject);
  worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
  return promise;
}

async function work({ from, to, step }: Share): Promise<void> {
  for (let seed = from; seed < to; seed += step) {
    const { events: _, ...played } = await createSimulation(seed).run();
    parentPort?.postMessage(played satisfies Played);
  }
}

if (isMainThread) process.exitCode = await main();
else await work(workerData as Share);
