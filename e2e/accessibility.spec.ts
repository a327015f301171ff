// Guards: axe finds nothing against WCAG 2.2 AA on any page, in light and dark, in Hindi, and on a phone.
import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { findingsIn, type Theme } from './axe.ts';
import { clinicOf, putCall } from './board.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { domainOf } from './domain.ts';
import { findPlace } from './place.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');
const doctorState = await signedInAs('doctor');

/** Both themes at the desk, where a page is large; both languages; a phone. */
const looks: { name: string; use: BrowserContextOptions; locale: 'en' | 'hi'; themes: [Theme, ...Theme[]] }[] = [
  { name: 'at the desk, in Hindi', use: {}, locale: 'hi', themes: ['light', 'dark'] },
  {
    name: 'on a phone',
    use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    locale: 'en',
    themes: ['light'],
  },
];

/** Nobody reads these traces: what axe says names the place. */
test.use({ trace: 'off' });
test.describe.configure({ timeout: 120_000 });

const { webUrl } = await findPlace();

/** One page for all tests of a look and a role: what a browser has fetched and compiled once is not fetched for each of them. */
function pageFor(look: (typeof looks)[number], storageState?: string): () => Page {
  let context: BrowserContext | undefined;
  let page: Page | undefined;
  test.beforeAll(async ({ browser }) => {
    const shared = { baseURL: webUrl, locale: 'en-IN', timezoneId: 'Asia/Kolkata', reducedMotion: 'reduce' as const };
    const state = storageState === undefined ? {} : { storageState };
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...shared, ...state, ...look.use });
    await context.addCookies([{ name: 'vaani-locale', value: look.locale, url: webUrl }]);
    page = await context.newPage();
  });
  test.afterAll(() => context?.close());
  return () => {
    if (page === undefined) throw new Error('no test has begun');
    return page;
  };
}

for (const look of looks) {
  const lookAt = (page: Page) => findingsIn(page, look.themes);

  test.describe(look.name, () => {
    const stranger = pageFor(look);

    test('sign-in', async () => {
      const page = stranger();
      await page.goto('/sign-in');
      expect(await lookAt(page)).toEqual([]);
    });

    test.describe('signed in', () => {
      const pageOf = pageFor(look, receptionistState);

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
        test(path, async () => {
          const page = pageOf();
          await page.goto(path);
          await untilLive(page);
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          expect(await lookAt(page)).toEqual([]);
        });
      }

      test('a call under way, with what can be done in it', async ({ place }) => {
        const page = pageOf();
        const domain = await domainOf(place);
        const call = await putCall(domain, await clinicOf(domain), '•••••• 4711');
        await call.words(0, 'I would like to speak to somebody');
        await page.goto(`/live?call=${call.callId}`);
        await untilLive(page);
        const acts = page.locator('[data-acts]');
        await expect(acts).toBeVisible();
        for (const what of ['whisper', 'say', 'hang-up']) {
          await acts.locator(`[data-act="${what}"]`).click();
          expect(await lookAt(page)).toEqual([]);
        }
        await call.end();
        await domain.close();
      });

      test('an appointment that is open, and the form that books', async () => {
        const page = pageOf();
        await page.goto('/schedule?view=list');
        await untilLive(page);
        await page.locator('tbody button').first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expect(page.getByLabel('Notes of this visit').or(page.getByLabel('इस बार के नोट')).first()).toBeVisible();
        expect(await lookAt(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: look.locale === 'hi' ? 'बुक करें' : 'Book', exact: true }).click();
        await page.getByRole('dialog').getByRole('combobox').first().fill('Neha');
        await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
        expect(await lookAt(page)).toEqual([]);
      });

      test('a patient who is open', async () => {
        const page = pageOf();
        await page.goto('/patients');
        await page.locator('tbody a').first().click();
        await expect(page.getByRole('dialog').getByRole('tab').first()).toBeVisible();
        for (const side of await page.getByRole('tab').all()) {
          await side.click();
          expect(await lookAt(page)).toEqual([]);
        }
      });

      test('a call that is open', async () => {
        const page = pageOf();
        await page.goto('/calls');
        await page.locator('tbody a').first().click();
        await expect(page.getByRole('log')).toBeVisible();
        expect(await lookAt(page)).toEqual([]);
        for (const side of await page.getByRole('tab').all()) {
          await side.click();
          expect(await lookAt(page)).toEqual([]);
        }
      });
    });

    test.describe('as a doctor', () => {
      const pageOf = pageFor(look, doctorState);

      test('/my-day', async () => {
        const page = pageOf();
        await page.goto('/my-day');
        await untilLive(page);
        const nobody = page.getByText(look.locale === 'hi' ? 'आज कोई अपॉइंटमेंट नहीं' : 'Nobody is booked today');
        await expect(page.locator('article').or(nobody).first()).toBeVisible();
        expect(await lookAt(page)).toEqual([]);
      });
    });

    test.describe('as an admin', () => {
      const pageOf = pageFor(look, adminState);

      test('/patients?show=import', async () => {
        const page = pageOf();
        await page.goto('/patients?show=import');
        await expect(page.locator('input[type="file"]')).toBeVisible();
        expect(await lookAt(page)).toEqual([]);
      });

      test('/analytics', async () => {
        const page = pageOf();
        await page.goto('/analytics');
        await untilLive(page);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        // The drawings are fetched after the figures.
        await expect(page.locator('section svg rect').nth(8)).toBeAttached();
        for (const table of await page.locator('summary').all()) await table.click();
        expect(await lookAt(page)).toEqual([]);
      });
    });
  });
}
