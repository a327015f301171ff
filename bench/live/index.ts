// From `publish` to a receptionist's screen: two hundred live calls with three events a second each on the open board of a real browser, while 49 other
// clients hold the same stream. On a real redis-server.
import { chmod, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from '@playwright/test';
import { connectClinic, findClinicByNumber } from '@vaani/clinic';
import { parseKeyRing, systemClock } from '@vaani/config';
import { createLogger } from '@vaani/observability';
import { type Product, startProduct } from '@vaani/services';
import { findPlace } from '../../e2e/place.ts';
import { demoNumbers } from '../../prisma/factories/callers.ts';
import { prepareDatabase } from '../../scripts/prepare-database.ts';
import { percentile, type Row, type RunOptions } from '../report.ts';
import { type Load, startLoad } from './load.ts';
import { type ProcessUse, startProcessUse } from './process-use.ts';
import { readScreen, type Seen, signIn, watchScreen } from './screen.ts';
import { startWatchers, type Watchers } from './watchers.ts';

/** What the issue asks. */
const whole = { calls: 200, clients: 49, warmUpMs: 10_000, durationMs: 40_000 } as const;
const small = { calls: 10, clients: 4, warmUpMs: 1_000, durationMs: 3_000 } as const;
const LIMIT_MS = 150;
/** What is still on its way when the last event is published has this long. */
const LAST_MS = 2_000;

interface Measured {
  load: Load;
  first: number;
  unpublished: number;
  seen: Seen;
  watchers: Watchers;
  web: ProcessUse;
  redis: ProcessUse;
}

export async function benchLive(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const size = isSmall ? small : whole;
  const place = await findPlace();
  await chmod(place.home, 0o755);
  const product = await startProduct({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, ...place.env },
    onStep: (step) => tell(`✓ ${step}`),
    signal,
    prepareDatabase: async ({ ownerUrl, appUrl, env }) => {
      const keys = env.VAANI_KEYS ?? '';
      await prepareDatabase({ ownerUrl, appUrl, keys, seed: 'demo', onStep: (step) => tell(`✓ ${step}`) });
    },
  });
  const { executablePath, args, env } = place.browser;
  const browser = await chromium.launch({
    // Whoever stops this bench has its servers stopped too: the browser goes with them.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    executablePath,
    args,
    env: { ...(process.env as Record<string, string>), ...env },
  });
  try {
    if (product.redisKind !== 'redis-server')
      throw new Error(
        'This bench needs a real redis-server: install it (Debian: apt-get install redis-server) and see that it is on the PATH.',
      );
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    return rowsOf(await measure(context, product, { ...size, tell, signal }));
  } finally {
    await browser.close();
    await product.stop();
    await rm(place.home, { recursive: true, force: true });
  }
}

async function measure(
  context: BrowserContext,
  product: Product,
  options: {
    calls: number;
    clients: number;
    warmUpMs: number;
    durationMs: number;
    tell: (line: string) => void;
    signal: AbortSignal;
  },
): Promise<Measured> {
  const { calls, clients, warmUpMs, durationMs, tell, signal } = options;
  const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl = '', VAANI_KEYS: keys = '' } = product.env;
  const logger = createLogger({ service: 'bench', level: 'silent' });
  const keyRing = parseKeyRing(keys);
  const clinic = await connectClinic({ databaseUrl, redisUrl, keyRing, clock: systemClock, logger, poolSize: 2 });
  try {
    const found = await findClinicByNumber(clinic, demoNumbers.asha);
    if (found === null) throw new Error('the demo clinic has no number');
    const page = await context.newPage();
    await signIn(page, product.webUrl);
    const load = await startLoad(clinic, { clinicId: found.clinicId, calls, signal });
    try {
      // Of two hundred those in sight are in the page: any of them is opened, and the pointer leaves the list.
      await page.locator('[data-call-id]').first().click();
      await page.mouse.move(0, 0);
      const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      const watchers = await startWatchers({ webUrl: product.webUrl, cookie, clients, sentAt: load.sentAt });
      tell(`✓ ${calls} calls, ${clients + 1} clients`);
      await load.run(warmUpMs);
      await watchScreen(page);
      watchers.reset();
      const [web, redis] = [
        await startProcessUse(product.pids().web ?? 0),
        await startProcessUse(product.redisPid ?? 0),
      ];
      const first = load.sentAt.length;
      const unpublished = await load.run(durationMs);
      const use = { web: await web(), redis: await redis() };
      await new Promise((resolve) => setTimeout(resolve, LAST_MS));
      const seen = await readScreen(page);
      watchers.stop();
      return { load, first, unpublished, seen, watchers, ...use };
    } finally {
      await load.stop();
    }
  } finally {
    await clinic.close();
  }
}

function rowsOf({ load, first, unpublished, seen, watchers, web, redis }: Measured): Row[] {
  const { sentAt } = load;
  const published = sentAt.length - first;
  const onScreen = Object.entries(seen.at).flatMap(([number, at]) => {
    const sent = sentAt[Number(number)];
    return sent === undefined || Number(number) < first ? [] : [at - sent];
  });
  const atClients = watchers.delays();
  const missed = watchers.countsFrom(first).reduce((sum, count) => sum + published - count, 0);
  const row = (name: string, value: number, unit: string, limit: number | null = null): Row => ({
    ...{ name, value, unit, limit },
  });
  return [
    row('event to screen p50', percentile(onScreen, 0.5), 'ms'),
    row('event to screen p95', percentile(onScreen, 0.95), 'ms', LIMIT_MS),
    row('event to screen p99', percentile(onScreen, 0.99), 'ms'),
    row('events timed on the screen', onScreen.length, `of ${published}`),
    row('tasks of the page above 50 ms', seen.longTasks.length, ''),
    row('event to client p50', percentile(atClients, 0.5), 'ms'),
    row('event to client p95', percentile(atClients, 0.95), 'ms'),
    { ...row('events that a client missed', missed, '', 0), bound: 'exactly' },
    { ...row('events that Redis did not take', unpublished, '', 0), bound: 'exactly' },
    row('web: processor', web.cpu, '% of a core'),
    row('web: memory', web.memoryMb, 'MB'),
    row('redis-server: processor', redis.cpu, '% of a core'),
    row('redis-server: memory', redis.memoryMb, 'MB'),
  ];
}
