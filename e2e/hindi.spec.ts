// Guards: the desk speaks Hindi wherever it speaks English.
import { expect, signedInAs, test } from './desk.ts';

const receptionistState = await signedInAs('receptionist');

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
