/// <reference lib="dom" />
// Guards calls from the browser: typed words are answered as on the phone, it stands on the desk, and a draft speaks before it is saved.
import { findings } from './axe.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';

const adminState = await signedInAs('admin');
test.use({ storageState: adminState });
test.describe.configure({ timeout: 120_000 });

test('a typed call is answered, and the desk shows it', async ({ page }) => {
  await page.goto('/try');
  await untilLive(page);
  await expect(page.getByText('No key for hearing is set')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Type instead' }).click();
  const log = page.getByRole('log');
  await expect(log).not.toBeEmpty({ timeout: 30_000 });
  await expect(page.getByText('You are talking.')).toBeVisible();
  await page.getByLabel('What you say').fill('What are your timings on Monday?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(log).toContainText('What are your timings on Monday?');
  expect(await findings(page)).toEqual([]);
  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Watch it on the desk' }).click();
  const desk = await opening;
  await expect(desk.getByRole('log')).toContainText('What are your timings on Monday?', { timeout: 30_000 });
  await desk.close();
  await page.getByRole('button', { name: 'Hang up' }).click();
  await expect(page.getByText('The call is over.')).toBeVisible();
});

test('a draft speaks before it is saved', async ({ page }) => {
  await page.goto('/settings/greeting');
  const part = page.getByRole('region', { name: 'Hindi' });
  await part.getByLabel('First words').fill('यह अभी सेव नहीं हुआ है।');
  await part.getByRole('button', { name: 'Try it before saving' }).click();
  const sheet = page.getByRole('dialog', { name: 'Try it before saving' });
  await sheet.getByRole('button', { name: 'Type instead' }).click();
  await expect(sheet.getByRole('log')).toContainText('यह अभी सेव नहीं हुआ है', { timeout: 30_000 });
  expect(await findings(page)).toEqual([]);
  await sheet.getByRole('button', { name: 'Hang up' }).click();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Hindi' }).getByLabel('First words')).toHaveValue('');
});
