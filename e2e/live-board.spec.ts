/// <reference lib="dom" />
// Guards the board: who wants a person stands first and is heard once, two hundred calls are as smooth as two, and what cannot be done is said where it was tried.
import { findings } from './axe.ts';
import { clinicOf, openCall, putCall, rowOf, rowsOf } from './board.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { domainOf } from './domain.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState });
test.describe.configure({ timeout: 120_000 });

test('an emergency stands first with a band and is heard; the sound is off by a key, in every tab of the browser', async ({
  page,
  context,
  place,
}) => {
  const domain = await domainOf(place);
  const clinicId = await clinicOf(domain);
  const sounded = () => page.evaluate(() => document.documentElement.dataset.sounded);
  await page.goto('/live');
  await untilLive(page);
  const quiet = await putCall(domain, clinicId, '•••••• 0001');
  const other = await putCall(domain, clinicId, '•••••• 0002');
  await expect(rowOf(page, other.callId)).toBeVisible();
  await other.words(0, '', { isUnclear: true });
  await other.words(1, '', { isUnclear: true });
  await expect(rowOf(page, other.callId)).toContainText('Not understood twice');
  await expect.poll(sounded).toBe('person-needed');
  await expect(rowsOf(page).first()).toHaveAttribute('data-call-id', other.callId);

  await quiet.tell({
    type: 'call.activity',
    data: { callId: quiet.callId, activity: 'emergency', values: {} },
    personal: {},
  });
  await expect(rowsOf(page).first()).toHaveAttribute('data-call-id', quiet.callId);
  await expect.poll(sounded).toBe('emergency');

  const second = await context.newPage();
  await second.goto('/live');
  await untilLive(second);
  await page.bringToFront();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('m');
  for (const tab of [page, second])
    await expect(tab.getByRole('button', { name: 'Sound when a person is needed' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
  await page.evaluate(() => delete document.documentElement.dataset.sounded);
  const third = await putCall(domain, clinicId, '•••••• 0003');
  await third.tell({
    type: 'call.activity',
    data: { callId: third.callId, activity: 'transferring', values: {} },
    personal: {},
  });
  await expect(rowOf(page, third.callId)).toContainText('Asked for a person');
  expect(await sounded()).toBeUndefined();
  await page.keyboard.press('m');
  for (const call of [quiet, other, third]) await call.end();
  await domain.close();
});

test('an angry caller is seen, and why', async ({ page, place }) => {
  const domain = await domainOf(place);
  await page.goto('/live');
  await untilLive(page);
  const call = await putCall(domain, await clinicOf(domain), '•••••• 0004');
  await call.words(0, 'This is useless, I am angry');
  await expect(rowOf(page, call.callId)).toContainText('Sounds upset');
  await call.words(1, 'Thank you, that is great');
  await expect(rowOf(page, call.callId)).not.toContainText('Sounds upset');
  await call.end();
  await domain.close();
});

test('of two hundred calls those in sight are in the page, and all are reached by key', async ({ page, place }) => {
  const domain = await domainOf(place);
  const clinicId = await clinicOf(domain);
  const calls = await Promise.all(
    Array.from({ length: 200 }, (_, index) => putCall(domain, clinicId, `•••••• ${String(1_000 + index)}`)),
  );
  await page.goto('/live');
  await untilLive(page);
  await expect(page.getByText(/^20\d calls$/)).toBeVisible();
  await expect(page.locator('li[aria-setsize]').first()).toHaveAttribute('aria-posinset', '1');
  const count = await rowsOf(page).count();
  expect(count).toBeGreaterThan(5);
  expect(count).toBeLessThan(60);
  const open = rowsOf(page).and(page.locator('[aria-pressed="true"]'));
  const opened = [(await open.getAttribute('data-call-id')) ?? ''];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('j');
    await expect(open).not.toHaveAttribute('data-call-id', opened.at(-1) ?? '');
    await expect(open).toBeInViewport();
    opened.push((await open.getAttribute('data-call-id')) ?? '');
  }
  expect(new Set(opened).size).toBe(41);
  await Promise.all(calls.map((call) => call.end()));
  await domain.close();
});

test('what cannot be done says so where it was tried, and hanging up asks first', async ({ page, place }) => {
  const domain = await domainOf(place);
  await page.goto('/live');
  await untilLive(page);
  const call = await putCall(domain, await clinicOf(domain), '•••••• 0005');
  await openCall(page, call.callId);
  await page.keyboard.press('h');
  await expect(page.getByRole('alert').filter({ hasText: /worker/i })).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('Hang up on the caller?')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Hang up on the caller?')).toBeHidden();
  await call.end();
  await domain.close();
});

test('keys do nothing while somebody types, and nothing at all once they are turned off', async ({ page, place }) => {
  const domain = await domainOf(place);
  await page.goto('/live');
  await untilLive(page);
  const call = await putCall(domain, await clinicOf(domain), '•••••• 0006');
  await openCall(page, call.callId);
  await page.keyboard.press('w');
  const note = page.getByLabel('Whisper to Vaani');
  await expect(note).toBeFocused();
  await page.keyboard.type('ask x about the b and m');
  await expect(note).toHaveValue('ask x about the b and m');
  await expect(page.getByText('Hang up on the caller?')).toBeHidden();
  await page.keyboard.press('Escape');

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Shift+?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help).toContainText('Take over, hand back');
  expect(await findings(page)).toEqual([]);
  await help.getByLabel('Single letters are keys').uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('x');
  await expect(page.getByText('Hang up on the caller?')).toBeHidden();
  await call.end();
  await domain.close();
});

test('the palette finds a page, a doctor, a call and a patient, and does things', async ({ page, place }) => {
  const domain = await domainOf(place);
  await page.goto('/live');
  await untilLive(page);
  const call = await putCall(domain, await clinicOf(domain), '•••••• 7788');
  await expect(rowOf(page, call.callId)).toBeVisible();
  const open = async (text: string) => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(text);
  };
  await open('7788');
  await expect(page.getByRole('option', { name: '•••••• 7788' })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`call=${call.callId}`));

  await open('Sharma');
  await expect(page.getByRole('option', { name: /Sharma/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await open('Kulkarni');
  await expect(
    page.getByRole('group', { name: 'Patients' }).or(page.getByText('Patients', { exact: true })),
  ).toBeVisible();
  await expect(page.getByRole('option', { name: /Kulkarni/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox')).toHaveCount(0);

  await open('Messages');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/messages/);
  await call.end();
  await domain.close();
});
