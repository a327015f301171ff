/// <reference lib="dom" />
// npm run screenshots: takes the pictures of the README anew, from a demo that runs. See --help.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findRunning, homeOf } from '@vaani/services';
import { findBrowser } from '../e2e/browser.ts';
import { type DemoSignIn, demoSignIns } from '../prisma/factories/callers.ts';

const help = `npm run screenshots [-- NAME …]

Takes the pictures of the README into docs/images: all of them, or those that are named. The demo must run (npm start).`;

const root = fileURLToPath(new URL('..', import.meta.url));

interface Picture {
  name: string;
  role: DemoSignIn['role'];
  language: 'en' | 'hi';
  theme: 'light' | 'dark';
  /** Of the window, pixels; a narrow one is a phone's. */
  size: readonly [width: number, height: number];
  /** The scenario of a call that is placed meanwhile. */
  call?: string;
  /** Goes to what is shown, and ends once it is there. */
  open: (page: Page) => Promise<void>;
}

const wide = [1440, 900] as const;
const phone = [390, 844] as const;
/** A call rings, is greeted and says what it wants. */
const CALL_MS = 120_000;

const pictures: readonly Picture[] = [
  {
    ...{ name: 'live', role: 'receptionist', language: 'en', theme: 'light', size: wide, call: 'book-hindi' },
    async open(page) {
      await page.goto('/live');
      // About to book: what the caller is offered stands beneath the conversation.
      await page.locator('[data-proposal]').waitFor({ timeout: CALL_MS });
    },
  },
  {
    ...{ name: 'schedule', role: 'receptionist', language: 'en', theme: 'dark', size: wide },
    async open(page) {
      await page.goto('/schedule');
      await page.locator('[data-column]').first().waitFor();
      await page.getByRole('button', { name: 'Day after' }).click();
    },
  },
  {
    ...{ name: 'call-timing', role: 'receptionist', language: 'en', theme: 'light', size: wide },
    async open(page) {
      // A booking has several answers to be timed.
      await page.goto('/calls?outcome=booked');
      await page.locator('tbody a').first().click();
      await page.getByRole('dialog').getByRole('tab', { name: 'Timing' }).click();
      await page.getByRole('tabpanel').getByRole('row').nth(2).waitFor();
    },
  },
  {
    ...{ name: 'analytics', role: 'admin', language: 'en', theme: 'light', size: wide },
    async open(page) {
      await page.goto('/analytics');
      await page.locator('section svg rect').nth(8).waitFor({ state: 'attached' });
    },
  },
  {
    ...{ name: 'phone-my-day', role: 'doctor', language: 'hi', theme: 'dark', size: phone },
    async open(page) {
      await page.goto('/my-day');
      await page.locator('article dl').waitFor();
    },
  },
];

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const running = await findRunning(homeOf(root, process.env));
  if (running === null) throw new Error('Vaani is not running: npm start brings it up.');
  const wanted = pictures.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const folder = join(root, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const scratch = await mkdtemp(join(tmpdir(), 'vaani-pictures-'));
  const { executablePath, args, env } = await findBrowser(process.env, scratch);
  const browser = await chromium.launch({
    ...{ executablePath, args },
    env: { ...(process.env as Record<string, string>), ...env },
  });
  try {
    for (const picture of wanted) {
      await take(browser, picture, running.webUrl, join(folder, `${picture.name}.png`));
      console.log(`docs/images/${picture.name}.png`);
    }
  } finally {
    await browser.close();
    await rm(scratch, { recursive: true, force: true });
  }
  return 0;
}

async function take(browser: Browser, picture: Picture, webUrl: string, path: string): Promise<void> {
  const [width, height] = picture.size;
  const isPhone = picture.size === phone;
  const context = await browser.newContext({
    ...{ baseURL: webUrl, viewport: { width, height }, locale: 'en-IN', timezoneId: 'Asia/Kolkata' },
    ...{ colorScheme: picture.theme, reducedMotion: 'reduce', hasTouch: isPhone, isMobile: isPhone },
    deviceScaleFactor: isPhone ? 2 : 1,
  });
  const page = await context.newPage();
  await signIn(page, picture.role);
  await context.addCookies([{ name: 'vaani-locale', value: picture.language, url: webUrl }]);
  const call = picture.call === undefined ? null : placeCall(picture.call);
  await picture.open(page);
  await page.locator('[data-stream="live"]').waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path });
  await context.close();
  await call;
}

async function signIn(page: Page, role: DemoSignIn['role']): Promise<void> {
  const account = demoSignIns.find((one) => one.role === role);
  if (account === undefined) throw new Error(`The demo has no ${role}.`);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Rings the clinic as `npm run call` does. Ends with the call. */
async function placeCall(scenario: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'scripts', 'call.ts'), '--scenario', scenario], {
    stdio: 'ignore',
  });
  await once(child, 'close');
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
