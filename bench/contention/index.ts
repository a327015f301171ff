// Two hundred clients at once about one doctor's day, a thousand times: who gets what, and that nobody gets what somebody has. And bookings a second.
import { seededRandom } from '@vaani/config';
import { percentile, type Row, type RunOptions } from '../report.ts';
import { startBenchServers } from '../servers.ts';
import { loadRow } from '../timing.ts';
import { type BusyClinic, openBusyClinic } from './clinic.ts';
import { cuttingWires } from './cut-wires.ts';
import { countDeadlocks, countFaults } from './invariants.ts';
import { CLIENTS, playRound, type RoundResult } from './round.ts';
import { measureThroughput } from './throughput.ts';

const ROUNDS = 1_000;
/** A day is fought over so often: at first it is empty, later most is gone, and what is cancelled or moved away comes free. */
const ROUNDS_A_DAY = 4;
/** In every fifth round so many of the commits lose their connection. */
const CUT = { every: 5, share: 0.03 };
/** A slower machine plays fewer rounds, and says so. */
const LONGEST_MS = 8 * 60_000;
const THROUGHPUT_MS = 30_000;

export async function benchContention(
  tell: (line: string) => void,
  { signal, isSmall, isWhole }: RunOptions,
): Promise<Row[]> {
  const servers = await startBenchServers(signal);
  try {
    const clinic = await openBusyClinic(servers);
    try {
      const throughput = await measureThroughput(clinic, { durationMs: isSmall ? 2_000 : THROUGHPUT_MS, signal });
      tell('✓ bookings a second');
      const rounds = await playRounds(clinic, {
        ...{ tell, signal, rounds: isSmall ? 6 : ROUNDS },
        longestMs: isWhole ? Number.POSITIVE_INFINITY : LONGEST_MS,
      });
      return [...rounds, ...throughput, loadRow()];
    } finally {
      await clinic.close();
    }
  } finally {
    await servers.stop();
  }
}

interface Played extends RoundResult {
  rounds: number;
  cuts: number;
  times: number[];
}

async function playRounds(
  clinic: BusyClinic,
  options: { tell: (line: string) => void; signal: AbortSignal; rounds: number; longestMs: number },
): Promise<Row[]> {
  const { tell, signal, rounds } = options;
  const all: Played = {
    rounds: 0,
    cuts: 0,
    times: [],
    booked: 0,
    lost: 0,
    untold: 0,
    differing: 0,
    failures: [],
    bookingTimes: [],
  };
  const faults = new Map<string, number>();
  const until = performance.now() + options.longestMs;
  while (all.rounds < rounds && performance.now() < until) {
    signal.throwIfAborted();
    await playInto(all, clinic);
    if (all.rounds % 100 !== 0 && all.rounds !== rounds) continue;
    for (const [name, count] of Object.entries(await countFaults(clinic.owner))) {
      faults.set(name, Math.max(count, faults.get(name) ?? 0));
    }
    tell(`✓ ${all.rounds} rounds: ${all.booked} booked, ${all.lost} lost, ${all.cuts} connections cut`);
  }
  for (const failure of new Set(all.failures)) tell(`✗ ${failure}`);
  for (const [name, count] of Object.entries(await countFaults(clinic.owner)))
    faults.set(name, Math.max(count, faults.get(name) ?? 0));
  return rowsOf(all, faults, await countDeadlocks(clinic.owner), rounds);
}

/** Each round has its own seed: one that fails can be played again. */
async function playInto(all: Played, clinic: BusyClinic): Promise<void> {
  const round = all.rounds;
  const random = seededRandom(round + 1);
  const place = {
    doctorId: clinic.doctorIds[0] ?? '',
    inDays: 1 + Math.floor(round / ROUNDS_A_DAY),
    round,
  };
  const began = performance.now();
  let result: RoundResult | undefined;
  const play = async () => {
    result = await playRound(clinic, random, place);
  };
  const cuts = await cuttingWires(random, round % CUT.every === CUT.every - 1 ? CUT.share : 0, play);
  if (result === undefined) throw new Error('a round without a result');
  all.times.push(performance.now() - began);
  all.rounds += 1;
  all.cuts += cuts.beforeCommit + cuts.afterCommit;
  all.booked += result.booked;
  all.lost += result.lost;
  all.untold += result.untold;
  all.differing += result.differing;
  all.failures.push(...result.failures);
  all.bookingTimes.push(...result.bookingTimes);
}

function rowsOf(all: Played, faults: ReadonlyMap<string, number>, deadlocks: number, rounds: number): Row[] {
  const none = (name: string, value: number): Row => ({ name, value, unit: '', limit: 0, bound: 'exactly' });
  const told = (name: string, value: number, unit = ''): Row => ({ name, value, unit, limit: null });
  return [
    { name: `rounds of ${CLIENTS} clients`, value: all.rounds, unit: '', limit: rounds, bound: 'at least' },
    ...[...faults].map(([name, count]) => none(name, count)),
    none('losers who were told of no other time', all.untold),
    none('requests sent twice that were done twice', all.differing),
    none('deadlocks', deadlocks),
    none('failures', all.failures.length),
    told('connections cut around a commit', all.cuts),
    told('got their time', all.booked),
    told('lost it', all.lost),
    told('a round: p50', percentile(all.times, 0.5), 'ms'),
    told(`a booking among ${CLIENTS}: p50`, percentile(all.bookingTimes, 0.5), 'ms'),
    told(`a booking among ${CLIENTS}: p95`, percentile(all.bookingTimes, 0.95), 'ms'),
  ];
}
