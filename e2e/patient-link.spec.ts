/// <reference lib="dom" />
// Guards the page behind a message's link: what a patient can do there, with or without scripts, in both languages, and what it keeps to itself.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { readLink, signLink } from '../packages/clinic/src/links/link-token.ts';
import { findings } from './axe.ts';
import { expect, signedInAs, test } from './desk.ts';
import { domainOf } from './domain.ts';
import {
  type Booked,
  book,
  indianDate,
  linkOf,
  newPatient,
  type Procedures,
  procedures,
  saveChannels,
} from './procedures.ts';

const adminState = await signedInAs('admin');

// Each waits for the worker first.
test.describe.configure({ timeout: 120_000 });

interface Desk extends Procedures {
  /** Books for a new patient; answers with their page's address. */
  link(language?: 'en' | 'hi'): Promise<Booked & { path: string }>;
}

const withDesk = test.extend<{ desk: Desk }>({
  desk: async ({ browser, place }, use) => {
    const context = await browser.newContext({ baseURL: place.webUrl, storageState: adminState });
    const desk = procedures(context.request, place.webUrl);
    await use({
      ...desk,
      async link(language = 'en') {
        const booked = await book(desk, await newPatient(desk, { language }));
        return { ...booked, path: await linkOf(desk, booked.name, 'booking') };
      },
    });
    await context.close();
  },
});

async function statusOf({ query }: Procedures, { appointmentId, slot }: Booked): Promise<string | undefined> {
  const day = await query<{ appointments: { id: string; status: string }[] }>('schedule.days', {
    date: slot.startsAt.slice(0, 10),
  });
  return day.appointments.find(({ id }) => id === appointmentId)?.status;
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

withDesk.describe('without scripts', () => {
  withDesk.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  withDesk('confirms, moves, cancels and comes after all', async ({ page, desk }) => {
    const booked = await desk.link();
    await page.goto(booked.path);
    await expect(page.getByRole('heading', { name: 'Your appointment' })).toBeVisible();
    // Looking changes nothing: messengers look before people do.
    expect(await statusOf(desk, booked)).toBe('scheduled');
    await press(page, 'I will come');
    await expect(page.getByRole('status')).toHaveText('Done.');
    expect(await statusOf(desk, booked)).toBe('confirmed');

    await page.getByRole('link', { name: 'Choose another time' }).click();
    const time = page.getByRole('listitem').getByRole('button').first();
    const words = (await time.textContent()) ?? '';
    await time.click();
    await expect(page.getByRole('status')).toHaveText('Done.');
    await expect(page.getByRole('definition').filter({ hasText: words.trim() })).toBeVisible();

    await press(page, 'Cancel the appointment');
    await expect(page.getByRole('heading', { name: 'This appointment is cancelled' })).toBeVisible();
    await expect(page.getByRole('button')).toHaveText(['I will come after all']);
    await press(page, 'I will come after all');
    await expect(page.getByRole('heading', { name: 'Your appointment' })).toBeVisible();
  });
});

withDesk(
  'says no more than the message, runs no further than the screen, and has nothing axe finds',
  async ({ page, desk }) => {
    const { path, name } = await desk.link();
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) refused.push(message.text());
    });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const address of [path, `${path}?move=1`, `${path}?lang=hi`]) {
        const answer = await page.goto(address);
        expect(
          answer?.headers()['x-robots-tag'] ?? (await page.locator('meta[name=robots]').getAttribute('content')),
        ).toMatch(/noindex/);
        expect(await page.content()).not.toContain(name);
        expect(await findings(page), `${address} in ${colorScheme}`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      }
    }
    expect(refused).toEqual([]);
  },
);

withDesk('speaks the language of the message, and the other one when it is asked to', async ({ page, desk }) => {
  const { path } = await desk.link('hi');
  await page.goto(path);
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { name: 'आपका अपॉइंटमेंट' })).toBeVisible();
  await expect(main).toHaveAttribute('lang', 'hi');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Your appointment' })).toBeVisible();
  await press(page, 'I will come');
  // What was chosen stays.
  await expect(page.getByRole('heading', { name: 'Your appointment is confirmed' })).toBeVisible();
  await page.getByRole('link', { name: 'हिन्दी' }).click();
  await expect(page.getByRole('heading', { name: 'आपका अपॉइंटमेंट पक्का है' })).toBeVisible();
});

