import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findPlace } from './place.ts';

const place = await findPlace();
const root = join(import.meta.dirname, '..');

/**
 * The whole product as `npm start` brings it up, with a demo clinic, and a real browser before it. One worker: calls run
 * in real time, and two at once would share the cores that hear them. No retries: a test that fails now and then is
 * wrong, or right about something.
 */
export default defineConfig({
  testDir: '.',
  outputDir: join(root, 'test-results'),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 1,
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
    { name: 'desk', testMatch: /\.spec\.ts/, dependencies: ['sign-in'] },
  ],
  webServer: {
    command: `${JSON.stringify(process.execPath)} scripts/start.ts`,
    cwd: root,
    env: { ...(process.env as Record<string, string>), ...place.env },
    // The desk alone is up before the voice service is: the last line counts.
    wait: { stdout: /Vaani is ready/ },
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
