/// <reference lib="dom" />
// Guards analytics: its numbers are those of the calls behind them, which each number opens; what is drawn also stands in a table and in a file.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { indianDate } from './procedures.ts';

const adminState = await signedInAs('admin');

test.use({ storageState: adminState });

/** Up to yesterday: calls of today come in while other tests run. */
const days = `from=${indianDate(-20)}&to=${indianDate(-1)}`;

async function openAnalytics(page: Page): Promise<void> {
  await page.goto(`/analytics?${days}`);
  await untilLive(page);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

for (const label of [
  'Calls',
  'Settled without staff',
  'Dropped',
  'Booked, of those who wanted to',
  'Calls where the caller cut in',
]) {
  test(`“${label}” opens as many calls as it says`, async ({ page }) => {
    await openAnalytics(page);
    const figure = page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) });
    const said =
      /(\d+) of \d+/.exec((await figure.textContent()) ?? '')?.[1] ?? (await figure.getByRole('link').textContent());
    await figure.getByRole('link').click();
    await expect(page).toHaveURL(/\/calls\?/);
    await expect(page.getByRole('status').filter({ hasText: new RegExp(`^${said} calls?`) })).toBeVisible();
  });
}

for (const label of ['Did not come', 'Kept or to come', 'Cancelled']) {
  test(`“${label}” opens as many visits as it says`, async ({ page }) => {
    await openAnalytics(page);
    const figure = page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) });
    const said =
      /(\d+) of \d+/.exec((await figure.textContent()) ?? '')?.[1] ?? (await figure.getByRole('link').textContent());
    await figure.getByRole('link').click();
    await expect(page).toHaveURL(/\/analytics\/visits\?/);
    await expect(page.getByRole('status').filter({ hasText: new RegExp(`^${said} visits?`) })).toBeVisible();
  });
}

test('a visit behind a figure opens on its day, and the page is usable by all', async ({ page }) => {
  await page.goto(`/analytics/visits?${days}&kind=kept`);
  await untilLive(page);
  const link = page.locator('[data-visit-id]').first().getByRole('link').first();
  await expect(link).toBeVisible();
  expect(await findings(page)).toEqual([]);
  const name = await link.textContent();
  await link.click();
  await expect(page).toHaveURL(/\/schedule\?.*appointment=/);
  await expect(page.getByRole('dialog')).toContainText(name ?? '');
});

test('a number of a table opens its calls, and the table leaves as a file', async ({ page }) => {
  await openAnalytics(page);
  const chart = page
    .locator('div')
    .filter({ has: page.getByRole('heading', { name: 'How calls ended' }) })
    .last()
    .locator('..');
  await expect(chart.locator('svg rect').first()).toBeAttached();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'How calls ended as CSV' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toBe('Day,Calls,Settled without staff,Handed to a person,Message taken,Emergency,Dropped');
  expect(lines).toHaveLength(21);

  await chart.getByText('As a table').click();
  const cell = chart.getByRole('table').getByRole('link').first();
  const count = await cell.textContent();
  await cell.click();
  await expect(page).toHaveURL(/\/calls\?/);
  await expect(page.getByRole('status').filter({ hasText: new RegExp(`^${count} calls?`) })).toBeVisible();
});

test('days are chosen by keyboard, stand in the address, and are compared with those before', async ({ page }) => {
  await openAnalytics(page);
  await page.getByRole('radio', { name: '7 days' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`from=${indianDate(-6)}&to=${indianDate(0)}`));
  await expect(page.getByRole('status').filter({ hasText: 'Compared with' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(days));
});

test('an hour of the week, and a percentile of latency, open their calls', async ({ page }) => {
  await openAnalytics(page);
  const hour = page.getByRole('region', { name: 'When they call' }).getByRole('link').first();
  const count = await hour.textContent();
  await hour.click();
  await expect(page.getByRole('status').filter({ hasText: new RegExp(`^${count} calls?`) })).toBeVisible();
  await page.goBack();
  const row = page.getByRole('row').filter({ hasText: 'The whole answer' });
  await row.getByRole('link').last().click();
  await expect(page).toHaveURL(/slow=answer/);
  await expect(page.locator('tbody tr').first()).toBeVisible();
});
