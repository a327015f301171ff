// Guards: a patient is found as people ask for them, completed, made one with their double, agreed, blocked and brought along from a file.
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { newPatient, procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');

test.describe('at the desk', () => {
  test.use({ storageState: receptionistState });

  test('is found by name in either script and by the last digits of the phone', async ({ page, request, baseURL }) => {
    const desk = procedures(request, baseURL ?? '');
    const { name, patientId } = await newPatient(desk);
    const { phones } = await desk.query<{ phones: { phone: string }[] }>('patients.get', { patientId });
    await page.goto('/patients');
    await untilLive(page);
    const search = page.getByRole('searchbox', { name: 'Find a patient' });
    for (const text of [name, phones[0]?.phone.slice(-4) ?? '']) {
      await search.fill(text);
      await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
    }
    await search.fill('नेहा');
    await expect(page.getByRole('link', { name: 'Neha Kulkarni' }).first()).toBeVisible();
    await expect(page).toHaveURL(/q=/);
    await page.getByRole('link', { name: 'Neha Kulkarni' }).first().click();
    await expect(page).toHaveURL(/\/patients\/[\w-]+\?q=/);
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/\/patients\?q=/);
    await expect(search).toHaveValue('नेहा');
  });

  test('is entered, changed, and agrees', async ({ page }) => {
    await page.goto('/patients');
    await untilLive(page);
    await page.getByRole('button', { name: 'New patient' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Tarini Deshpande');
    await page.getByRole('button', { name: 'Enter', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Tarini Deshpande' });
    await sheet.getByRole('button', { name: 'They agree, here' }).click();
    await expect(sheet.getByText('Agreed at the desk')).toBeVisible();
    await sheet.getByRole('button', { name: 'Add a phone' }).click();
    await sheet.getByLabel('Phone', { exact: true }).fill('60009 11223');
    await sheet.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(sheet.getByRole('link', { name: '+91 60009 11223' })).toBeVisible();
    await sheet.getByRole('tab', { name: 'Entry' }).click();
    await sheet.getByLabel('Address').fill('12, Lake Road');
    await sheet.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(sheet.getByText('Not saved yet.')).toBeHidden();
    await page.reload();
    await expect(sheet.getByText('12, Lake Road')).toBeVisible();
  });

  test('an entry that a call left is completed', async ({ page, request, baseURL }) => {
    const { mutate } = procedures(request, baseURL ?? '');
    const phone = `+9163${String(process.pid).slice(-5).padStart(5, '0')}301`;
    const { id } = await mutate<{ id: string }>('patients.register', { phone, isToBeCompleted: true });
    await page.goto(`/patients/${id}?show=toComplete`);
    await untilLive(page);
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('tab', { name: 'Entry' }).click();
    await sheet.getByLabel('Name', { exact: true }).fill('Girish Karve');
    await sheet.getByRole('button', { name: 'Save, it is complete' }).click();
    await expect(page.getByRole('dialog', { name: 'Girish Karve' })).toBeVisible();
    await expect(sheet.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  });

  test('two entries of one person are made one, and taken apart', async ({ page, request, baseURL }) => {
    const { mutate } = procedures(request, baseURL ?? '');
    const phone = `+9163${String(process.pid).slice(-5).padStart(5, '0')}302`;
    const enter = (name: string) =>
      mutate<{ id: string }>('patients.register', { name, phone, birth: { year: 1971 }, isToBeCompleted: false });
    await enter('Vasudha Ranade');
    await enter('Vasudha Ranade');
    await page.goto('/patients?show=duplicates');
    await untilLive(page);
    const pair = page.getByRole('listitem').filter({ hasText: 'Vasudha Ranade' });
    await expect(pair).toHaveCount(1);
    await pair.getByRole('button', { name: 'Keep Vasudha Ranade, Older entry' }).click();
    const note = page.getByRole('status').filter({ hasText: 'One entry now: Vasudha Ranade.' });
    await expect(note).toBeVisible();
    await expect(pair).toHaveCount(0);
    await note.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'two entries again' })).toBeVisible();
    await expect(pair).toHaveCount(1);
  });

  test('a number is blocked and answered again', async ({ page }) => {
    const phone = `63${String(process.pid).slice(-5).padStart(5, '0')}303`;
    await page.goto('/patients?show=blocked');
    await untilLive(page);
    await page.getByLabel('Phone').fill(phone);
    await page.getByLabel('Why').fill('Rings all night');
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Rings all night' });
    await expect(row).toBeVisible();
    await row.getByRole('button', { name: /^Unblock/ }).click();
    await expect(row).toHaveCount(0);
  });
});

test.describe('an admin', () => {
  test.use({ storageState: adminState });

  test('brings a file along: line by line, without the bad ones, and takes it back', async ({ page }) => {
    const name = `import-${process.pid}.csv`;
    const digits = String(process.pid).slice(-5).padStart(5, '0');
    const csv = `name,phone,birth,shoe size\nPadma Joglekar,63${digits}310,1969,7\n,not a phone,,\nसुलभा जोग,63${digits}311,1975,6\n`;
    await page.goto('/patients?show=import');
    await untilLive(page);
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
    const report = page.getByRole('region', { name: 'What is in the file' });
    await expect(report).toContainText(`${name}: 2 of 3 lines are good`);
    await expect(report).toContainText('shoe size');
    await expect(report.getByRole('row').filter({ hasText: 'is not a' }).first()).toContainText('3');
    const run = report.getByRole('button', { name: /^Import 2 lines/ });
    await expect(run).toBeDisabled();
    await report.getByRole('checkbox', { name: /without that line/ }).check();
    await run.click();
    const [imported] = [page.locator('[data-import="done"]').first()];
    await expect(imported).toContainText('2 of 3 written', { timeout: 30_000 });
    await imported.getByRole('button', { name: 'Take it back' }).click();
    await expect(page.getByText('2 were taken back.')).toBeVisible();
  });
});
