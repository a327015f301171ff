// Guards: the desk speaks Hindi wherever it speaks English.
import { expect, signedInAs, test } from './desk.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');

test('the choice of language is kept', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('radio', { name: 'हिन्दी' }).click();
  await expect(page.getByRole('heading', { name: 'डेस्क में साइन इन करें' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
});

test.describe('signed in', () => {
  test.use({ storageState: receptionistState });

  for (const [path, heading] of [
    ['/live', 'लाइव'],
    ['/live?show=callbacks', 'लाइव'],
    ['/schedule', 'शेड्यूल'],
    ['/schedule?view=board', 'शेड्यूल'],
    ['/patients', 'मरीज़'],
    ['/calls', 'कॉल'],
    ['/messages?show=all', 'संदेश'],
  ] as const) {
    test(`${path} has no English left in its own words`, async ({ page, context, baseURL }) => {
      await context.addCookies([{ name: 'vaani-locale', value: 'hi', url: baseURL ?? '' }]);
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      const labels = await page.getByRole('button').or(page.getByRole('columnheader')).allTextContents();
      const shell = await page.getByRole('navigation').allTextContents();
      // Names, numbers and initials may be Roman; words of the desk may not.
      for (const text of shell) expect(text).toMatch(/[\u0900-\u097F]/);
      expect(labels.join(' ')).not.toMatch(
        /\b(Today|Show|Booked|Cancelled|Consultation|Outcome|Language|When|Sent|Reminder|Book|Arrived|Waiting|Patient|Name)\b/,
      );
    });
  }
});

test.describe('an admin', () => {
  test.use({ storageState: adminState });
  test.beforeEach(({ context, baseURL }) =>
    context.addCookies([{ name: 'vaani-locale', value: 'hi', url: baseURL ?? '' }]),
  );

  test('is refused in Hindi, under the field that is to blame', async ({ page }) => {
    await page.goto('/settings/phone');
    await page.getByLabel('नंबर', { exact: true }).fill('12');
    await page.getByRole('button', { name: 'नंबर जोड़ें' }).click();
    await expect(page.getByText('नंबर सही फ़ोन नंबर नहीं है।')).toBeVisible();
    await page.goto('/patients?show=import&kind=doctors');
    await page.getByLabel('फ़ाइल', { exact: true }).setInputFiles({
      ...{ name: 'doctors.csv', mimeType: 'text/csv' },
      buffer: Buffer.from('नाम,समय\nDr Asha Rao,कभी भी\n'),
    });
    await expect(page.getByRole('table')).toContainText('समय इस तरह नहीं लिखा है: Mon-Fri');
  });

  test('reads who did what in Hindi', async ({ page }) => {
    await page.goto('/settings/audit');
    const acts = page.getByRole('table').getByRole('button');
    await expect(acts.first()).toBeVisible();
    for (const act of await acts.allTextContents()) expect(act).toMatch(/[\u0900-\u097F]/);
  });
});
