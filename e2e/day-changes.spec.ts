// Guards: a doctor’s delay and absence are seen before they happen, done, and taken back; the board and the numbers follow the waiting room.
import { adminOf, bookSomebody, columnOf, dateOf, ownDoctor, sitAllDay } from './days.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { indianDate, newPatient, procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');

test.use({ storageState: receptionistState });

for (const kind of ['late', 'away'] as const) {
  test(`a doctor is ${kind}: who moves where, done, and taken back`, async ({ page, request, baseURL }) => {
    const desk = procedures(request, baseURL ?? '');
    // Far enough that no other test is there.
    const booked = await bookSomebody(desk, { from: indianDate(kind === 'late' ? 14 : 17) });
    const { doctorId, startsAt } = booked.slot;
    await page.goto(`/schedule?date=${dateOf(startsAt)}`);
    await untilLive(page);
    await expect(columnOf(page, doctorId, startsAt)).toContainText(booked.name);
    const { doctors } = await desk.query<{ doctors: { id: string; name: string }[] }>('clinic.profile', {});
    const name = doctors.find(({ id }) => id === doctorId)?.name ?? '';
    await page.getByRole('button', { name: `What to do: ${name}` }).click();
    await page.getByRole('menuitem', { name: kind === 'late' ? 'Running late…' : 'Away…' }).click();

    const sheet = page.getByRole('dialog', { name: new RegExp(name) });
    const row = sheet.getByRole('row').filter({ hasText: booked.name });
    await expect(row).toContainText(kind === 'late' ? 'The new time' : 'The new day');
    await expect(sheet.getByText(/patients? gets? a message/)).toBeVisible();
    await sheet.getByRole('button', { name: 'Do it and tell them' }).click();
    await expect(sheet.getByRole('status').filter({ hasText: 'Done.' })).toBeVisible();
    const startOf = async () => {
      const range = { date: dateOf(startsAt), days: 1, doctorIds: [doctorId] };
      const { appointments } = await desk.query<{ appointments: { patientName: string; startsAt: string }[] }>(
        'schedule.days',
        range,
      );
      return appointments.find(({ patientName }) => patientName === booked.name)?.startsAt ?? null;
    };
    expect(await startOf()).not.toBe(startsAt);

    const head = page.getByRole('button', { name: `What to do: ${name}` }).locator('xpath=../..');
    if (kind === 'late') await expect(head).toContainText('20 min late');

    await sheet.getByRole('button', { name: 'Take it back' }).click();
    await expect(sheet.getByRole('status').filter({ hasText: 'old time again' })).toBeVisible();
    expect(await startOf()).toBe(startsAt);
    await page.keyboard.press('Escape');
    await expect(columnOf(page, doctorId, startsAt)).toContainText(booked.name);
    await expect(head).not.toContainText('late');
  });
}

test('time is kept free, and given back', async ({ page, request, baseURL }) => {
  const desk = procedures(request, baseURL ?? '');
  const date = indianDate(20);
  const { doctors } = await desk.query<{ doctors: { id: string; name: string }[] }>('clinic.profile', {});
  const [doctor] = doctors;
  if (doctor === undefined) throw new Error('the clinic has no doctor');
  await page.goto(`/schedule?date=${date}`);
  await untilLive(page);
  await page.getByRole('button', { name: `What to do: ${doctor.name}` }).click();
  await page.getByRole('menuitem', { name: 'Keep time free…' }).click();
  const sheet = page.getByRole('dialog', { name: /Keep time free/ });
  await sheet.getByLabel('From').fill('06:00');
  await sheet.getByLabel('To').fill('06:30');
  await sheet.getByLabel('What for').fill('Surgery');
  await sheet.getByRole('button', { name: 'Keep it free' }).click();
  const note = page.getByRole('status').filter({ hasText: 'kept free' });
  await expect(note).toBeVisible();
  await note.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(async () => {
      const special = await desk.query<{ blocks: unknown[] }>('schedule.specialHours', {
        ...{ from: date, to: date, doctorId: doctor.id },
      });
      return special.blocks.length;
    })
    .toBe(0);
});

test('from the door to the doctor: arrived, numbered, called in, done; a walk-in beside', async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const desk = procedures(request, baseURL ?? '');
  const { admin, context } = await adminOf(browser, baseURL ?? '');
  const doctor = await ownDoctor(desk);
  const takeBack = await sitAllDay(admin, doctor.id);
  try {
    const booked = await bookSomebody(desk, { doctorId: doctor.id, from: indianDate(0) });
    const walkIn = await newPatient(desk);
    await page.goto(`/schedule?view=board&doctor=${doctor.id}`);
    await untilLive(page);
    const stage = (name: string) => page.locator(`[data-stage="${name}"]`);
    await stage('expected')
      .getByRole('button', { name: `Arrived: ${booked.name}` })
      .click();
    await expect(stage('waiting')).toContainText(booked.name);
    await expect(stage('waiting').locator('li', { hasText: booked.name })).toContainText(/waits \d+ min/);

    await page.getByRole('button', { name: 'Give a number' }).click();
    const sheet = page.getByRole('dialog', { name: 'Give a number' });
    await sheet.getByRole('combobox', { name: 'Patient' }).fill(walkIn.name);
    await expect(sheet.getByRole('option').first()).toContainText(walkIn.name);
    await page.keyboard.press('Enter');
    await sheet.getByRole('button', { name: 'Give the next number' }).click();
    await expect(stage('waiting')).toContainText(walkIn.name);

    // Who goes first is the rule's to say; both have been inside in the end.
    const queue = page.locator(`[data-queue="${doctor.id}"]`);
    for (const wanted of ['first', 'second']) {
      await queue.getByRole('button', { name: /^Next:/ }).click();
      await expect(page.getByRole('status').filter({ hasText: 'is called in' }), wanted).toBeVisible();
      await page.getByRole('button', { name: 'Close this note' }).click();
    }
    await queue.getByRole('button', { name: /^Done:/ }).click();
    for (const { name } of [booked, walkIn]) await expect(stage('over')).toContainText(name);
  } finally {
    await takeBack();
    await context.close();
  }
});

test('the waiting room’s screen is a link that is shown once, and revoked', async ({ page }) => {
  await page.goto('/schedule?view=board');
  await untilLive(page);
  await page.getByRole('button', { name: 'Waiting-room screen' }).click();
  const sheet = page.getByRole('dialog', { name: 'Waiting-room screens' });
  await sheet.getByLabel('Where it hangs').fill(`Floor ${process.pid}`);
  await sheet.getByRole('button', { name: 'Make a link' }).click();
  const href = await sheet.getByRole('link', { name: 'Open the screen' }).getAttribute('href');
  const screen = await page.context().newPage();
  expect((await screen.goto(href ?? ''))?.status()).toBe(200);
  await screen.close();
  await sheet.getByRole('button', { name: `Revoke: Floor ${process.pid}` }).click();
  await expect(sheet.getByText(/^Revoked/)).toBeVisible();
});
