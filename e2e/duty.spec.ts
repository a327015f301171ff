// Guards: everybody's own duty switch is seen by all, and the AI's switch is one click away for those who may.
import { expect, people, signedInAs, test, untilLive } from './desk.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');
const doctorState = await signedInAs('doctor');
test.describe.configure({ timeout: 90_000 });

test('who goes on duty is seen by others without a reload', async ({ browser }) => {
  const [mine, theirs] = [
    await browser.newContext({ storageState: receptionistState }),
    await browser.newContext({ storageState: adminState }),
  ];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  for (const one of [page, other]) {
    await one.goto('/live');
    await untilLive(one);
  }
  const line = other.getByRole('region', { name: 'Who is there for calls' });
  const own = page.getByRole('switch');
  await expect(own).toBeEnabled();
  if ((await own.getAttribute('aria-checked')) === 'true') await own.click();
  await expect(line).not.toContainText(people.receptionist.label);
  await page.keyboard.press('d');
  await expect(own).toBeChecked();
  await expect(line).toContainText(people.receptionist.label);
  await own.click();
  await expect(own).not.toBeChecked();
  await expect(line).not.toContainText(people.receptionist.label);
  await mine.close();
  await theirs.close();
});

test.describe('as an admin', () => {
  test.use({ storageState: adminState });
  test('turns the AI off and on again', async ({ page }) => {
    await page.goto('/live');
    await untilLive(page);
    const line = page.getByRole('region', { name: 'Who is there for calls' });
    await line.getByRole('button').click();
    await page.getByRole('menuitemradio', { name: 'Vaani is off' }).click();
    await expect(line.getByRole('button', { name: 'Off' })).toBeVisible();
    await line.getByRole('button').click();
    await page.getByRole('menuitemradio', { name: 'Vaani answers every call' }).click();
    await expect(line.getByRole('button', { name: 'Always' })).toBeVisible();
  });
});

test.describe('as a doctor', () => {
  test.use({ storageState: doctorState });
  test('goes on duty from a page without calls', async ({ page }) => {
    await page.goto('/schedule');
    await untilLive(page);
    const own = page.getByRole('switch');
    await expect(own).toBeEnabled();
    await own.click();
    await expect(own).toBeChecked();
    await own.click();
    await expect(own).not.toBeChecked();
  });
});
