// Guards: what is heard before it is saved is what stands in the field, in the language it is written for.
import { expect, signedInAs, test, untilLive } from './desk.ts';

const adminState = await signedInAs('admin');
test.use({ storageState: adminState });
test.describe.configure({ timeout: 120_000 });

test('plays what stands in the field, and tries it in its own language', async ({ page }) => {
  await page.goto('/settings/greeting');
  const part = page.getByRole('region', { name: 'English' });
  const words = 'You have reached the clinic by the old lighthouse.';
  await part.getByLabel('First words').fill(words);
  const asking = page.waitForRequest((request) => request.url().includes('tryCall.greeting'));
  await part.getByRole('button', { name: 'Play the greeting' }).click();
  const asked = (await asking).postDataJSON() as Record<string, { json: unknown }>;
  expect(asked['0']?.json).toMatchObject({ language: 'en', speech: { en: { greeting: words } } });
  await part.getByRole('button', { name: 'Stop' }).click({ timeout: 30_000 });

  await part.getByRole('button', { name: 'Try it before saving' }).click();
  const sheet = page.getByRole('dialog', { name: 'Try it before saving' });
  await sheet.getByRole('button', { name: 'Type instead' }).click();
  await expect(sheet.getByRole('log')).toContainText(words, { timeout: 30_000 });
  await sheet.getByRole('button', { name: 'Hang up' }).click();
});

test('a call from the browser is answered in the language that was chosen', async ({ page }) => {
  await page.goto('/try');
  await untilLive(page);
  const languages = page.getByRole('radiogroup', { name: 'The next call is answered in' });
  for (const [name, words] of [
    ['English', /[A-Za-z]{4}/],
    ['Hindi', /[\u0900-\u097f]{4}/],
  ] as const) {
    await languages.getByRole('radio', { name }).click();
    await page.getByRole('button', { name: 'Type instead' }).click();
    await expect(page.getByText('You are talking.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('log')).toContainText(words, { timeout: 30_000 });
    await page.getByRole('button', { name: 'Hang up' }).click();
  }
});
