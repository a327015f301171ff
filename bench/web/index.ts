// Every page of the desk and those for patients, on the demo's data and the built desk, in a real browser: how soon its largest thing is drawn, for how
// long it cannot answer meanwhile, and how much JavaScript it brings.
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from '@playwright/test';
import { freePort, startProduct } from '@vaani/services';
import { people, signIn } from '../../e2e/desk.ts';
import { findPlace, type Place } from '../../e2e/place.ts';
import { prepareDatabase } from '../../scripts/prepare-database.ts';
import type { Row, RunOptions } from '../report.ts';
import { findAddresses } from './addresses.ts';
import { type Look, limits, look } from './look.ts';
import { addressOf, nameOf, type Page, pages, type Who } from './pages.ts';
import { type Weight, weighScripts } from './scripts.ts';

const LIMIT_KB = 200;
const small = ['/sign-in', '/live'];

type Tell = (line: string) => void;
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

interface Measured {
  desktop: Look;
  weight: Weight;
  /** Not of a small run. */
  mobile: Look | null;
}

/** A browser that Lighthouse reaches too. */
interface Desk {
  context: BrowserContext;
  port: number;
  webUrl: string;
}

export async function benchWeb(tell: Tell, options: RunOptions): Promise<Row[]> {
  const chosen = choose(options);
  const place = await findPlace();
  await chmod(place.home, 0o755);
  const product = await startProduct({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, ...place.env },
    onStep: (step) => tell(`✓ ${step}`),
    signal: options.signal,
    prepareDatabase: async ({ ownerUrl, appUrl, env }) => {
      const keys = env.VAANI_KEYS ?? '';
      await prepareDatabase({ ownerUrl, appUrl, keys, seed: 'demo', onStep: (step) => tell(`✓ ${step}`) });
    },
  });
  try {
    const { context, port } = await openBrowser(place);
    try {
      return await measureAll({ context, port, webUrl: product.webUrl }, chosen, tell, options);
    } finally {
      await context.close();
    }
  } finally {
    await product.stop();
    await rm(place.home, { recursive: true, force: true });
  }
}

/** @throws with the pages there are, where none is meant. */
function choose({ only = '', isSmall }: RunOptions): Page[] {
  const chosen = pages.filter((page) => nameOf(page).startsWith(only) && (!isSmall || small.includes(nameOf(page))));
  if (chosen.length === 0) throw new Error(`There is no page ${only}: there are ${pages.map(nameOf).join(' ')}.`);
  return chosen;
}

/** Lighthouse opens its tabs in the profile of the browser, so the pages of this bench stand there too. */
async function openBrowser({ browser, home }: Place): Promise<{ context: BrowserContext; port: number }> {
  const port = await freePort();
  const context = await chromium.launchPersistentContext(join(home, 'profile'), {
    // Whoever stops this bench has its servers stopped too: the browser goes with them.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    executablePath: browser.executablePath,
    args: [...browser.args, `--remote-debugging-port=${port}`],
    env: { ...(process.env as Record<string, string>), ...browser.env },
    // Lighthouse sets the screen of each page itself.
    viewport: null,
  });
  return { context, port };
}

async function measureAll(desk: Desk, chosen: Page[], tell: Tell, options: RunOptions): Promise<Row[]> {
  const { context, webUrl } = desk;
  const cookies = await signAllIn(desk);
  await become(context, cookies.admin);
  const addresses = await findAddresses(context, webUrl);
  tell(`✓ signed in; ${chosen.length} pages`);
  const rows: Row[] = [];
  for (const page of chosen) {
    options.signal.throwIfAborted();
    await become(context, page.as === null ? [] : cookies[page.as]);
    const measured = await measure(desk, `${webUrl}${addressOf(page, addresses)}`, options);
    rows.push(...rowsOf(nameOf(page), measured));
    tell(`✓ ${nameOf(page)}: ${inWords(measured)}`);
  }
  return rows;
}

/** What makes each of them known to the desk. */
async function signAllIn({ context, webUrl }: Desk): Promise<Record<Who, Cookies>> {
  const found = {} as Record<Who, Cookies>;
  for (const [who, { email, password }] of Object.entries(people)) {
    await context.clearCookies();
    const page = await context.newPage();
    await signIn(page, email, password, webUrl);
    await page.waitForURL(/\/(live|schedule|my-day)/);
    found[who as Who] = await context.cookies();
    await page.close();
  }
  return found;
}

async function become(context: BrowserContext, cookies: Cookies): Promise<void> {
  await context.clearCookies();
  await context.addCookies(cookies);
}

async function measure({ context, port }: Desk, url: string, { isSmall, isWhole }: RunOptions): Promise<Measured> {
  const prepare = () => emptyCache(context);
  // The first of all is the server's own first: it is looked at once it has answered.
  const weight = await weighScripts(context, url);
  const desktop = await look(url, { port, isMobile: false, isWhole, prepare });
  const mobile = isSmall ? null : await look(url, { port, isMobile: true, isWhole: false, prepare });
  return { weight, desktop, mobile };
}

/** The browser itself stays signed in; what it keeps of pages goes. */
async function emptyCache(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
}

const kilobytes = (bytes: number): number => bytes / 1_000;

function rowsOf(page: string, { desktop, weight, mobile }: Measured): Row[] {
  const row = (name: string, value: number, unit: string, limit: number | null): Row => ({
    ...{ name: `${page} ${name}`, value, unit, limit },
  });
  return [
    row('largest paint', desktop.paintMs, 'ms', limits.paintMs),
    row('blocked', desktop.blockedMs, 'ms', limits.blockedMs),
    row('JavaScript', kilobytes(weight.ownBytes), 'kB', LIMIT_KB),
    row('JavaScript fetched ahead', kilobytes(weight.aheadBytes), 'kB', null),
    ...(mobile === null
      ? []
      : [row('largest paint, phone', mobile.paintMs, 'ms', null), row('blocked, phone', mobile.blockedMs, 'ms', null)]),
  ];
}

function inWords({ desktop, weight, mobile }: Measured): string {
  const of = ({ paintMs, blockedMs }: Look) => `${Math.round(paintMs)} ms, blocked ${Math.round(blockedMs)} ms`;
  const phone = mobile === null ? '' : `; phone ${of(mobile)}`;
  return `${of(desktop)}, ${kilobytes(weight.ownBytes).toFixed(1)} kB${phone}`;
}
