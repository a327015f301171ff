// Guards: nobody sees the desk without the right password, and a refusal gives nothing away.
import { expect, people, signedInAs, signIn, test } from './desk.ts';

const adminState = await signedInAs('admin');

test('a wrong password and an unknown address are refused in the same words', async ({ page }) => {
  await signIn(page, people.receptionist.email, 'not the password');
  const refusal = page.getByRole('alert').filter({ hasText: 'match' });
  await expect(refusal).toBeVisible();
  const words = await refusal.textContent();
  await signIn(page, 'nobody@example.org', 'not the password');
  await expect(refusal).toHaveText(words ?? '');
  await page.goto('/live');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a form sent before the page runs puts no password in an address', async ({ browser, place }) => {
  const context = await browser.newContext({ baseURL: place.webUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled();
  await page.getByLabel('Password').fill('not the password');
  await page.getByLabel('Password').press('Enter');
  expect(page.url()).not.toContain('password=');
  await context.close();
});

test('every page and every procedure asks for a sign-in', async ({ page, request }) => {
  for (const path of ['/', '/live', '/schedule', '/calls', '/messages']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  for (const procedure of ['live.calls', 'schedule.days', 'calls.list', 'messages.list', 'clinic.profile']) {
    const answer = await request.get(`/api/trpc/${procedure}`);
    expect(answer.status(), procedure).toBe(401);
    expect(await answer.text()).not.toContain('    at ');
  }
});

test('a change that comes from another site is refused', async ({ request }) => {
  const answer = await request.post('/api/trpc/calls.list', {
    headers: { origin: 'https://elsewhere.test' },
    data: {},
  });
  expect(answer.status()).toBe(403);
});

test.describe('signed in', () => {
  test.use({ storageState: adminState });

  test('signing out ends it', async ({ page }) => {
    await page.goto('/live');
    await page
      .getByRole('button', { name: /Asha|admin|Admin/i })
      .last()
      .click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto('/live');
    await expect(page).toHaveURL(/\/sign-in/);
  });
});
