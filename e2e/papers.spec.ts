/// <reference lib="dom" />
// Guards what leaves the desk on paper or as a file, and the page that explains the interface: who may have them, and that they hold what they say.
import { findings } from './axe.ts';
import { expect, signedInAs, test } from './desk.ts';
import { book, newPatient, procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');

test.describe('at the desk', () => {
  test.use({ storageState: receptionistState });

  test('a day is printed, a sheet a doctor, in both languages', async ({ page, context, place, baseURL }) => {
    const desk = procedures(context.request, place.webUrl);
    const { name, slot } = await book(desk, await newPatient(desk));
    const date = slot.startsAt.slice(0, 10);
    await page.goto(`/print/day?date=${date}`);
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row).toHaveCount(1);
    expect(await findings(page)).toEqual([]);
    // Ink on paper, also for who has the dark colours.
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const [ink, ground] = await page.getByRole('main').evaluate((main) => {
      const { color, backgroundColor } = getComputedStyle(main);
      // As the screen draws them: a style may name a colour in any of many ways.
      const canvas = new OffscreenCanvas(1, 1).getContext('2d');
      return [color, backgroundColor].map((fillStyle) => {
        if (canvas === null) return [];
        canvas.fillStyle = fillStyle;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      });
    });
    expect(ground).toEqual([255, 255, 255]);
    expect(Math.max(...(ink ?? [255]))).toBeLessThan(80);
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
    await expect(row).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    const { doctors } = await desk.query<{ doctors: { id: string; name: string }[] }>('clinic.profile', {});
    const others = doctors.filter(({ id }) => id !== slot.doctorId);
    await page.goto(`/print/day?date=${date}&doctor=${slot.doctorId}`);
    await expect(row).toHaveCount(1);
    for (const other of others) await expect(page.getByRole('heading', { name: other.name })).toHaveCount(0);
    await context.addCookies([{ name: 'vaani-locale', value: 'hi', url: baseURL ?? '' }]);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
    await expect(row).toHaveCount(1);
  });

  test('a sheet of a doctor who is not there is a page that is not there', async ({ page }) => {
    const answer = await page.goto('/print/day?doctor=00000000-0000-7000-8000-000000000000');
    expect(answer?.status()).toBe(404);
  });

  test('lists are not for the desk to take away', async ({ page }) => {
    for (const kind of ['patients', 'appointments?from=2026-01-01&to=2026-01-02'])
      expect((await page.request.get(`/exports/${kind}`)).status(), kind).toBe(403);
  });
});

test.describe('as admin', () => {
  test.use({ storageState: adminState });

  test('lists are files, without telephone numbers unless they are asked for', async ({ page, context, place }) => {
    const { name } = await newPatient(procedures(context.request, place.webUrl));
    const plain = await page.request.get('/exports/patients');
    expect(plain.headers()['content-disposition']).toBe('attachment; filename="patients.csv"');
    const text = await plain.text();
    expect(text).toContain(name);
    expect(text).not.toMatch(/\+91\d{10}/);
    expect(await (await page.request.get('/exports/patients?phones=true')).text()).toMatch(/\+91\d{10}/);
    expect((await page.request.get('/exports/appointments')).status()).toBe(400);
    expect((await page.request.get('/exports/everything')).status()).toBe(404);
  });
});

test('nobody prints or takes away without a sign-in', async ({ page, request }) => {
  await page.goto('/print/day');
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await request.get('/exports/patients')).status()).toBe(401);
});

test('the interface is explained to whoever asks, and each place of it can be named', async ({ page, request }) => {
  // The longest page there is, and axe looks at every cell of it.
  test.setTimeout(180_000);
  await page.goto('/api/docs');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Interface for other systems');
  const { paths } = (await (await request.get('/api/v1/openapi.json')).json()) as { paths: Record<string, object> };
  for (const path of Object.keys(paths)) await expect(page.getByText(` ${path}`).first()).toBeAttached();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page)).toEqual([]);
  }
  const [first = ''] = await page
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  await expect(page.locator(first)).toBeAttached();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
});
