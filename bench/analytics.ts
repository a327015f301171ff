// An admin looks at any range of three years and a million calls: each view through the function that the page calls, from the sums that the job makes; and
// what the job takes.
import { addDays, callAnalytics, costAnalytics, latencyAnalytics, rollUp, visitAnalytics } from '@vaani/clinic';
import { seededRandom } from '@vaani/config';
import { between } from '../prisma/factories/chance.ts';
import { openManyCalls } from './calls/database.ts';
import { findSequentialScans, recordQueries } from './queries.ts';
import type { Row, RunOptions } from './report.ts';
import { latencyRows, loadRow, timeRuns } from './timing.ts';

const LIMIT_MS = 300;
const whole = { calls: 1_000_000, days: 1_095, doctors: 50, hasWords: false };
const small = { ...whole, calls: 5_000, days: 100, doctors: 4 };
const TODAY = '2026-11-24';
const prices = { 'deepgram.minute': 80, 'cartesia.characters': 310, 'openai.prompt': 20, 'openai.cached': 10 };

const views = {
  calls: callAnalytics,
  latency: latencyAnalytics,
  visits: visitAnalytics,
  cost: (ctx: Parameters<typeof costAnalytics>[0], range: { from: string; to: string }) =>
    costAnalytics(ctx, range, prices),
} as const;

export async function benchAnalytics(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const size = isSmall ? small : whole;
  const many = await openManyCalls({ name: isSmall ? 'few_calls' : 'many_calls', size, tell, signal });
  try {
    const { ctx, appUrl } = many;
    const rows = await rollUpRows(tell, () => rollUp(ctx));
    const random = seededRandom(9);
    const timing = { runs: isSmall ? 10 : 60, warmUps: isSmall ? 2 : 8, signal };
    for (const [name, view] of Object.entries(views)) {
      for (const days of [7, 30, 365, size.days]) {
        const rangeOf = () => {
          const to = addDays(TODAY, -between(random, 0, Math.max(0, size.days - 2 * days)));
          return { from: addDays(to, 1 - days), to };
        };
        const times = await timeRuns(timing, () => view(ctx, rangeOf()));
        rows.push(...latencyRows(`${name}, ${days} days and those before`, times, LIMIT_MS));
      }
      tell(`✓ ${name}`);
    }
    const queries = await recordQueries(async () => {
      for (const view of Object.values(views)) await view(ctx, { from: addDays(TODAY, -6), to: TODAY });
    });
    const { scans } = await findSequentialScans(appUrl, ctx.clinicId, queries);
    for (const scan of scans) tell(`✗ read from end to end: ${scan}`);
    return [
      ...rows,
      loadRow(),
      { name: 'large tables read from end to end', value: scans.length, unit: '', limit: 0, bound: 'exactly' },
    ];
  } finally {
    await many.close();
  }
}

/** The first run sums all there is, or the days since the last bench; the second is what comes every two minutes. */
async function rollUpRows(tell: (line: string) => void, run: () => Promise<void>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of ['the job, the first time', 'the job, every two minutes']) {
    const began = performance.now();
    await run();
    rows.push({ name, value: (performance.now() - began) / 1_000, unit: 's', limit: null });
    tell(`✓ ${name}`);
  }
  return rows;
}