withDesk('gives the appointment to the patient’s own calendar', async ({ page, desk }) => {
  const { path, name, slot } = await desk.link();
  await page.goto(path);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Add to calendar' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('appointment.ics');
  const text = await (await page.request.get(`${path}/calendar`)).text();
  expect(text).toContain('BEGIN:VEVENT');
  expect(text).toContain(slot.startsAt.replaceAll(/[-:]|\.000/g, ''));
  expect(text).not.toContain(name);
});

withDesk('a time that is not on the page any more is not acted upon', async ({ page, desk }) => {
  const booked = await desk.link();
  await page.goto(booked.path);
  await desk.mutate('schedule.cancel', { appointmentId: booked.appointmentId, by: 'clinic' });
  await press(page, 'I will come');
  await expect(page.getByRole('heading', { name: 'This appointment is cancelled' })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('That is not possible any more. Please call us.');
});

withDesk('a forged link opens nothing, and names no clinic', async ({ page, desk }) => {
  const { path } = await desk.link();
  const last = path.at(-3) === 'A' ? 'B' : 'A';
  const forged = `${path.slice(0, -3)}${last}${path.slice(-2)}`;
  for (const address of [forged, '/a/x', `/a/e${'A'.repeat(71)}`]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: 'This link is not right' })).toBeVisible();
    await expect(page.getByText('Asha Clinic')).toHaveCount(0);
    expect(await findings(page)).toEqual([]);
  }
  const acted = await page.request.post(`${forged}/act`, {
    form: { action: 'cancel', seen: new Date().toISOString() },
  });
  expect(await acted.text()).toContain('This link is not right');
  // What no form of ours asks is not done, and said in the language of the page.
  const unknown = await page.request.post(`${path}/act`, { form: { action: 'everything', lang: 'hi' } });
  expect(await unknown.text()).toContain('अब यह नहीं हो सकता। कृपया हमें फ़ोन करें।');
});

withDesk(
  'a link of an appointment long past says so in its language, with the clinic’s number',
  async ({ page, desk, place }) => {
    const { path } = await desk.link();
    const clinicId = readLink(path.slice('/a/'.length))?.claims.clinicId ?? '';
    const domain = await domainOf(place);
    const cipher = await domain.db.cipherFor(clinicId);
    await domain.close();
    const claims = {
      purpose: 'appointment' as const,
      clinicId,
      messageId: randomUUID(),
      expiresAt: Date.now() - 60_000,
    };
    await page.goto(`/a/${signLink(cipher, { ...claims, language: 'en' })}`);
    await expect(page.getByRole('heading', { name: 'This link is over' })).toBeVisible();
    await expect(page.getByRole('link', { name: /^\+91/ })).toHaveAttribute('href', /^tel:\+91/);
    await page.goto(`/a/${signLink(cipher, { ...claims, language: 'hi' })}`);
    await expect(page.getByRole('heading', { name: 'इस लिंक का समय बीत गया' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  },
);

withDesk('a time that has come free is taken by who waited for it', async ({ page, desk }) => {
  const hours = { routes: [], quietFromMin: 0, quietToMin: 0 };
  // Nothing is offered in the clinic's quiet hours, and the test runs at any hour.
  await saveChannels(desk, hours);
  const from = indianDate(4);
  const first = await book(desk, await newPatient(desk), { from });
  const day = first.slot.startsAt.slice(0, 10);
  const waiting = await newPatient(desk);
  await desk.mutate('waitlist.join', {
    patientId: waiting.patientId,
    doctorId: first.slot.doctorId,
    from: day,
    to: day,
    idempotencyKey: randomUUID(),
  });
  await desk.mutate('schedule.cancel', { appointmentId: first.appointmentId, by: 'patient' });
  const path = await linkOf(desk, waiting.name, 'waitlist');
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'A time has come free' })).toBeVisible();
  await expect(page.getByText(/It is kept for you until/)).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await press(page, 'Take this time');
  await expect(page.getByRole('heading', { name: 'The time is yours' })).toBeVisible();
  await saveChannels(desk, { ...hours, quietFromMin: 1_260, quietToMin: 480 });
});
