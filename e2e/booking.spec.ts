// Guards: the desk books, moves, cancels and undoes on the grid, by mouse and by keyboard, and is told who took a time.
import { blockOf, bookSomebody, columnOf, dateOf, pointAt } from './days.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { book, newPatient, procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');

test.use({ storageState: receptionistState });

interface Slot {
  doctorId: string;
  serviceId: string;
  startsAt: string;
  endsAt: string;
}

test('a press on free time books there, for a patient found while typing', async ({ page, request, baseURL }) => {
  const desk = procedures(request, baseURL ?? '');
  const { slot } = await bookSomebody(desk);
  const patient = await newPatient(desk);
  const { doctorId, serviceId } = slot;
  const date = dateOf(slot.startsAt);
  const range = { from: date, to: date, isWhole: true, limit: 50 };
  const [free] = await desk.query<Slot[]>('schedule.slots', { doctorId, serviceId, ...range });
  if (free === undefined) throw new Error('the day is full');

  await page.goto(`/schedule?date=${date}`);
  await untilLive(page);
  const { x, y } = await pointAt(columnOf(page, doctorId, free.startsAt), free.startsAt);
  await page.mouse.click(x, y);
  const sheet = page.getByRole('dialog', { name: 'Book an appointment' });
  await sheet.getByRole('combobox', { name: 'Patient' }).fill(patient.name);
  await expect(sheet.getByRole('option').first()).toContainText(patient.name);
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('radio', { checked: true })).toHaveCount(1);
  await sheet.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: `${patient.name} is booked` })).toBeVisible();
  await expect(page.locator('[data-appointment-id]', { hasText: patient.name })).toBeVisible();
});

