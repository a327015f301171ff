/// <reference lib="dom" />
// Guards the first run: a product of its own without anybody, the code that it prints, and the way from there to a clinic whose list of what is missing gets shorter.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@vaani/services';
import { findings } from './axe.ts';
import { expect, test } from './desk.ts';

test.describe.configure({ timeout: 300_000 });

let child: ChildProcess;
let home: string;
let webUrl: string;
let printed = '';

test.beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'vaani-first-'));
  const names = ['WEB', 'VOICE', 'WORKER', 'POSTGRES', 'REDIS'] as const;
  const ports = await freePorts(names.length);
  const env: Record<string, string> = { VAANI_HOME: home, VAANI_ENV: 'local' };
  for (const [index, name] of names.entries()) env[`VAANI_${name}_PORT`] = String(ports[index]);
  webUrl = `http://localhost:${env.VAANI_WEB_PORT}`;
  env.VAANI_WEB_URL = webUrl;
  env.VAANI_VOICE_URL = `http://localhost:${env.VAANI_VOICE_PORT}`;
  child = spawn(process.execPath, ['scripts/start.ts', '--empty'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.on('data', (data: Buffer) => {
    printed += data.toString();
  });
  await expect.poll(() => printed, { timeout: 240_000 }).toContain('SIGTERM stops everything');
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
});

test('whoever reads the code makes the clinic, and the list gets shorter', async ({ page }) => {
  const code = /\b([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})\b/.exec(printed)?.[1] ?? '';
  expect(code).not.toBe('');
  await page.goto(`${webUrl}/`);
  await expect(page).toHaveURL(`${webUrl}/setup`);
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Name of the clinic').fill('First Clinic');
  await page.getByLabel('Your name').fill('Asha Rao');
  await page.getByLabel('E-mail').fill('asha@first.test');
  await page.getByLabel('Password').fill('a good long password');
  await page.getByLabel('Setup code').fill('AAAA-AAAA-AAAA');
  await page.getByRole('button', { name: 'Make the clinic' }).click();
  await expect(page.getByText('This is not the code')).toBeVisible();
  await page.getByLabel('Setup code').fill(code);
  await page.getByRole('button', { name: 'Make the clinic' }).click();
  await expect(page).toHaveURL(`${webUrl}/settings`);
  const list = page.getByRole('region', { name: 'Setting up' });
  await expect(list).toContainText('11 things are missing.');

  await list.getByRole('link', { name: /The place where you see patients/ }).click();
  await page.getByRole('button', { name: 'Add a branch' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Name', { exact: true }).fill('Main');
  await sheet.getByLabel('Name in Hindi').fill('मुख्य');
  await sheet.getByLabel('Address').fill('1 Station Road');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();

  await page.goto(`${webUrl}/settings/services`);
  await page.getByRole('button', { name: 'Add a service' }).click();
  await sheet.getByLabel('Name', { exact: true }).fill('Consultation');
  await sheet.getByLabel('Name in Hindi').fill('परामर्श');
  await sheet.getByLabel('Fee').fill('500');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();

  await page.goto(`${webUrl}/settings/doctors`);
  await page.getByRole('button', { name: 'Add a doctor' }).click();
  await sheet.getByLabel('Name with title').fill('Dr Meera Pillai');
  await sheet.getByLabel('Name in Hindi, with title').fill('डॉ. मीरा पिल्लई');
  await sheet.getByLabel('Initials on the schedule').fill('MP');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();

  await page.goto(`${webUrl}/settings/hours`);
  await page.getByRole('button', { name: 'Add hours on Monday' }).click();
  await page.getByRole('button', { name: 'Copy Monday to the other working days' }).click();
  await expect(page.getByRole('region', { name: 'What callers would be offered' })).toContainText('10:00');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Saved.').first()).toBeVisible();

  await page.goto(`${webUrl}/settings/phone`);
  await page.getByLabel('Number', { exact: true }).fill('+91 20 6699 0001');
  await page.getByRole('button', { name: 'Add the number' }).click();
  await expect(page.getByText('Added. Now tell Twilio, below.')).toBeVisible();
  await expect(page.getByLabel('Number', { exact: true })).toHaveValue('');
  await expect(page.getByText('No call has come in on it yet.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'A call comes in (webhook, POST)' })).toHaveValue(
    /\/api\/v1\/voice\/incoming$/,
  );
  await expect(page.getByRole('textbox', { name: /TwiML Bin/ })).toHaveValue(/<Dial>/);

  await page.goto(`${webUrl}/settings`);
  await expect(list).toContainText('6 things are missing.');
  // Once there is somebody, the page is none.
  await page.context().clearCookies();
  await page.goto(`${webUrl}/setup`);
  await expect(page).toHaveURL(`${webUrl}/sign-in`);
});
