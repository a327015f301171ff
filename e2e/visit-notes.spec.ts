// Guards: what a doctor types about a visit is lost to no press and no colleague, and overwrites nobody unseen.
import { adminOf, bookSomebody, emptyRoom, ownDoctor, sitAllDay } from './days.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { indianDate } from './procedures.ts';

const doctorState = await signedInAs('doctor');

test.use({ storageState: doctorState });

test('keeps what was typed when the next is called in, and shows what a colleague wrote before saving over it', async ({
  page,
  browser,
  baseURL,
}) => {
  const { admin, context } = await adminOf(browser, baseURL ?? '');
  const doctor = await ownDoctor(admin);
  const takeBack = await sitAllDay(admin, doctor.id);
  try {
    await emptyRoom(admin, doctor.id);
    const [first, second] = [
      await bookSomebody(admin, { doctorId: doctor.id, from: indianDate(0) }),
      await bookSomebody(admin, { doctorId: doctor.id, from: indianDate(0) }),
    ];
    for (const { appointmentId } of [first, second])
      await admin.mutate('schedule.changeStatus', { appointmentId, to: 'checked_in' });
    await page.goto('/my-day');
    await untilLive(page);
    const day = page.getByRole('navigation', { name: 'Today' });
    const card = (name: string) => page.getByRole('heading', { level: 2, name });
    const field = page.getByRole('textbox', { name: 'Notes of this visit' });
    await page.getByRole('button', { name: 'Call in the next' }).click();
    await expect(card(first.name)).toBeVisible();
    await field.fill('Rash on the left arm');
    await expect(page.getByText('Not saved yet.')).toBeVisible();

    await page.getByRole('button', { name: 'Done, call in the next' }).click();
    await expect(card(second.name)).toBeVisible();
    await expect(field).toHaveValue('');
    await expect(page.getByText(`Your notes about ${first.name} are not saved.`)).toBeVisible();
    await expect(day.locator('li', { hasText: first.name })).toContainText('Notes not saved');

    // Meanwhile the desk writes about the same visit; nobody is told.
    const fromDesk = 'Allergic to penicillin';
    await admin.mutate('schedule.note', { appointmentId: first.appointmentId, notes: fromDesk, before: null });
    await page.getByRole('button', { name: 'Back to them' }).click();
    await expect(card(first.name)).toBeVisible();
    await expect(field).toHaveValue('Rash on the left arm');
    await page.getByRole('button', { name: 'Save the notes' }).click();
    const overtaken = page.getByRole('alert').filter({ hasText: fromDesk });
    await expect(overtaken).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save the notes' })).toBeDisabled();
    await overtaken.getByRole('button', { name: 'Put mine below' }).click();
    await expect(field).toHaveValue(`${fromDesk}\nRash on the left arm`);
    await page.getByRole('button', { name: 'Save the notes' }).click();
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
    const visit = await admin.query('schedule.visit', { appointmentId: first.appointmentId });
    expect(visit).toMatchObject({ notes: `${fromDesk}\nRash on the left arm` });
    await admin.mutate('schedule.changeStatus', { appointmentId: second.appointmentId, to: 'completed' });
  } finally {
    await takeBack();
    await context.close();
  }
});

test('leaves the card of whom is written about, when the desk finishes their visit', async ({
  page,
  browser,
  baseURL,
}) => {
  const { admin, context } = await adminOf(browser, baseURL ?? '');
  const doctor = await ownDoctor(admin);
  const takeBack = await sitAllDay(admin, doctor.id);
  try {
    const booked = await bookSomebody(admin, { doctorId: doctor.id, from: indianDate(0) });
    const { appointmentId } = booked;
    for (const to of ['checked_in', 'in_consultation'])
      await admin.mutate('schedule.changeStatus', { appointmentId, to });
    await page.goto('/my-day');
    await untilLive(page);
    const day = page.getByRole('navigation', { name: 'Today' });
    await day.getByRole('button', { name: booked.name }).click();
    const field = page.getByRole('textbox', { name: 'Notes of this visit' });
    await field.fill('Half a sent');
    await admin.mutate('schedule.changeStatus', { appointmentId, to: 'completed' });
    await expect(day.locator('li', { hasText: booked.name })).toContainText('done');
    await expect(page.getByRole('heading', { level: 2, name: booked.name })).toBeVisible();
    await expect(field).toHaveValue('Half a sent');
    await expect(field).toBeFocused();
  } finally {
    await takeBack();
    await context.close();
  }
});

test('shows who walked in with what is known of them', async ({ page, browser, baseURL }) => {
  const { admin, context } = await adminOf(browser, baseURL ?? '');
  const doctor = await ownDoctor(admin);
  const takeBack = await sitAllDay(admin, doctor.id);
  try {
    const earlier = await bookSomebody(admin, { doctorId: doctor.id, from: indianDate(1) });
    const { name, patientId } = earlier;
    const issued = await admin.mutate<{ ok: boolean; token: { id: string } }>('queue.issue', {
      ...{ doctorId: doctor.id, patientId, idempotencyKey: `walk-in-${patientId}` },
    });
    expect(issued.ok).toBe(true);
    await page.goto('/my-day');
    await untilLive(page);
    await page.getByRole('navigation', { name: 'Today' }).getByRole('button', { name }).click();
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
    await expect(page.getByText('What calls said')).toBeVisible();
    await page.getByRole('link', { name: 'Open the patient' }).click();
    await expect(page).toHaveURL(new RegExp(`/patients/${patientId}`));
    await admin.mutate('queue.cancel', { tokenId: issued.token.id });
  } finally {
    await takeBack();
    await context.close();
  }
});
