// Guards: a doctor works through their day on a phone: calls in the next, reads what is known, writes notes.
import { adminOf, bookSomebody, emptyRoom, ownDoctor, sitAllDay } from './days.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { indianDate } from './procedures.ts';

const doctorState = await signedInAs('doctor');

test.use({ storageState: doctorState, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('calls in who has arrived, and keeps notes of the visit', async ({ page, browser, baseURL }) => {
  const { admin, context } = await adminOf(browser, baseURL ?? '');
  const doctor = await ownDoctor(admin);
  const takeBack = await sitAllDay(admin, doctor.id);
  try {
    await emptyRoom(admin, doctor.id);
    const booked = await bookSomebody(admin, { doctorId: doctor.id, from: indianDate(0) });
    await admin.mutate('schedule.changeStatus', { appointmentId: booked.appointmentId, to: 'checked_in' });
    await page.goto('/my-day');
    await untilLive(page);
    const queue = page.getByRole('region', { name: 'Queue' });
    await expect(queue).toContainText(booked.name);
    await queue.getByRole('button', { name: 'Call in the next' }).click();
    await expect(page.getByRole('heading', { level: 2, name: booked.name })).toBeVisible();
    await expect(page.getByText('What calls said')).toBeVisible();

    const notes = `Seen, all is well ${process.pid}`;
    await page.getByRole('textbox', { name: 'Notes of this visit' }).fill(notes);
    await page.getByRole('button', { name: 'Save the notes' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Notes of this visit' })).toHaveValue(notes);

    // Nothing is wider than the phone.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await queue.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(page.getByRole('navigation', { name: 'Today' }).locator('li', { hasText: booked.name })).toContainText(
      'done',
    );
  } finally {
    await takeBack();
    await context.close();
  }
});

test('finds their own patients only, and changes nothing of them', async ({ page }) => {
  await page.goto('/patients');
  await expect(page.getByRole('button', { name: 'New patient' })).toHaveCount(0);
  await page.locator('tbody a').first().click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('tab', { name: 'History' })).toBeVisible();
  await expect(sheet.getByRole('tab', { name: 'Entry' })).toHaveCount(0);
});
