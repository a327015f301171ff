// Guards the callback queue: who is to be rung stands there without a reload, one person takes them, and what came of it is kept; on a phone too.
import { randomUUID } from 'node:crypto';
import { endCall, leaveCallback, startCall } from '@vaani/clinic';
import { findings } from './axe.ts';
import { clinicOf } from './board.ts';
import { expect, people, signedInAs, test, untilLive } from './desk.ts';
import { domainOf } from './domain.ts';
import type { Place } from './place.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');
test.use({ storageState: receptionistState });
test.describe.configure({ timeout: 90_000 });

let made = 0;
/** Somebody asks to be rung back, as a call leaves it. */
async function leave(place: Place): Promise<{ callbackId: string; phone: string; reason: string }> {
  const domain = await domainOf(place);
  made += 1;
  const phone = `+9197${String(process.pid).slice(-5).padStart(5, '0')}${String(made).padStart(3, '0')}`;
  const reason = `Asks about report ${process.pid}-${made}`;
  const ctx = { ...domain, clinicId: await clinicOf(domain), actor: { kind: 'system' as const } };
  const { callbackId } = await leaveCallback(ctx, { phone, reason });
  await domain.close();
  return { callbackId, phone, reason };
}

test('somebody asks to be rung, is taken, settled and opened again; a colleague sees it', async ({
  page,
  browser,
  place,
}) => {
  await page.goto('/live?show=callbacks');
  await untilLive(page);
  const { callbackId, phone, reason } = await leave(place);
  const row = page.locator(`[data-callback-id="${callbackId}"]`);
  await expect(row).toContainText(reason);
  await row.click();
  await expect(page).toHaveURL(new RegExp(`callback=${callbackId}`));
  await expect(page.getByText(phone).first()).toBeVisible();
  await expect(page.getByText('Nobody has rung yet.')).toBeVisible();

  const others = await browser.newContext({ storageState: adminState });
  const colleague = await others.newPage();
  await colleague.goto(`/live?show=callbacks&callback=${callbackId}`);
  await untilLive(colleague);
  await page.keyboard.press('a');
  await expect(page.getByRole('button', { name: 'Put it back' })).toBeVisible();
  await expect(colleague.locator(`[data-callback-id="${callbackId}"]`)).toContainText(people.receptionist.label);
  await expect(colleague.getByRole('button', { name: `Take it from ${people.receptionist.label}` })).toBeVisible();

  await page.keyboard.press('e');
  await page.getByLabel('Booked').check();
  await page.getByLabel('A word about it (optional)').fill('comes on Tuesday');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Settle it' }).click();
  await expect(page.getByText('comes on Tuesday')).toBeVisible();
  await expect(row).toBeHidden();
  await expect(colleague.getByRole('button', { name: 'Open it again' })).toBeVisible();
  await page.getByRole('button', { name: 'Open it again' }).click();
  await expect(row).toBeVisible();
  await others.close();
});

test('a caller who rings off stands there as a missed call, by themselves', async ({ page, place }) => {
  await page.goto('/live?show=callbacks');
  await untilLive(page);
  const domain = await domainOf(place);
  const ctx = { ...domain, clinicId: await clinicOf(domain), actor: { kind: 'system' as const } };
  made += 1;
  const from = `+9197${String(process.pid).slice(-5).padStart(5, '0')}${String(made).padStart(3, '0')}`;
  const { callId } = await startCall(ctx, {
    ...{ callSid: `CA${randomUUID()}`, direction: 'inbound', from, to: '+912066000001', language: 'hi' },
  });
  await endCall(ctx, callId, { outcome: 'abandoned', durationMs: 3_000, language: 'hi' });
  const row = page.locator('[data-callback-id]').filter({ hasText: from });
  await expect(row).toContainText('Missed call');
  await row.click();
  await expect(page.getByRole('link', { name: 'The call' })).toHaveAttribute('href', `/calls/${callId}`);
  await domain.close();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the list comes first, one opens it and comes back', async ({ page, place }) => {
    const { callbackId, reason } = await leave(place);
    await page.goto('/live?show=callbacks');
    await untilLive(page);
    await page.locator(`[data-callback-id="${callbackId}"]`).tap();
    await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
    await expect(page.getByText(reason).last()).toBeVisible();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.getByRole('button', { name: 'Back to the list' }).tap();
    await expect(page.locator(`[data-callback-id="${callbackId}"]`)).toBeVisible();
  });
});
