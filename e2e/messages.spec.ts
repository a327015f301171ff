/// <reference lib="dom" />
// Guards the page of messages: what was booked is told there by itself, its link leads to the patient's page, and what reached nobody is dealt with.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { receiveReply } from '@vaani/clinic';
import { findings } from './axe.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { domainOf } from './domain.ts';
import { type Booked, book, newPatient, type Procedures, procedures, saveChannels } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');

test.use({ storageState: receptionistState });
// Each waits for the worker more than once.
test.describe.configure({ timeout: 120_000 });

/** Of the message that tells of a booking. */
async function statusOf({ query }: Procedures, { appointmentId }: Booked): Promise<string | undefined> {
  const { messages } = await query<{ messages: { kind: string; status: string }[] }>('messages.list', {
    appointmentId,
  });
  return messages.find(({ kind }) => kind === 'booking')?.status;
}

const rowsOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('a booking is told of by itself, and its link does what the patient wants', async ({ page, context, place }) => {
  const desk = procedures(context.request, place.webUrl);
  await page.goto('/messages?show=sent');
  await untilLive(page);
  await expect(page.getByText('This is a demo: nothing is sent to anybody.')).toBeVisible();
  const { name } = await book(desk, await newPatient(desk));
  const booking = rowsOf(page, name).filter({ hasText: 'Booking' });
  await expect(booking).toContainText('Shown here, sent to nobody', { timeout: 30_000 });

  await booking.getByRole('link').focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name });
  await expect(sheet).toContainText('This page: Shown here, sent to nobody');
  expect(await findings(page)).toEqual([]);
  const opening = page.waitForEvent('popup');
  await sheet.getByRole('link', { name: /\/a\/e/ }).click();
  const patient = await opening;
  await expect(patient.getByRole('heading', { name: 'Your appointment' })).toBeVisible();
  expect(await patient.content()).not.toContain(name);
  await patient.getByRole('button', { name: 'I will come' }).click();
  await expect(patient.getByRole('heading', { name: 'Your appointment is confirmed' })).toBeVisible();
  await patient.getByRole('link', { name: 'Choose another time' }).click();
  await patient.getByRole('listitem').getByRole('button').last().click();
  await expect(patient.getByRole('status')).toHaveText('Done.');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/\/messages\?show=sent$/);
  // Waited for: who cancels before it has left is told of the cancellation alone.
  await expect(rowsOf(page, name).filter({ hasText: 'New time' })).toBeVisible({ timeout: 30_000 });

  await patient.getByRole('button', { name: 'Cancel the appointment' }).click();
  await expect(patient.getByRole('heading', { name: 'This appointment is cancelled' })).toBeVisible();
  await patient.close();
  await expect(rowsOf(page, name).filter({ hasText: 'Cancellation' })).toBeVisible({ timeout: 30_000 });
});

test('reminders wait with their time, and go no more once it is cancelled', async ({ page, context, place }) => {
  const desk = procedures(context.request, place.webUrl);
  const { name, appointmentId } = await book(desk, await newPatient(desk), { from: in3Days() });
  await page.goto('/messages?show=due');
  const reminders = rowsOf(page, name).filter({ hasText: 'Reminder' });
  await expect(reminders.first()).toContainText('Goes out then');
  await untilLive(page);
  await desk.mutate('schedule.cancel', { appointmentId, by: 'patient' });
  await expect(reminders).toHaveCount(0);
});

const in3Days = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

