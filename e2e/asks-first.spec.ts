// Guards: nobody is taken out of the clinic, and nobody out of the transfer list, by one press.
import { findings } from './axe.ts';
import { expect, people, signedInAs, test } from './desk.ts';

const adminState = await signedInAs('admin');
test.use({ storageState: adminState });

test('taking somebody out of the clinic asks first, and “no” leaves them', async ({ page }) => {
  await page.goto('/settings/people');
  const { label } = people.receptionist;
  await page.getByRole('button', { name: `More for ${label}` }).click();
  await page.getByRole('menuitem', { name: 'Take out of the clinic' }).click();
  const question = page.getByRole('alertdialog', { name: `Take ${label} out of the clinic?` });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: `More for ${label}` })).toBeVisible();
});

test('taking an entry out of the transfer list asks first, and then does it', async ({ page }) => {
  await page.goto('/settings/transfers');
  const list = page.getByRole('button', { name: /^Remove / });
  await page.getByRole('button', { name: 'Add somebody' }).click();
  const sheet = page.getByRole('dialog');
  const name = `Night desk ${process.pid}`;
  await sheet.getByLabel('Name', { exact: true }).fill(name);
  await sheet.getByLabel('Phone', { exact: true }).fill('+912066009901');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  const remove = page.getByRole('button', { name: `Remove ${name}` });
  const before = await list.count();
  const question = page.getByRole('alertdialog');
  await remove.click();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(remove).toBeVisible();
  await remove.click();
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(list).toHaveCount(before - 1);
  await expect(remove).toHaveCount(0);
});
