// Guards the waitlist and the list of people to ring, as a receptionist works with them: joined from a full day, offered what comes free, taken or declined; taken on, so that two do not ring one.
import { randomUUID } from 'node:crypto';
import { findings } from './axe.ts';
import { adminOf, bookSomebody, dateOf } from './days.ts';
import { expect, people, signedInAs, test, untilLive } from './desk.ts';
import { book, indianDate, newPatient, type Procedures, procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState });

/** Far enough that no other test is there. */
const DAY = 23;

/** Lets a doctor see one patient on that day, and offers be made at any hour of the clock. @returns what takes both back. */
async function oneTimeOnly(admin: Procedures, doctorId: string, date: string): Promise<() => Promise<void>> {
  const before = await admin.query<object>('messages.settings', {});
  await admin.mutate('messages.saveSettings', { ...before, quietFromMin: 0, quietToMin: 0 });
  await admin.mutate('schedule.setDateOverride', { doctorId, date, hours: [{ fromMin: 600, toMin: 615 }] });
  return async () => {
    await admin.mutate('schedule.removeDateOverride', { doctorId, date });
    const { version } = await admin.query<{ version: string }>('messages.settings', {});
    await admin.mutate('messages.saveSettings', { ...before, version });
  };
}

test('who asks for a full day waits, and is offered the time that comes free', async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const desk = procedures(request, baseURL ?? '');
  const { admin, context } = await adminOf(browser, baseURL ?? '');
  const date = indianDate(DAY);
  const { doctors } = await desk.query<{ doctors: { id: string }[] }>('clinic.profile', {});
  const doctorId = doctors.at(-1)?.id ?? '';
  const takeBack = await oneTimeOnly(admin, doctorId, date);
  try {
    const first = await book(desk, await newPatient(desk), { doctorId, from: date });
    expect(dateOf(first.slot.startsAt)).toBe(date);
    const waiting = [await newPatient(desk), await newPatient(desk)];
    for (const { name, patientId } of waiting) {
      await page.goto(`/schedule?date=${date}&patient=${patientId}`);
      await untilLive(page);
      const sheet = page.getByRole('dialog', { name: 'Book an appointment' });
      await sheet.getByLabel('Doctor').selectOption(doctorId);
      await sheet.getByLabel('Service').selectOption(first.slot.serviceId);
      await sheet.getByLabel('Date').fill(date);
      await sheet.getByRole('button', { name: 'Put them on the waitlist' }).click();
      await expect(sheet.getByRole('status').filter({ hasText: 'On the waitlist' }), name).toBeVisible();
    }
    await page.goto(`/schedule?date=${date}`);
    await untilLive(page);
    await page.getByRole('button', { name: 'Waitlist' }).click();
    const sheet = page.getByRole('dialog', { name: 'Waitlist' });
    const entry = (index: number) => sheet.getByRole('listitem').filter({ hasText: waiting[index]?.name ?? '' });
    await expect(entry(0)).toBeVisible();
    await expect(entry(1)).toBeVisible();
    expect(await findings(page)).toEqual([]);

    // The first who came is offered it, without the page being asked.
    await desk.mutate('schedule.cancel', {
      ...{ appointmentId: first.appointmentId, by: 'patient', idempotencyKey: randomUUID() },
    });
    await expect(entry(0)).toContainText('is held for them until', { timeout: 30_000 });
    await entry(0).getByRole('button', { name: 'They don’t want it' }).click();
    await expect(entry(1)).toContainText('is held for them until', { timeout: 30_000 });
    await entry(1).getByRole('button', { name: 'They take it' }).click();
    await expect(entry(1)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-appointment-id]', { hasText: waiting[1]?.name ?? '' })).toBeVisible();
    await page.getByRole('button', { name: 'Waitlist' }).click();
    await entry(0)
      .getByRole('button', { name: `Take off the list: ${waiting[0]?.name}` })
      .click();
    await expect(entry(0)).toHaveCount(0);
  } finally {
    await takeBack();
    await context.close();
  }
});

test('who must be rung after a day was changed stands on a list, is taken on by one, and settled', async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const desk = procedures(request, baseURL ?? '');
  const booked = await bookSomebody(desk, { from: indianDate(DAY + 2) });
  const { doctorId, startsAt } = booked.slot;
  const date = dateOf(startsAt);
  const change = {
    ...{ kind: 'away', doctorId, days: { from: date, to: date }, label: 'A course', manner: 'move' },
    instead: [{ appointmentId: booked.appointmentId, outcome: 'call' }],
  };
  const { fingerprint } = await desk.query<{ fingerprint: string }>('day.preview', change);
  const done = await desk.mutate<{ leaveId: string }>('day.carryOut', {
    ...{ request: change, fingerprint, idempotencyKey: randomUUID() },
  });
  const others = await browser.newContext({ storageState: await signedInAs('admin') });
  try {
    await page.goto(`/schedule?date=${date}`);
    await untilLive(page);
    await page.getByRole('button', { name: /to ring$/ }).click();
    const sheet = page.getByRole('dialog', { name: 'People to ring' });
    const row = sheet.getByRole('listitem').filter({ hasText: booked.name });
    await expect(row.getByRole('link', { name: /^\+91/ })).toBeVisible();
    expect(await findings(page)).toEqual([]);

    const colleague = await others.newPage();
    await colleague.goto(`/schedule?date=${date}`);
    await untilLive(colleague);
    await colleague.getByRole('button', { name: /to ring$/ }).click();
    const theirs = colleague.getByRole('dialog').getByRole('listitem').filter({ hasText: booked.name });
    await row.getByRole('button', { name: 'I’ll ring' }).click();
    await expect(row).toContainText('You are on it.');
    await expect(theirs).toContainText(`${people.receptionist.label} is on it.`);
    await row.getByRole('button', { name: 'Settled' }).click();
    await expect(row).toHaveCount(0);
    await expect(theirs).toHaveCount(0);
  } finally {
    await desk.mutate('day.undo', { doctorId, leaveId: done.leaveId, date, items: [], idempotencyKey: randomUUID() });
    await others.close();
  }
});
