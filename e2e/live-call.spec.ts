/// <reference lib="dom" />
// Guards the main job: a call is seen while it is spoken, and its appointment stands on the schedule without a reload.
import type { Page } from '@playwright/test';
import en from '../apps/web/messages/en.json' with { type: 'json' };
import { expect, signedInAs, test, untilLive } from './desk.ts';

const receptionistState = await signedInAs('receptionist');

test.use({ storageState: receptionistState });
test.describe.configure({ timeout: 180_000 });

const outcomeWords: Record<string, string> = en.outcome;

const callsOf = (page: Page) => page.locator('[data-call-id]');

test('a call appears, its words arrive as they are spoken, its appointment lands', async ({
  page,
  context,
  placeCall,
}) => {
  await page.goto('/live');
  await untilLive(page);
  const before = await callsOf(page).count();
  const schedule = await context.newPage();
  await schedule.goto('/schedule');
  await untilLive(schedule);

  const call = placeCall('book-english');
  const row = callsOf(page).first();
  await expect.poll(() => callsOf(page).count(), { timeout: 30_000 }).toBe(before + 1);
  await expect(row).toContainText('English');
  await row.click();

  const words = page.getByRole('log');
  await expect(words).toContainText('AI', { timeout: 30_000 });
  await expect(page.locator('[data-proposal="proposed"], [data-proposal="booked"]')).toBeVisible({ timeout: 90_000 });
  await expect(page.locator('[data-proposal="booked"]')).toBeVisible({ timeout: 60_000 });

  const { turns, appointments, outcome } = await call;
  expect(outcome).toBe('booked');
  const [appointment] = appointments;
  if (appointment === undefined) throw new Error('the call says it booked, and names no appointment');
  for (const turn of turns.filter(({ text }) => text !== '')) await expect(words).toContainText(turn.text);

  // The page has been open all the time: only its own date is chosen, nothing is loaded anew.
  await schedule.evaluate(() => Object.assign(window, { wasHere: true }));
  await schedule.getByLabel('Date').fill(dateIn('Asia/Kolkata', appointment.startsAt));
  const block = schedule.locator(`[data-appointment-id="${appointment.id}"]`);
  await expect(block).toBeVisible();
  await expect(block).toHaveAccessibleName(/booked in a call/);
  expect(await schedule.evaluate(() => 'wasHere' in window)).toBe(true);

  await block.click();
  await schedule.getByRole('link', { name: 'Open the call it came from' }).click();
  await expect(schedule).toHaveURL(/\/calls\/[0-9a-f-]{36}$/);
  await expect(schedule.getByRole('dialog').getByText('Booked', { exact: true })).toBeVisible();
  for (const turn of turns.filter(({ text }) => text !== '')) {
    await expect(schedule.getByRole('dialog').getByRole('log')).toContainText(turn.text);
  }
});

test('an appointment appears on the open day of the schedule, marked as new', async ({ page, placeCall }) => {
  await page.goto('/schedule?view=week');
  await untilLive(page);
  const seen: string[] = [];
  await page.exposeFunction('noteNew', (id: string) => seen.push(id));
  await page.evaluate(() => {
    const note = (window as unknown as { noteNew: (id: string) => void }).noteNew;
    new MutationObserver(() => {
      for (const block of document.querySelectorAll<HTMLElement>('[data-new]')) {
        if (block.dataset.appointmentId) note(block.dataset.appointmentId);
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  const [appointment] = (await placeCall('book-english')).appointments;
  if (appointment === undefined) throw new Error('the call booked nothing');
  await page.goto(`/schedule?date=${dateIn('Asia/Kolkata', appointment.startsAt)}`);
  await expect(page.locator(`[data-appointment-id="${appointment.id}"]`)).toBeVisible();
});

test('what was said while the connection was gone is there when it is back', async ({ page, context, placeCall }) => {
  await page.goto('/live');
  await untilLive(page);
  const before = await callsOf(page).count();
  const call = placeCall('book-english');
  await expect.poll(() => callsOf(page).count(), { timeout: 30_000 }).toBe(before + 1);
  const row = callsOf(page).first();
  const callId = await row.getAttribute('data-call-id');
  await row.click();
  await expect(page.getByRole('log')).toContainText('AI', { timeout: 30_000 });

  await context.setOffline(true);
  await expect(page.getByText('Not connected.')).toBeVisible();
  const { turns, outcome } = await call;
  await context.setOffline(false);

  await untilLive(page);
  await expect(page.getByText('Not connected.')).toBeHidden();
  const after = page.locator(`[data-call-id="${callId}"]`);
  await expect(after).toContainText(outcomeWords[outcome] ?? 'no such outcome');
  for (const turn of turns.filter(({ text }) => text !== '')) {
    await expect(page.getByRole('log')).toContainText(turn.text);
    expect(await page.getByRole('log').getByText(turn.text, { exact: true }).count()).toBe(
      turns.filter(({ text }) => text === turn.text).length,
    );
  }
});

test('three tabs share one stream, and the next one takes over when the first closes', async ({
  context,
  placeCall,
}) => {
  const streams: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('live.events')) streams.push(request.url());
  });
  const pages = [];
  for (let tab = 0; tab < 3; tab += 1) {
    const page = await context.newPage();
    await page.goto('/live');
    await untilLive(page);
    pages.push(page);
  }
  expect(streams).toHaveLength(1);
  await pages[0]?.close();
  await expect.poll(() => streams.length).toBe(2);
  const call = placeCall('book-english');
  for (const page of pages.slice(1)) {
    await expect(page.getByRole('log')).toContainText('AI', { timeout: 40_000 });
  }
  await call;
  expect(streams).toHaveLength(2);
});

/** The date of an instant on a zone's calendar. */
function dateIn(timeZone: string, at: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
}
