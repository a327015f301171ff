/// <reference lib="dom" />
// Guards the screen in a waiting room: live numbers in both languages without a sign-in, nobody's name, and nothing once its link is taken back.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, signedInAs, test } from './desk.ts';
import { type Procedures, procedures } from './procedures.ts';

const adminState = await signedInAs('admin');
const walkIn = 'Bhanumati Ghorpade';

interface Doctor {
  id: string;
  name: string;
  nameHindi: string;
}

/** A doctor who sits just now, whatever the hour of the test: their hours of today are made so. */
async function someoneOpen({ query, mutate }: Procedures): Promise<Doctor> {
  const now = new Date(Date.now() + 5.5 * 3_600_000);
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  const hours = [{ fromMin: Math.max(0, minute - 30), toMin: Math.min(1_440, minute + 240) }];
  const { doctors } = await query<{ doctors: Doctor[] }>('clinic.profile', {});
  for (const doctor of doctors) {
    await mutate('schedule.setDateOverride', { doctorId: doctor.id, date: now.toISOString().slice(0, 10), hours });
    const { state } = await query<{ state: string }>('queue.status', { doctorId: doctor.id });
    if (state === 'open') return doctor;
  }
  throw new Error('every doctor of the demo is away today');
}

const panelOf = (page: Page, doctor: Doctor) => page.getByRole('region', { name: doctor.name });
test.use({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' } as Parameters<typeof test.use>[0]);

test('numbers are called live on a screen that nobody signed in to, until its link is taken back', async ({
  browser,
  page,
  place,
}, info) => {
  const desk = await browser.newContext({ baseURL: place.webUrl, storageState: adminState });
  const clinic = procedures(desk.request, place.webUrl);
  const doctor = await someoneOpen(clinic);
  const issue = async (name: string) =>
    clinic.mutate<{ token: { id: string; number: number } }>('queue.issue', {
      doctorId: doctor.id,
      name,
      idempotencyKey: randomUUID(),
    });
  const { token: first } = await issue(walkIn);
  const { token: second } = await issue('Somebody else');
  const { secret, room } = await clinic.mutate<{ secret: string; room: { id: string } }>('queue.makeWaitingRoom', {
    label: 'Ground floor',
  });
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });

  await page.goto(`/waiting/${secret}`);
  const panel = panelOf(page, doctor);
  await expect(panel).toContainText(doctor.nameHindi);
  await expect(panel).toContainText('अंदर कोई नहीं · Nobody inside');
  await clinic.mutate('queue.callNext', { doctorId: doctor.id, idempotencyKey: randomUUID() });
  await expect(panel.getByRole('status')).toHaveText(String(first.number), { timeout: 15_000 });
  await expect(panel).toContainText(`अगला · Next${second.number}`);
  expect(await page.content()).not.toContain(walkIn);
  // Read from five metres: figures of a tenth of the screen's height at least, and all of it without scrolling.
  const height = (await panel.getByRole('status').boundingBox())?.height ?? 0;
  expect(height).toBeGreaterThan(100);
  const overflows = () =>
    page.evaluate(() => ({
      x: document.documentElement.scrollWidth - window.innerWidth,
      y: document.documentElement.scrollHeight - window.innerHeight,
    }));
  expect(await overflows()).toEqual({ x: 0, y: 0 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`waiting-room-${colorScheme}.png`) });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await overflows()).x).toBe(0);
  await page.screenshot({ path: info.outputPath('waiting-room-phone.png') });
  expect(refused).toEqual([]);

  await clinic.mutate('queue.revokeWaitingRoom', { waitingRoomId: room.id });
  await expect(page.getByText('This link shows nothing any more')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('यह लिंक अब कुछ नहीं दिखाता')).toBeVisible();
  expect((await page.reload())?.status()).toBe(404);
  await expect(page.getByText('This link shows nothing any more')).toBeVisible();
  await desk.close();
});

test('a link that never was says so, and shows nothing', async ({ page, request }) => {
  expect((await page.goto('/waiting/never-was'))?.status()).toBe(404);
  await expect(page.getByText('This link shows nothing any more')).toBeVisible();
  await expect(page.getByText('यह लिंक अब कुछ नहीं दिखाता')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  const answer = await request.get('/api/waiting/never-was');
  expect([answer.status(), await answer.json()]).toEqual([404, { reason: 'unknown' }]);
});
