/// <reference lib="dom" />
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { expect, people, signedInAs } from './desk.ts';
import { type Booked, book, indianDate, newPatient, type Procedures, procedures } from './procedures.ts';

/** The procedures as an admin's pages call them, and the context to be closed. */
export async function adminOf(
  browser: Browser,
  origin: string,
): Promise<{ admin: Procedures; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL: origin, storageState: await signedInAs('admin') });
  return { admin: procedures(context.request, origin), context };
}

/** The doctor who has a sign-in. */
export async function ownDoctor({ query }: Procedures): Promise<{ id: string; name: string }> {
  const { doctors } = await query<{ doctors: { id: string; name: string }[] }>('clinic.profile', {});
  const doctor = doctors.find(({ name }) => people.doctor.label.includes(name));
  if (doctor === undefined) throw new Error('the demo’s doctor is not in the clinic');
  return doctor;
}

/** Lets a doctor sit around the clock today, so that a test may run at any hour. @returns what takes that back. */
export async function sitAllDay(admin: Procedures, doctorId: string): Promise<() => Promise<void>> {
  const date = indianDate(0);
  await admin.mutate('schedule.setDateOverride', { doctorId, date, hours: [{ fromMin: 0, toMin: 24 * 60 }] });
  return async () => {
    await admin.mutate('schedule.removeDateOverride', { doctorId, date });
  };
}

/** Ends the visits of whom the demo has inside or waiting with a doctor at this hour: who comes next is whom a test sends in. */
export async function emptyRoom({ query, mutate }: Procedures, doctorId: string): Promise<void> {
  const { appointments } = await query<{ appointments: { id: string; status: string }[] }>('schedule.days', {
    ...{ date: indianDate(0), days: 1, doctorIds: [doctorId] },
  });
  for (const { id: appointmentId, status } of appointments) {
    if (status === 'checked_in') await mutate('schedule.changeStatus', { appointmentId, to: 'in_consultation' });
    if (status === 'checked_in' || status === 'in_consultation')
      await mutate('schedule.changeStatus', { appointmentId, to: 'completed' });
  }
}

/** A new patient with an appointment on a day of the coming week. */
export async function bookSomebody(
  desk: Procedures,
  wanted: { doctorId?: string; from?: string } = {},
): Promise<Booked> {
  return book(desk, await newPatient(desk), wanted);
}

const minuteOf = (at: string): number => {
  const [hour = 0, minute = 0] = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
    .format(new Date(at))
    .split(':')
    .map(Number);
  return hour * 60 + minute;
};

export const dateOf = (at: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(new Date(at));

export const columnOf = (page: Page, doctorId: string, at: string): Locator =>
  page.locator(`[data-column="${dateOf(at)}/${doctorId}"]`);

export const blockOf = (page: Page, appointmentId: string): Locator =>
  page.locator(`[data-appointment-id="${appointmentId}"]`);

const PX_PER_MIN = 1.6;

/** Where on the screen a time of a column is, brought clear of the heads that stay. */
export async function pointAt(column: Locator, at: string): Promise<{ x: number; y: number }> {
  await expect(column).toBeVisible();
  return column.evaluate(
    (element, { minute, pxPerMin }) => {
      const box = element.closest<HTMLElement>('.overflow-auto');
      const top = (minute - Number((element as HTMLElement).dataset.hoursFrom)) * pxPerMin;
      element.scrollIntoView({ block: 'nearest', inline: 'center' });
      if (box !== null) box.scrollTop = Math.max(0, top - 200);
      const rect = element.getBoundingClientRect();
      return { x: rect.left + rect.width / 2, y: rect.top + top + 4 };
    },
    { minute: minuteOf(at), pxPerMin: PX_PER_MIN },
  );
}