test('somebody new is entered in place, and the keyboard books without a mouse', async ({ page }) => {
  await page.goto('/schedule?date=2027-02-01');
  await untilLive(page);
  const cursor = page.locator('[data-cursor][tabindex="0"]');
  await expect(cursor).toHaveCount(1);
  await cursor.focus();
  const before = await cursor.getAttribute('aria-label');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-cursor]:focus')).not.toHaveAttribute('aria-label', before ?? '');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Book an appointment' });
  const patient = sheet.getByRole('combobox', { name: 'Patient' });
  await expect(patient).toBeFocused();
  await patient.fill('Zubeida Somebodynew');
  await sheet.getByRole('button', { name: 'Somebody new' }).press('Enter');
  await expect(sheet.getByLabel('Name')).toHaveValue('Zubeida Somebodynew');
  await sheet.getByRole('button', { name: 'Enter', exact: true }).press('Enter');
  await expect(sheet.getByRole('button', { name: 'Somebody else' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('whoever was quicker is named, and the nearest free times are offered', async ({ page, request, baseURL }) => {
  const desk = procedures(request, baseURL ?? '');
  const { slot } = await bookSomebody(desk);
  const patient = await newPatient(desk);
  const { doctorId, serviceId } = slot;
  const date = dateOf(slot.startsAt);
  const [free] = await desk.query<Slot[]>('schedule.slots', {
    ...{ doctorId, serviceId, from: date, to: date, isWhole: true, limit: 50 },
  });
  if (free === undefined) throw new Error('the day is full');
  await page.goto(`/schedule?date=${date}&patient=${patient.patientId}`);
  await untilLive(page);
  const sheet = page.getByRole('dialog', { name: 'Book an appointment' });
  await sheet.getByLabel('Doctor').selectOption(doctorId);
  await sheet.getByLabel('Service').selectOption(serviceId);
  await sheet.getByLabel('Date').fill(date);
  await sheet
    .getByRole('group', { name: /free time/ })
    .locator('label')
    .first()
    .click();
  const quicker = await book(desk, await newPatient(desk), { doctorId, from: date });
  expect(quicker.slot.startsAt).toBe(free.startsAt);

  await sheet.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(sheet.getByRole('alert').filter({ hasText: quicker.name })).toContainText('That time is taken.');
  await expect(sheet.getByText('Free near it:')).toBeVisible();
});

test('dragging shows who is in the way before it is dropped, and a move is undone', async ({
  page,
  request,
  baseURL,
}) => {
  const desk = procedures(request, baseURL ?? '');
  const first = await bookSomebody(desk);
  const { doctorId, serviceId } = first.slot;
  const date = dateOf(first.slot.startsAt);
  const other = await bookSomebody(desk, { doctorId, from: date });
  const slots = await desk.query<Slot[]>('schedule.slots', {
    ...{
      doctorId,
      serviceId,
      from: dateOf(other.slot.startsAt),
      to: dateOf(other.slot.startsAt),
      isWhole: true,
      limit: 50,
    },
  });
  const free = slots.at(-1);
  if (free === undefined) throw new Error('the day is full');
  await page.goto(`/schedule?date=${dateOf(other.slot.startsAt)}`);
  await untilLive(page);
  const column = columnOf(page, doctorId, other.slot.startsAt);
  const block = blockOf(page, other.appointmentId);
  // Only what stands on the same day can be in the way.
  const isSameDay = date === dateOf(other.slot.startsAt);
  await block.scrollIntoViewIfNeeded();
  const box = await block.boundingBox();
  if (box === null) throw new Error('the appointment is not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 16, { steps: 4 });
  if (isSameDay) {
    const there = await pointAt(column, first.slot.startsAt);
    await page.mouse.move(there.x, there.y, { steps: 4 });
    await expect(page.locator('[data-drop="taken"]')).toContainText(first.name);
  }
  const to = await pointAt(column, free.startsAt);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await expect(page.locator('[data-drop="free"]')).toBeVisible();
  await page.mouse.up();
  const note = page.getByRole('status').filter({ hasText: `${other.name} moved to` });
  await expect(note).toBeVisible();
  const startOf = async () => {
    const query = { date: dateOf(other.slot.startsAt), doctorIds: [doctorId] };
    const { appointments } = await desk.query<{ appointments: { patientName: string; startsAt: string }[] }>(
      'schedule.days',
      query,
    );
    return appointments.find(({ patientName }) => patientName === other.name)?.startsAt;
  };
  expect(await startOf()).toBe(free.startsAt);
  await note.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(startOf).toBe(other.slot.startsAt);
});

test('the sheet moves by keyboard, cancels, and brings back', async ({ page, request, baseURL }) => {
  const desk = procedures(request, baseURL ?? '');
  const booked = await bookSomebody(desk);
  await page.goto(`/schedule?date=${dateOf(booked.slot.startsAt)}`);
  await untilLive(page);
  await blockOf(page, booked.appointmentId).press('Enter');
  await expect(page).toHaveURL(new RegExp(`appointment=${booked.appointmentId}`));
  const sheet = page.getByRole('dialog', { name: booked.name });
  await sheet.getByRole('button', { name: 'Move…' }).press('Enter');
  const form = sheet.getByRole('form', { name: 'Move to' });
  await form.getByRole('radio').last().press('Space');
  await form.getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: `${booked.name} moved to` })).toBeVisible();

  await page.locator('[data-appointment-id]', { hasText: booked.name }).press('Enter');
  await sheet.getByRole('button', { name: 'Cancel…' }).click();
  await sheet.getByRole('button', { name: 'The patient', exact: true }).click();
  const note = page.getByRole('status').filter({ hasText: 'is cancelled' });
  await expect(note).toBeVisible();
  await note.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'stands again' })).toBeVisible();
  await expect(page.locator('[data-appointment-id]', { hasText: booked.name })).toBeVisible();
});

test('a month shows each day’s load, and a day of it opens', async ({ page }) => {
  await page.goto('/schedule?view=month');
  const days = page.getByRole('table').getByRole('button');
  await expect(days.nth(15)).toBeVisible();
  await page.getByRole('button', { name: 'Month after' }).click();
  await expect(page).toHaveURL(/date=/);
  await days.nth(9).click();
  await expect(page).toHaveURL(/view=day/);
  await expect(page.locator('[data-column]').first()).toBeVisible();
});
