/// <reference lib="dom" />
// Guards the settings: what an admin changes there is what callers get, nobody overwrites what they have not seen, and axe finds nothing.

import { findings } from './axe.ts';
import { expect, people, signedInAs, test, untilLive } from './desk.ts';
import { procedures } from './procedures.ts';

const adminState = await signedInAs('admin');
const doctorState = await signedInAs('doctor');

const sections = [
  ...['clinic', 'services', 'doctors', 'hours', 'knowledge', 'phone', 'greeting', 'transfers', 'messages'],
  ...['people', 'blocked', 'calendars', 'providers', 'keys', 'webhooks', 'audit'],
];

test.describe('an admin', () => {
  test.use({ storageState: adminState });

  test('finds what is missing, and the page where it is done', async ({ page }) => {
    await page.goto('/settings');
    await untilLive(page);
    const missing = page.getByRole('region', { name: 'Setting up' });
    await expect(missing.getByRole('link', { name: /A doctor’s hours/ })).toContainText('done');
    await missing.getByRole('link', { name: /A doctor’s hours/ }).click();
    await expect(page.getByRole('heading', { name: 'Hours and holidays' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Hours and holidays' })).toHaveAttribute('aria-current', 'page');
  });

  test('gives a doctor other hours, sees the times before they are saved, and callers get them', async ({
    page,
    context,
    place,
  }) => {
    const desk = procedures(context.request, place.webUrl);
    const doctors = await desk.query<{ id: string; name: string; isActive: boolean }[]>('settings.doctors', {});
    const doctor = doctors.find(({ isActive }) => isActive);
    if (doctor === undefined) throw new Error('the demo has no doctor');
    const before = await desk.query<{ week: object; version: string }>('hours.week', { doctorId: doctor.id });
    await page.goto(`/settings/hours?doctor=${doctor.id}`);
    const preview = page.getByRole('region', { name: 'What callers would be offered' });
    await expect(preview.getByRole('definition').first()).toBeVisible();
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) {
      const remove = page.getByRole('button', { name: new RegExp(`^Remove: (Hours|Break) on ${day}$`) });
      while ((await remove.count()) > 0) await remove.first().click();
      await page.getByRole('button', { name: `Add hours on ${day}` }).click();
      await page.getByLabel(`Hours on ${day}, from`).fill('06:00');
      await page.getByLabel(`Hours on ${day}, until`).fill('07:00');
    }
    await expect(preview).toContainText(/6:00/);
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByText('Saved.').first()).toBeVisible();
    const from = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const to = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const slots = await desk.query<{ startsAt: string }[]>('schedule.slots', {
      doctorId: doctor.id,
      from,
      to,
      limit: 50,
      isWhole: true,
    });
    expect(slots.length).toBeGreaterThan(0);
    // Six to seven in the morning at the clinic, whatever the zone of whoever looks.
    for (const { startsAt } of slots) expect(startsAt.slice(11, 13)).toMatch(/00|01/);
    const { version } = await desk.query<{ version: string }>('hours.week', { doctorId: doctor.id });
    await desk.mutate('hours.saveWeek', { doctorId: doctor.id, week: before.week, version });
  });

  test('is told when somebody else was faster, and keeps what was typed', async ({ page, context, place }) => {
    const desk = procedures(context.request, place.webUrl);
    await page.goto('/settings/clinic');
    await page.getByLabel('Days ahead').fill('45');
    const clinic = await desk.query<{ details: { waitlistOfferMin: number }; version: string }>('settings.clinic', {});
    const changed = { ...clinic.details, waitlistOfferMin: clinic.details.waitlistOfferMin + 1 };
    await desk.mutate('settings.saveClinic', { ...changed, version: clinic.version });
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(
      page.getByRole('status').filter({ hasText: 'Somebody else has changed this meanwhile' }),
    ).toBeVisible();
    await expect(page.getByLabel('Days ahead')).toHaveValue('45');
    expect(await findings(page)).toEqual([]);
    await page.reload();
    await page.getByLabel('Front desk phone').fill('not a phone');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Front desk phone is not a phone number.')).toBeVisible();
    await expect(page.getByLabel('Front desk phone')).toHaveAttribute('aria-invalid', 'true');
  });

  test('writes down what the AI may say', async ({ page }) => {
    await page.goto('/settings/knowledge');
    await page.getByRole('button', { name: 'Add a topic' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add a topic' });
    await sheet.getByLabel('Topic').fill('wheelchairs');
    await sheet.getByLabel('In English').fill('There is a ramp at the side door.');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet).toBeHidden();
    const row = page.getByRole('listitem').filter({ hasText: 'wheelchairs' });
    await expect(row).toContainText('Nothing in Hindi');
    await row.getByRole('button', { name: 'Remove wheelchairs' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await expect(row).toHaveCount(0);
  });

  test('asks somebody to join, who chooses a password, and can be kept out again', async ({
    page,
    browser,
    baseURL,
  }) => {
    await page.goto('/settings/people');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const sheet = page.getByRole('dialog', { name: 'Invite somebody' });
    await sheet.getByLabel('Name').fill('Nisha Verma');
    await sheet.getByLabel('E-mail').fill('nisha@asha.demo');
    await sheet.getByRole('button', { name: 'Make the link' }).click();
    const url = await page.getByLabel('Link', { exact: true }).inputValue();
    expect(url).toContain('/invitation/');

    const theirs = await browser.newContext({ baseURL: baseURL ?? '' });
    const guest = await theirs.newPage();
    await guest.goto(new URL(url).pathname);
    await expect(guest.getByRole('heading', { name: /^Join / })).toBeVisible();
    expect(await findings(guest)).toEqual([]);
    await guest.getByLabel('Password').fill('a good long password');
    await guest.getByRole('button', { name: 'Join' }).click();
    await expect(guest).toHaveURL(/\/live/);
    await guest.goto(new URL(url).pathname);
    await expect(guest.getByRole('heading', { name: 'This link is not good any more' })).toBeVisible();

    await page.reload();
    await page.getByRole('button', { name: 'More for Nisha Verma' }).click();
    await page.getByRole('menuitem', { name: 'Keep from signing in' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'nisha@asha.demo' }).first()).toContainText(
      'Cannot sign in',
    );
    await guest.goto('/live');
    await expect(guest).toHaveURL(/\/sign-in/);
    await theirs.close();
  });

  test('hears the greeting as a caller does', async ({ page }) => {
    await page.goto('/settings/greeting');
    const part = page.getByRole('region', { name: 'English' });
    await part.getByRole('button', { name: 'Play the greeting' }).click();
    await expect(part.getByRole('button', { name: 'Stop' })).toBeVisible({ timeout: 20_000 });
    await part.getByRole('button', { name: 'Stop' }).click();
    await expect(part.getByRole('button', { name: 'Play the greeting' })).toBeVisible();
  });

  test('sees who looked at what, and that looking is written down', async ({ page }) => {
    await page.goto('/settings/audit');
    const table = page.getByRole('table', { name: 'Who did what' });
    await expect(table.getByRole('row').nth(3)).toBeVisible();
    await page.reload();
    await expect(table).toContainText('Looked at who did what');
    await table.getByRole('button', { name: 'Looked at who did what' }).first().click();
    await expect(page.getByRole('dialog', { name: 'Looked at who did what' })).toContainText(
      people.admin.label.split(', ')[0] ?? '',
    );
    expect(await findings(page)).toEqual([]);
  });
});

test.describe('a doctor', () => {
  test.use({ storageState: doctorState });

  test('sees their calendars and nothing else', async ({ page }) => {
    await page.goto('/settings/people');
    await expect(page).toHaveURL(/\/settings$/);
    const nav = page.getByRole('navigation', { name: 'Pages of the settings' });
    await expect(nav.getByRole('link')).toHaveText(['Calendars']);
    await page.goto('/settings/calendars');
    await expect(page.getByRole('heading', { name: 'Calendars', exact: true })).toBeVisible();
  });
});

const looks = [
  { name: 'light', use: { colorScheme: 'light' as const }, locale: 'en' },
  { name: 'dark, in Hindi', use: { colorScheme: 'dark' as const }, locale: 'hi' },
  {
    name: 'on a phone',
    use: { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    locale: 'en',
  },
];
for (const look of looks) {
  test.describe(look.name, () => {
    test.use({ ...look.use, storageState: adminState, reducedMotion: 'reduce' } as Parameters<typeof test.use>[0]);
    test.describe.configure({ timeout: 180_000 });

    test('axe finds nothing on any page, and nothing is wider than the screen', async ({ page, context, baseURL }) => {
      await context.addCookies([{ name: 'vaani-locale', value: look.locale, url: baseURL ?? '' }]);
      for (const path of ['', ...sections.map((section) => `/${section}`)]) {
        await page.goto(`/settings${path}`);
        await untilLive(page);
        await expect(page.locator('article .breathe')).toHaveCount(0);
        expect(await findings(page), path).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, path).toBeLessThanOrEqual(0);
      }
    });
  });
}
