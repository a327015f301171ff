import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findPlace } from './place.ts';

const place = await findPlace();
const root = join(import.meta.dirname, '..');

/** These place calls, or look at what the board shows of them. */
const calls = /\/(acts|hand-over|live-board|live-call|lost-line|ring-back|take-over|try-call)\.spec\.ts/;
/** Looks at pages, and changes nothing that others look at. */
const looks = /\/accessibility\.spec\.ts/;

/**
 * The whole product as `npm start` brings it up, with a demo clinic, and a real browser before it. Calls run in real time, one after another and with
 * nothing beside them: `npm test` runs them apart. Of the others one file at a time changes things, and the looks at pages go on beside it. No retries: a
 * test that fails now and then is wrong, or right about something.
 */
export default defineConfig({
  testDir: '.',
  outputDir: join(root, 'test-results'),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: place.webUrl,
    viewport: { width: 1440, height: 900 },
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    colorScheme: 'light',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: place.browser.executablePath,
      args: place.browser.args,
      env: { ...(process.env as Record<string, string>), ...place.browser.env },
    },
  },
  projects: [
    { name: 'sign-in', testMatch: /sign-in\.setup\.ts/ },
    { name: 'looks', testMatch: looks, workers: 1, dependencies: ['sign-in'] },
    { name: 'pages', testMatch: /\.spec\.ts/, testIgnore: [calls, looks], workers: 1, dependencies: ['sign-in'] },
    { name: 'calls', testMatch: calls, workers: 1, dependencies: ['sign-in'] },
  ],
  webServer: {
    command: `${JSON.stringify(process.execPath)} scripts/start.ts`,
    cwd: root,
    env: { ...(process.env as Record<string, string>), ...place.env },
    // The desk alone is up before the voice service is: the last line counts.
    wait: { stdout: /Vaani is ready/ },
    timeout: 480_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
