// Somebody looks for a call by what was said in it: a search over 100,000 calls through the function that the page calls, with its first page, its count,
// the lines that show why, and the audit row.
import { listCalls } from '@vaani/clinic';
import { seededRandom } from '@vaani/config';
import { pick } from '../prisma/factories/chance.ts';
import { makeCalls, NOW } from './calls/build.ts';
import { matterOf, rareWord } from './calls/conversations.ts';
import { type ManyCalls, openManyCalls } from './calls/database.ts';
import { findSequentialScans, recordQueries } from './queries.ts';
import type { Row, RunOptions } from './report.ts';
import { latencyRows, loadRow, timeRuns } from './timing.ts';

const LIMIT_MS = 300;
const whole = { calls: 100_000, days: 400, doctors: 8, hasWords: true };
const small = { ...whole, calls: 2_000 };

type Query = Parameters<typeof listCalls>[1];

export async function benchTranscripts(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const size = isSmall ? small : whole;
  const many = await openManyCalls({ name: isSmall ? 'few_words' : 'many_words', size, tell, signal });
  try {
    const names: string[] = [];
    const phones: string[] = [];
    for (const { name, phone } of makeCalls({ ...size, calls: 2_000 })) {
      names.push(name);
      phones.push(phone);
    }
    const rows: Row[] = [];
    const timing = { runs: isSmall ? 10 : 150, warmUps: isSmall ? 2 : 15, signal };
    for (const [name, queryOf] of kinds(names, phones)) {
      rows.push(...latencyRows(name, await timeRuns(timing, () => listCalls(many.ctx, queryOf())), LIMIT_MS));
      tell(`✓ ${name}`);
    }
    return [...rows, loadRow(), ...(await scanRows(tell, many))];
  } finally {
    await many.close();
  }
}

/** What is looked for. Words are drawn as they are said, so that common ones are asked for often. */
function kinds(names: readonly string[], phones: readonly string[]): [string, () => Query][] {
  const random = seededRandom(4_711);
  const lastMonth = new Date(NOW - 30 * 86_400_000).toISOString();
  const after = new Date(NOW - 200 * 86_400_000).toISOString();
  const cursor = Buffer.from(`${after}|01936f2e-0000-7000-8000-000000000001`).toString('base64url');
  const common = ['appointment', 'अपॉइंटमेंट', 'डॉक्टर', 'clinic', 'सहायक', 'fever', 'बुखार'];
  return [
    ['a word that thousands said', () => ({ text: pick(random, common) })],
    ['what callers speak of', () => ({ text: matterOf(random) })],
    ['a word that few said', () => ({ text: rareWord(random) })],
    ['two words, both common', () => ({ text: `${pick(random, common)} ${matterOf(random)}` })],
    ['three words', () => ({ text: `${matterOf(random)} ${matterOf(random)} ${rareWord(random)}` })],
    ['a whole name', () => ({ text: pick(random, names) })],
    ['the end of a number', () => ({ text: pick(random, phones).slice(-4) })],
    ['a word in the last 30 days, one language', () => ({ text: matterOf(random), from: lastMonth, language: 'hi' })],
    ['a word, and what few calls are', () => ({ text: matterOf(random), outcome: 'failed', hasFallenBack: true })],
    ['a common word, far back in the pages', () => ({ text: pick(random, common), cursor })],
    ['no words, no filter', () => ({})],
    [
      'no words, what few calls are',
      () => ({ outcome: 'failed', isInterrupted: true, mood: 'negative', minSeconds: 120 }),
    ],
  ];
}

async function scanRows(tell: (line: string) => void, { ctx, appUrl }: ManyCalls): Promise<Row[]> {
  const queries = await recordQueries(async () => {
    await listCalls(ctx, { text: 'बुखार report' });
    await listCalls(ctx, { outcome: 'failed' });
  });
  const { scans } = await findSequentialScans(appUrl, ctx.clinicId, queries);
  for (const scan of scans) tell(`✗ read from end to end: ${scan}`);
  return [{ name: 'large tables read from end to end', value: scans.length, unit: '', limit: 0, bound: 'exactly' }];
}
