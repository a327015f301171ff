/// <reference lib="dom" />
// Guards the page of calls: a call is found by what was said in it, tells where its time went, keeps what staff make of it, and leaves as a file that is
// accounted for.
import { readFile } from 'node:fs/promises';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');

test.describe('at the desk', () => {
  test.use({ storageState: receptionistState });

  test('a call is found by its words in either script, and narrowed by chips', async ({ page }) => {
    await page.goto('/calls');
    await untilLive(page);
    const rows = page.locator('tbody tr');
    const search = page.getByRole('searchbox', { name: 'Find calls by what was said' });
    await search.fill('अपॉइंटमेंट');
    await expect(page).toHaveURL(/text=/);
    await expect(page.getByRole('status').filter({ hasText: /calls? · “अपॉइंटमेंट”/ })).toBeVisible();
    const found = await rows.count();
    expect(found).toBeGreaterThan(0);
    await expect(rows.first()).toContainText('“');
    await search.fill('appointments');
    await search.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: '“appointments”' })).toBeVisible();
    await expect(rows).toHaveCount(found);

    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('button', { name: 'Caller cut in' }).click();
    await expect(page).toHaveURL(/interrupted=yes/);
    await expect(page.getByRole('status').filter({ hasText: 'Caller cut in' })).toBeVisible();
    await page.goBack();
    await expect(page).not.toHaveURL(/interrupted/);

    await search.fill('hello ji');
    await expect(page.getByText('These words are in every call')).toBeVisible();
    await search.fill('zanzibar');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect(rows.first()).toBeVisible();
    await expect(search).toHaveValue('');
  });

  test('an open call shows its times, and keeps notes and what is to be done', async ({ page }) => {
    await page.goto('/calls?outcome=booked');
    await untilLive(page);
    await page.locator('tbody a').first().click();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('img', { name: /The caller spoke for/ })).toBeVisible();
    await expect(sheet.getByRole('log')).toBeVisible();

    // By keyboard from side to side.
    await sheet.getByRole('tab', { name: 'Conversation' }).focus();
    await page.keyboard.press('ArrowRight');
    const timing = sheet.getByRole('table', { name: /How long the caller waited/ });
    await expect(timing.getByRole('row').nth(1)).toContainText(/Thinking and voice: [\d.]+ s/);
    await page.keyboard.press('ArrowRight');

    const notes = `Rang back at ${Date.now()}`;
    await sheet.getByLabel('Complaint').check();
    await sheet.getByRole('textbox', { name: 'Notes' }).fill(notes);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet.getByText('Saved.')).toBeVisible();
    const task = `Ask the lab, ${Date.now()}`;
    await sheet.getByLabel('What is to be done').fill(task);
    await sheet.getByRole('button', { name: 'Add' }).click();
    await expect(sheet.getByRole('tab', { name: 'Notes, 1 to do' })).toBeVisible();

    await page.goto('/calls?task=yes&disposition=complaint');
    await page.locator('tbody a').first().click();
    await sheet.getByRole('tab', { name: /Notes/ }).click();
    await expect(sheet.getByRole('textbox', { name: 'Notes' })).toHaveValue(notes);
    await sheet.getByRole('button', { name: `Done: ${task}` }).click();
    await expect(sheet.getByRole('button', { name: `Open again: ${task}` })).toBeVisible();
    await expect(page.getByText('No calls fit these filters')).toBeVisible();
  });

  test('nobody but an admin is offered to take calls away, or to see analytics', async ({ page }) => {
    await page.goto('/calls');
    await untilLive(page);
    await expect(page.getByRole('button', { name: 'Export' })).toHaveCount(0);
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Analytics' })).toHaveCount(0);
    await page.goto('/analytics');
    await expect(page).toHaveURL(/\/live/);
  });
});

test.describe('as an admin', () => {
  test.use({ storageState: adminState });

  test('the calls that are listed leave as a file, and it is noted who took them', async ({ page, context, place }) => {
    await page.goto('/calls?outcome=emergency');
    await untilLive(page);
    const listed = await page.locator('tbody tr').count();
    for (const [item, name] of [
      ['Spreadsheet (CSV)', 'calls.csv'],
      ['With conversations (JSON)', 'calls.json'],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      const downloading = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe(name);
      const text = await readFile(await download.path(), 'utf8');
      const count = name.endsWith('csv')
        ? text.trim().split('\r\n').length - 1
        : (JSON.parse(text) as unknown[]).length;
      expect(count).toBe(listed);
    }
    const { query } = procedures(context.request, place.webUrl);
    const [latest] = await query<{ kind: string; isDenied: boolean }[]>('exports.recent', {});
    expect(latest).toMatchObject({ kind: 'calls', isDenied: false });
  });
});
