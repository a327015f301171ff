// Guards: a doctor sees their own day, and nothing of the desk or of others.
import { expect, signedInAs, test } from './desk.ts';

const doctorState = await signedInAs('doctor');

test.use({ storageState: doctorState });

test('sees one column, their own, and neither the live board nor messages', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/schedule/);
  await expect(page.locator('[data-column]')).toHaveCount(1);
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText([
    'Schedule',
    'My day',
    'Patients',
    'Calls',
    'Settings',
  ]);
  for (const path of ['/live', '/messages']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/schedule/);
  }
});

test('is refused what is not theirs, whatever the page asks', async ({ page, request }) => {
  for (const procedure of ['live.calls', 'messages.counts']) {
    expect((await request.get(`/api/trpc/${procedure}`)).status(), procedure).toBe(403);
  }

  await page.goto('/schedule');
  const profile = await request.get('/api/trpc/clinic.profile');
  const doctors: { id: string }[] = (await profile.json()).result.data.json.doctors;
  const own = (await page.locator('[data-column]').getAttribute('data-column'))?.split('/')[1];
  const other = doctors.find(({ id }) => id !== own);
  if (other === undefined) throw new Error('the demo clinic has one doctor only');
  const input = JSON.stringify({ json: { date: '2026-11-23', doctorIds: [other.id] } });
  const answer = await request.get(`/api/trpc/schedule.days?input=${encodeURIComponent(input)}`);
  expect(answer.status()).toBe(403);
});
