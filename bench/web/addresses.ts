import type { BrowserContext } from '@playwright/test';
import { book, linkOf, newPatient, procedures } from '../../e2e/procedures.ts';
import type { Addresses } from './pages.ts';

/** Of the lists whose rows open. */
const lists = {
  '/calls/[callId]': '/calls',
  '/patients/[patientId]': '/patients',
  '/messages/[messageId]': '/messages?show=all',
};

/**
 * Finds something to open for the pages that are about one thing, and makes what the demo has none of: the link in a message, a screen for a waiting
 * room, an invitation.
 * @param admin a browser in which an admin is signed in.
 */
export async function findAddresses(admin: BrowserContext, webUrl: string): Promise<Addresses> {
  const desk = procedures(admin.request, webUrl);
  const booked = await book(desk, await newPatient(desk));
  const { secret } = await desk.mutate<{ secret: string }>('queue.makeWaitingRoom', { label: 'Bench' });
  const invited = { email: 'bench@asha.demo', name: 'Bench', role: 'receptionist', doctorId: null };
  const { url } = await desk.mutate<{ url: string }>('users.invite', invited);
  const rows = await Promise.all(
    Object.entries(lists).map(async ([route, list]) => [route, await firstOf(admin, `${webUrl}${list}`)] as const),
  );
  return {
    ...Object.fromEntries(rows),
    '/a/[token]': await linkOf(desk, booked.name, 'booking'),
    '/waiting/[token]': `/waiting/${secret}`,
    '/invitation/[secret]': new URL(url).pathname,
  };
}

/** Where the first row of a list leads. */
async function firstOf(context: BrowserContext, list: string): Promise<string> {
  const page = await context.newPage();
  try {
    await page.goto(list);
    const row = page.locator('tbody a').first();
    await row.waitFor();
    return new URL((await row.getAttribute('href')) ?? '', list).pathname;
  } finally {
    await page.close();
  }
}
