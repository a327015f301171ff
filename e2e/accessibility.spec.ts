// Guards: axe finds nothing against WCAG 2.2 AA on any page, in light, dark, Hindi and on a phone.
import { findings } from './axe.ts';
import { clinicOf, putCall } from './board.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { domainOf } from './domain.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');
const doctorState = await signedInAs('doctor');

const looks = [
  { name: 'light', use: { colorScheme: 'light' as const }, locale: 'en' },
  { name: 'dark, in Hindi', use: { colorScheme: 'dark' as const }, locale: 'hi' },
  {
    name: 'phone',
    use: { colorScheme: 'light' as const, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    locale: 'en',
  },
];

for (const look of looks) {
  test.describe(look.name, () => {
    test.use({ ...look.use, reducedMotion: 'reduce' } as Parameters<typeof test.use>[0]);
    test.beforeEach(({ context, baseURL }) =>
      context.addCookies([{ name: 'vaani-locale', value: look.locale, url: baseURL ?? '' }]),
    );

    test('sign-in', async ({ page }) => {
      await page.goto('/sign-in');
      expect(await findings(page)).toEqual([]);
    });

    test.describe('signed in', () => {
      test.use({ storageState: receptionistState });

      for (const path of [
        '/live',
        '/live?show=callbacks',
        '/schedule',
        '/schedule?view=week',
        '/schedule?view=list',
        '/schedule?view=month',
        '/schedule?view=board',
        '/patients',
        '/patients?show=toComplete',
        '/patients?show=duplicates',
        '/patients?show=blocked',
        '/calls',
        '/messages',
        '/messages?show=all',
      ]) {
        test(path, async ({ page }) => {
          await page.goto(path);
          await untilLive(page);
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          expect(await findings(page)).toEqual([]);
        });
      }

      test('a call under way, with what can be done in it', async ({ page, place }) => {
        const domain = await domainOf(place);
        const call = await putCall(domain, await clinicOf(domain), '•••••• 4711');
        await call.words(0, 'I would like to speak to somebody');
        await page.goto(`/live?call=${call.callId}`);
        await untilLive(page);
        const acts = page.locator('[data-acts]');
        await expect(acts).toBeVisible();
        for (const what of ['whisper', 'say', 'hang-up']) {
          await acts.locator(`[data-act="${what}"]`).click();
          expect(await findings(page)).toEqual([]);
        }
        await call.end();
        await domain.close();
      });

      test('an appointment that is open, and the form that books', async ({ page }) => {
        await page.goto('/schedule?view=list');
        await untilLive(page);
        await page.locator('tbody button').first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expect(page.getByLabel('Notes of this visit').or(page.getByLabel('इस बार के नोट')).first()).toBeVisible();
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: look.locale === 'hi' ? 'बुक करें' : 'Book', exact: true }).click();
        await page.getByRole('dialog').getByRole('combobox').first().fill('Neha');
        await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('a patient who is open', async ({ page }) => {
        await page.goto('/patients');
        await page.locator('tbody a').first().click();
        await expect(page.getByRole('dialog').getByRole('tab').first()).toBeVisible();
        for (const side of await page.getByRole('tab').all()) {
          await side.click();
          expect(await findings(page)).toEqual([]);
        }
      });

      test('a call that is open', async ({ page }) => {
        await page.goto('/calls');
        await page.locator('tbody a').first().click();
        await expect(page.getByRole('log')).toBeVisible();
        expect(await findings(page)).toEqual([]);
        for (const side of await page.getByRole('tab').all()) {
          await side.click();
          expect(await findings(page)).toEqual([]);
        }
      });
    });

    test.describe('as a doctor', () => {
      test.use({ storageState: doctorState });

      test('/my-day', async ({ page }) => {
        await page.goto('/my-day');
        await untilLive(page);
        const nobody = page.getByText(look.locale === 'hi' ? 'आज कोई अपॉइंटमेंट नहीं' : 'Nobody is booked today');
        await expect(page.locator('article').or(nobody).first()).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });
    });

    test.describe('as an admin', () => {
      test.use({ storageState: adminState });

      test('/patients?show=import', async ({ page }) => {
        await page.goto('/patients?show=import');
        await expect(page.locator('input[type="file"]')).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('/analytics', async ({ page }) => {
        await page.goto('/analytics');
        await untilLive(page);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        // The drawings are fetched after the figures.
        await expect(page.locator('section svg rect').nth(8)).toBeAttached();
        for (const table of await page.locator('summary').all()) await table.click();
        expect(await findings(page)).toEqual([]);
      });
    });
  });
}