test('what reached nobody is counted on the way there, and tried again once there is a number', async ({
  page,
  context,
  place,
}) => {
  const desk = procedures(context.request, place.webUrl);
  const lost = await book(desk, await newPatient(desk, { hasPhone: false }));
  await page.goto('/messages');
  await untilLive(page);
  const row = rowsOf(page, lost.name);
  await expect(row).toContainText('There is no mobile number or e-mail address to send it to.', { timeout: 30_000 });
  await expect(page.getByRole('navigation').getByRole('link', { name: /Messages/ })).toContainText(/\d/);
  expect(await findings(page)).toEqual([]);

  // Without a number it comes back as it was: nobody is told that it worked.
  await row.getByRole('button', { name: `Try again: ${lost.name}` }).click();
  await expect(page.getByRole('status').filter({ hasText: lost.name })).toHaveText(/On its way again/);
  await expect.poll(() => statusOf(desk, lost), { timeout: 30_000 }).toBe('dead');
  await expect(row).toBeVisible();

  await desk.mutate('patients.addPhone', {
    patientId: lost.patientId,
    phone: `+9161${Date.now().toString().slice(-8)}`,
  });
  await row.getByRole('link').click();
  const sheet = page.getByRole('dialog', { name: lost.name });
  await sheet.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await expect(sheet.getByText('Shown here, sent to nobody').first()).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(row).toHaveCount(0);
});

test('what somebody has rung about is put aside, and stays to be looked up', async ({ page, context, place }) => {
  const desk = procedures(context.request, place.webUrl);
  const lost = await book(desk, await newPatient(desk, { hasPhone: false }));
  await page.goto('/messages');
  const aside = page.getByRole('button', { name: `Put aside: ${lost.name}` });
  await expect(aside).toBeVisible({ timeout: 30_000 });
  await aside.click();
  await expect(page.getByRole('status').filter({ hasText: lost.name })).toHaveText(/Put aside/);
  await expect(rowsOf(page, lost.name)).toHaveCount(0);
  await page.getByRole('radio', { name: 'All' }).click();
  await expect(rowsOf(page, lost.name).filter({ hasText: 'Given up, and put aside' })).toBeVisible();
});

test('an answer comes in by itself, is read, and is found again', async ({ page, browser, context, place }) => {
  const desk = procedures(context.request, place.webUrl);
  const home = await browser.newContext({ baseURL: place.webUrl, storageState: adminState });
  const admin = procedures(home.request, place.webUrl);
  const sender = `+1415${Date.now().toString().slice(-7)}`;
  const quiet = { quietFromMin: 1_260, quietToMin: 480 };
  await saveChannels(admin, { routes: [{ channel: 'whatsapp', sender, entityId: null }], ...quiet });
  const phone = `+9162${Date.now().toString().slice(-8)}`;
  const patient = await newPatient(desk, { hasPhone: false });
  await desk.mutate('patients.addPhone', { patientId: patient.patientId, phone });
  await page.goto('/messages');
  await untilLive(page);
  const domain = await domainOf(place);
  const words = 'क्या मैं पाँच बजे आ सकती हूँ? 🙏';
  try {
    const reply = { channel: 'whatsapp' as const, from: phone, to: sender, isShared: false };
    await receiveReply(domain, { ...reply, body: words, providerMessageId: randomUUID() });
  } finally {
    await domain.close();
    await saveChannels(admin, { routes: [], ...quiet });
    await home.close();
  }
  const answer = page.getByRole('listitem').filter({ hasText: phone });
  await expect(answer).toContainText(words);
  await answer.getByRole('button', { name: /Mark as read/ }).click();
  await expect(answer).toHaveCount(0);
  await page.getByRole('button', { name: 'Show those already read too' }).click();
  await expect(answer).toContainText('Dealt with');
});

test('a message that is none of the clinic’s says so', async ({ page }) => {
  await page.goto(`/messages/${randomUUID()}`);
  await expect(page.getByText('There is no such message')).toBeVisible({ timeout: 30_000 });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing runs out of sight', async ({ page, context, place }) => {
    const desk = procedures(context.request, place.webUrl);
    const { name } = await book(desk, await newPatient(desk, { hasPhone: false }));
    await page.goto('/messages');
    await expect(rowsOf(page, name)).toBeVisible({ timeout: 30_000 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBe(0);
    await page.getByRole('button', { name: `Put aside: ${name}` }).click();
    await expect(rowsOf(page, name)).toHaveCount(0);
  });
});
