/// <reference lib="dom" />
// Guards: the schedule is worked by keyboard, its place stands in the address, and its times are the clinic's.
import type { Page } from '@playwright/test';
import { expect, signedInAs, test, untilLive } from './desk.ts';

const receptionistState = await signedInAs('receptionist');

test.use({ storageState: receptionistState });

/** A day of the coming week that has appointments for two doctors at least. */
async function openBusyDay(page: Page): Promise<void> {
  await page.goto('/schedule');
  await untilLive(page);
  const busy = page.locator('[data-column]').filter({ has: page.locator('[data-appointment-id]') });
  for (let day = 0; day < 7; day += 1) {
    await expect(page.locator('[aria-busy="false"] [data-column]').first()).toBeVisible();
    if ((await busy.count()) >= 2) return;
    await page.getByRole('button', { name: 'Day after' }).click();
  }
  throw new Error('the demo clinic has no busy day this week');
}

test('arrow keys go through a column and across, Enter opens, Escape closes', async ({ page }) => {
  await openBusyDay(page);
  const first = page.locator('[data-appointment-id][tabindex="0"]');
  await expect(first).toHaveCount(1);
  await first.focus();
  const id = await first.getAttribute('data-appointment-id');
  const focused = page.locator('[data-appointment-id]:focus');
  await page.keyboard.press('ArrowDown');
  await expect(focused).not.toHaveAttribute('data-appointment-id', id ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveAttribute('data-appointment-id', id ?? '');
  const column = await focused.evaluate((element) => element.closest<HTMLElement>('[data-column]')?.dataset.column);
  await page.keyboard.press('ArrowRight');
  const next = await focused.evaluate((element) => element.closest<HTMLElement>('[data-column]')?.dataset.column);
  expect(next).not.toBe(column);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('"back" returns to the day before, and the week is one doctor’s', async ({ page }) => {
  await page.goto('/schedule');
  const status = page.getByRole('status').filter({ hasText: /\d/ }).first();
  const today = await status.textContent();
  await page.getByRole('button', { name: 'Day after' }).click();
  await expect(page).toHaveURL(/date=/);
  await expect(status).not.toHaveText(today ?? '');
  await page.goBack();
  await expect(page).not.toHaveURL(/date=/);

  await page.getByRole('radio', { name: 'Week' }).click();
  await expect(page).toHaveURL(/view=week/);
  await expect(page.locator('[data-column]')).toHaveCount(7);
});

test.describe('from another zone', () => {
  test.use({ timezoneId: 'America/New_York' });

  test('times stay those of the clinic', async ({ page, browser, place }) => {
    await openBusyDay(page);
    const name = (target: Page) => target.locator('[data-appointment-id]').first().textContent();
    const abroad = await name(page);
    const home = await browser.newContext({
      baseURL: place.webUrl,
      timezoneId: 'Asia/Kolkata',
      locale: 'en-IN',
      storageState: await signedInAs('receptionist'),
    });
    const there = await home.newPage();
    await there.goto(page.url());
    await expect.poll(() => name(there)).toBe(abroad);
    await home.close();
  });
});
