// Guards what a desk chooses once: its branch, which narrows the schedule and stands in the rail, and its view, which a screen reader needs to be the list.
import { findings } from './axe.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { indianDate } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState });

test('a desk of one branch sees its doctors, on the schedule and on the board, and which branch it is', async ({
  page,
}) => {
  await page.goto(`/schedule?date=${indianDate(3)}`);
  await untilLive(page);
  const columns = page.locator('[data-column]');
  await expect(columns).toHaveCount(6);
  const rail = page.getByRole('banner').first();
  await expect(rail).not.toContainText('Kothrud');
  const filter = page.getByRole('combobox', { name: 'Branch' });
  await filter.selectOption({ label: 'Kothrud' });
  await expect(columns).toHaveCount(3);
  await expect(rail).toContainText('Kothrud');
  await page.getByRole('radio', { name: 'Check-in' }).click();
  await expect(page.getByRole('combobox', { name: 'Doctor' }).locator('option')).toHaveCount(4);
  expect(await findings(page)).toEqual([]);

  await page.goto('/schedule?view=day');
  await expect(filter).toHaveValue(/.+/);
  await expect(columns).toHaveCount(3);
  await filter.selectOption({ label: 'All branches' });
  await expect(columns).toHaveCount(6);
});

test('the list, once chosen by keyboard, is what the schedule opens with in this browser', async ({ page }) => {
  await page.goto('/schedule');
  await untilLive(page);
  await expect(page.locator('[data-column]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Show this day as a list' }).focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('region', { name: 'List' });
  await expect(list).toBeVisible();
  await page.goto('/patients');
  await page.getByRole('navigation').getByRole('link', { name: 'Schedule' }).click();
  await expect(list).toBeVisible();
  await page.getByRole('radio', { name: 'Day' }).click();
  await page.goto('/schedule');
  await expect(page.locator('[data-column]').first()).toBeVisible();
});
