// Guards what an admin tries while setting up: who of the providers answers and who is asked first, what the AI would say of a topic that is not saved, a file to begin with.
import { expect, signedInAs, test } from './desk.ts';

test.use({ storageState: await signedInAs('admin') });

test('each provider is asked once, at a press', async ({ page }) => {
  await page.goto('/settings/providers');
  const part = page.getByRole('region', { name: 'Test them now' });
  await part.getByRole('button', { name: 'Test all' }).click();
  await expect(part.getByText('Hearing: local')).toBeVisible({ timeout: 20_000 });
  await expect(part.getByText('Speaking: local')).toBeVisible();
  await expect(part.getByText(/^answered in [\d,]+ ms$/)).toHaveCount(2);
});

test('who is asked first is the clinic’s choice, and nobody stands in two places', async ({ page }) => {
  await page.goto('/settings/providers');
  const part = page.getByRole('region', { name: 'Who is asked first' });
  await part.getByLabel('Speaking, place 1').selectOption('this machine');
  await part.getByLabel('Speaking, place 2').selectOption('this machine');
  await part.getByRole('button', { name: 'Save' }).click();
  await expect(part.getByRole('status')).toContainText('names somebody twice');
  await part.getByLabel('Speaking, place 2').selectOption('Cartesia');
  await part.getByRole('button', { name: 'Save' }).click();
  await expect(part.getByText('Saved')).toBeVisible();
  await page.reload();
  await expect(part.getByLabel('Speaking, place 2')).toHaveValue('cartesia');
  // And back to what Vaani is set up with.
  await part.getByLabel('Speaking, place 1').selectOption('whoever Vaani is set up with');
  await part.getByLabel('Speaking, place 2').selectOption('nobody else');
  await part.getByRole('button', { name: 'Save' }).click();
  await expect(part.getByText('Saved')).toBeVisible();
});

test('a topic is tried before it is saved', async ({ page }) => {
  await page.goto('/settings/knowledge');
  await page.getByRole('button', { name: 'Add a topic' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add a topic' });
  await sheet.getByLabel('Topic').fill('balloons');
  for (const language of ['In English', 'In Hindi']) {
    await sheet.getByLabel(language, { exact: true }).fill('Balloons are by the purple staircase.');
  }
  await sheet.getByRole('button', { name: 'Try it before saving' }).click();
  await expect(sheet.getByText('nothing that is booked in it stays')).toBeVisible();
  await sheet.getByRole('button', { name: 'Type instead' }).click();
  await sheet.getByLabel('What you say').fill('Where are the balloons?');
  await sheet.getByRole('button', { name: 'Send' }).click();
  await expect(sheet.getByText(/purple staircase/).last()).toBeVisible({ timeout: 30_000 });
  await sheet.getByRole('button', { name: 'Hang up' }).click();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('balloons', { exact: true })).toHaveCount(0);
});

test('doctors are brought along by a file that begins as ours', async ({ page }) => {
  await page.goto('/settings/doctors');
  await page.getByRole('link', { name: 'From a CSV file' }).click();
  await expect(page.getByRole('radio', { name: 'Doctors' })).toBeChecked();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'A file to begin with' }).click(),
  ]);
  await page.getByLabel('File', { exact: true }).setInputFiles(await file.path());
  await expect(page.getByText(/1 of 1 lines are good/)).toBeVisible();
});
