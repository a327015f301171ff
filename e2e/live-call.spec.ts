/// <reference lib="dom" />
// Guards the main job: a call is seen while it is spoken, and its appointment stands on the schedule without a reload.
import type { Locator } from '@playwright/test';
import en from '../apps/web/messages/en.json' with { type: 'json' };
import { callsOn, openNewCall } from './board.ts';
import { expect, type PlacedCall, signedInAs, test, untilLive } from './desk.ts';

const receptionistState = await signedInAs('receptionist');

test.use({ storageState: receptionistState });
test.describe.configure({ timeout: 240_000 });

const outcomeWords: Record<string, string> = en.outcome;

async function expectAllWords(words: Locator, { turns }: PlacedCall): Promise<void> {
  for (const turn of turns.filter(({ text }) => text !== '')) await expect(words).toContainText(turn.text);
  const ids = await words
    .locator('[data-turn-id]')
    .evaluateAll((lines: HTMLElement[]) => lines.map(({ dataset }) => dataset.turnId));
  expect(new Set(ids).size).toBe(ids.length);
}

test('a call appears, its words arrive as they are spoken, its appointment lands on the open schedule', async ({
  page,
  context,
  placeCall,
}) => {
  await page.goto('/live');
  await untilLive(page);
  const schedule = await context.newPage();
  await schedule.goto('/schedule');
  await untilLive(schedule);
  await page.evaluate(() => {
    const delays: number[] = [];
    Object.assign(window, { delays });
    new PerformanceObserver((list) => {
      delays.push(...list.getEntriesByName('live-event').map(({ duration }) => duration));
    }).observe({ entryTypes: ['measure'] });
  });

  const before = await callsOn(page);
  const call = placeCall('book-english');
  const callId = await openNewCall(page, before);
  await expect(page.locator(`[data-call-id="${callId}"]`)).toContainText('English');
  const words = page.getByRole('log');
  await expect(words).toContainText('written down, not recorded', { timeout: 40_000 });

  // What is about to be booked says when: that day is opened on the other page before it is booked.
  const slip = page.locator('[data-proposal]');
  await expect(slip).toBeVisible({ timeout: 120_000 });
  const startsAt = (await slip.getAttribute('data-starts-at')) ?? '';
  await schedule.getByLabel('Date').fill(dateIn('Asia/Kolkata', startsAt));
  await schedule.evaluate(() => Object.assign(window, { wasHere: true }));

  const placed = await call;
  expect(placed.outcome).toBe('booked');
  const [appointment] = placed.appointments;
  if (appointment === undefined) throw new Error('the call says it booked, and names no appointment');
  await expect(page.locator('[data-proposal="booked"]')).toBeVisible();
  await expectAllWords(words, placed);

  const block = schedule.locator(`[data-appointment-id="${appointment.id}"]`);
  await expect(block).toBeVisible();
  await expect(block).toHaveAccessibleName(/booked in a call/);
  expect(await schedule.evaluate(() => 'wasHere' in window)).toBe(true);

  await block.click();
  await schedule.getByRole('link', { name: 'Open the call it came from' }).click();
  await expect(schedule).toHaveURL(new RegExp(`/calls/${callId}$`));
  const sheet = schedule.getByRole('dialog');
  await expect(sheet.getByText('Booked', { exact: true })).toBeVisible();
  await expectAllWords(sheet.getByRole('log'), placed);

  const delays = await page.evaluate(() => (window as unknown as { delays: number[] }).delays.sort((a, b) => a - b));
  const at = (share: number) => Math.round(delays[Math.floor(delays.length * share)] ?? Number.NaN);
  test.info().annotations.push({
    type: 'published to drawn',
    description: `${delays.length} events, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`,
  });
  // How soon is measured by `npm run bench -- live`, on a machine that does not hear and speak meanwhile.
  expect(delays.length).toBeGreaterThan(10);
});

test('ten tabs share one stream; what was said while it was gone is there when it is back; the next tab takes over', async ({
  page,
  context,
  placeCall,
}) => {
  const streams: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('live.events')) streams.push(request.url());
  });
  await page.goto('/live');
  await untilLive(page);
  const opened = async (path: string) => {
    const tab = await context.newPage();
    await tab.goto(path);
    await untilLive(tab);
    return tab;
  };
  const others = [await opened('/live'), await opened('/live')];
  // Whatever they show, they are told by the first.
  const more = ['/schedule', '/patients', '/calls', '/messages', '/schedule?view=list', '/calls', '/patients'];
  for (const path of more) await opened(path);
  expect(context.pages()).toHaveLength(10);
  expect(streams).toHaveLength(1);

  const before = await callsOn(page);
  const call = placeCall('hours-english');
  const pages = [page, ...others];
  let callId = '';
  for (const tab of pages) callId = await openNewCall(tab, before);
  await expect(page.locator('[data-turn-id]').first()).toBeVisible({ timeout: 40_000 });
  expect(streams).toHaveLength(1);

  await context.setOffline(true);
  for (const tab of context.pages()) await expect(tab.getByText('Not connected.')).toBeVisible();
  const placed = await call;
  await context.setOffline(false);

  for (const tab of pages) {
    await untilLive(tab);
    await expect(tab.getByText('Not connected.')).toBeHidden();
    await expect(tab.locator(`[data-call-id="${callId}"]`)).toContainText(outcomeWords[placed.outcome] ?? 'no outcome');
    await expectAllWords(tab.getByRole('log'), placed);
  }

  for (const tab of context.pages()) await untilLive(tab);
  const sofar = streams.length;
  await page.close();
  await expect.poll(() => streams.length).toBe(sofar + 1);
  // It goes on from where the first had come to, and does not begin anew.
  expect(decodeURIComponent(streams.at(-1) ?? '')).toMatch(/lastEventId":"[\w-]+\.\d+"/);
  for (const other of context.pages()) await untilLive(other);
});

/** The date of an instant on a zone's calendar. */
function dateIn(timeZone: string, at: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
}
