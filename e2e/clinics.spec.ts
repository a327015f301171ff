// Guards: nobody sees anything of another clinic, whatever they ask for by name.
import { demoSignIns } from '../prisma/factories/callers.ts';
import { expect, signedInAs, signIn, test } from './desk.ts';

const adminState = await signedInAs('admin');
const stranger = demoSignIns.find(({ email }) => email.endsWith('@lotus.demo'));

interface Listed {
  result: { data: { json: { calls: { id: string }[] } } };
}
interface Profile {
  result: { data: { json: { doctors: { id: string; name: string }[] } } };
}

test('calls and doctors of one clinic do not exist for the other', async ({ browser, page, request, place }) => {
  if (stranger === undefined) throw new Error('the demo has one clinic only');
  const home = await browser.newContext({ baseURL: place.webUrl, storageState: adminState });
  const input = (value: object) => `?input=${encodeURIComponent(JSON.stringify({ json: value }))}`;
  const listed = (await (await home.request.get(`/api/trpc/calls.list${input({})}`)).json()) as Listed;
  const profile = (await (await home.request.get('/api/trpc/clinic.profile')).json()) as Profile;
  const call = listed.result.data.json.calls[0];
  const doctor = profile.result.data.json.doctors[0];
  if (call === undefined || doctor === undefined) throw new Error('the demo clinic has no calls, or no doctors');
  await home.close();

  await signIn(page, stranger.email, stranger.password);
  await expect(page).toHaveURL(/\/live/);
  await page.goto(`/calls/${call.id}`);
  await expect(page.getByText('There is no such call')).toBeVisible();
  await page.goto('/schedule');
  await expect(page.locator('[data-column]').first()).toBeVisible();
  await expect(page.getByText(doctor.name)).toHaveCount(0);

  const asked = await page.request.get(`/api/trpc/calls.byId${input({ callId: call.id })}`);
  expect(asked.status()).toBe(404);
  const days = await page.request.get(
    `/api/trpc/schedule.days${input({ date: '2026-11-23', doctorIds: [doctor.id] })}`,
  );
  expect(await days.text()).not.toContain(doctor.name);
  expect((await request.get(`/api/trpc/calls.byId${input({ callId: call.id })}`)).status()).toBe(401);
});
