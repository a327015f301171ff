/// <reference lib="dom" />
// Guards what the desk tells wherever one is: a call that wants a person, a call that is over, calls that nobody can tell of, and what failed outside of the clinic.
import { randomUUID } from 'node:crypto';
import { findings } from './axe.ts';
import { type BoardCall, clinicOf, putCall, rowOf, rowsOf } from './board.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { domainOf } from './domain.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');
test.use({ storageState: receptionistState });

const wantsPerson = ({ callId }: BoardCall, activity = 'transferring') =>
  ({ type: 'call.activity', data: { callId, activity, values: {} }, personal: {} }) as const;

test('a call that wants a person is told on every page, and a press leads to it', async ({ page, place }) => {
  const domain = await domainOf(place);
  await page.goto('/patients');
  await untilLive(page);
  const call = await putCall(domain, await clinicOf(domain), '•••••• 0101');
  await call.tell(wantsPerson(call));
  const line = page.locator(`[data-needed="${call.callId}"]`);
  await expect(line).toContainText('Asked for a person');
  await expect(line).toContainText('•••••• 0101');
  await expect(page).toHaveTitle(/^\(1\) /);
  await expect(page.getByRole('link', { name: /1 call wants a person/ })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.sounded)).toBe('person-needed');
  expect(await findings(page)).toEqual([]);
  await line.getByRole('link', { name: 'Open the call' }).click();
  await expect(rowOf(page, call.callId)).toHaveAttribute('aria-pressed', 'true');
  await expect(line).toHaveCount(0);
  await expect(page).toHaveTitle(/^\(1\) /);
  await call.end();
  await expect(page).toHaveTitle(/^[^(]/);
  await domain.close();
});

test('a link to a call that is over never opens another one', async ({ page, place }) => {
  const domain = await domainOf(place);
  const other = await putCall(domain, await clinicOf(domain), '•••••• 0102');
  const gone = randomUUID();
  await page.goto(`/live?call=${gone}`);
  await untilLive(page);
  await expect(rowOf(page, other.callId)).toBeVisible();
  await expect(page.getByText('This call is over')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open the record of this call' })).toHaveAttribute(
    'href',
    `/calls/${gone}`,
  );
  await expect(rowOf(page, other.callId)).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('[data-acts]')).toHaveCount(0);
  await other.end();
  await domain.close();
});

test('under a resting pointer rows stay, a rise is told in a line, and an emergency comes up all the same', async ({
  page,
  place,
}) => {
  const domain = await domainOf(place);
  const clinicId = await clinicOf(domain);
  await page.goto('/live');
  await untilLive(page);
  const calls: BoardCall[] = [];
  for (const end of ['0103', '0104', '0105']) {
    const call = await putCall(domain, clinicId, `•••••• ${end}`);
    await expect(rowOf(page, call.callId)).toBeVisible();
    calls.push(call);
  }
  const [first, second, third] = calls as [BoardCall, BoardCall, BoardCall];
  const at = (row: number) => expect(rowsOf(page).nth(row));
  await at(0).toHaveAttribute('data-call-id', first.callId);
  await rowOf(page, first.callId).hover();
  await second.tell(wantsPerson(second));
  const rising = page.getByRole('button', { name: /1 call wants a person/ });
  await expect(rising).toBeVisible();
  await at(0).toHaveAttribute('data-call-id', first.callId);
  await third.tell(wantsPerson(third, 'emergency'));
  await at(0).toHaveAttribute('data-call-id', third.callId);
  await at(1).toHaveAttribute('data-call-id', first.callId);
  await rising.click();
  await at(1).toHaveAttribute('data-call-id', second.callId);
  for (const call of calls) await call.end();
  await domain.close();
});

test('a browser that wants no words read aloud is not asked again', async ({ page, place }) => {
  const domain = await domainOf(place);
  const call = await putCall(domain, await clinicOf(domain), '•••••• 0106');
  await page.goto(`/live?call=${call.callId}`);
  await untilLive(page);
  const aloud = page.getByRole('button', { name: 'Read new words aloud in the screen reader' });
  await expect(aloud).toHaveAttribute('aria-pressed', 'true');
  await aloud.click();
  await page.reload();
  await expect(aloud).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('log')).toHaveAttribute('aria-live', 'off');
  await call.end();
  await domain.close();
});

test('where nobody can tell which calls are under way, the board says so and not that there are none', async ({
  page,
}) => {
  await page.route(/\/api\/trpc\/[^?]*live\.calls/, async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replaceAll('"isBehind":false', '"isBehind":true');
    await route.fulfill({ response: answer, body: text });
  });
  await page.goto('/live');
  await expect(page.getByText('Cannot be told now')).toBeVisible();
  await expect(page.getByText('No calls', { exact: true })).toHaveCount(0);
  await expect(page.getByText('No calls now')).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the bar has five entries; messages, the palette and the keys are a press further', async ({ page }) => {
    await page.goto('/live');
    await untilLive(page);
    const bar = page.getByRole('navigation', { name: 'Pages' });
    await expect(bar.getByRole('link').or(bar.getByRole('button')).filter({ visible: true })).toHaveCount(5);
    const you = bar.getByRole('button', { name: /You/ });
    await you.click();
    await page.getByRole('menuitem', { name: 'Messages' }).click();
    await expect(page).toHaveURL(/\/messages/);
    await you.click();
    await page.getByRole('menuitem', { name: 'Find anything' }).click();
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await you.click();
    await page.getByRole('menuitem', { name: 'Show the keys' }).click();
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  });
});

test.describe('an admin', () => {
  test.use({ storageState: adminState });

  test('is told on whatever page is open that something outside was given up', async ({ page, place }) => {
    const domain = await domainOf(place);
    await page.goto('/schedule');
    await untilLive(page);
    await domain.live.publish(await clinicOf(domain), {
      ...{ type: 'trouble.raised', at: new Date().toISOString(), personal: {} },
      data: { kind: 'webhook', objectId: randomUUID() },
    });
    const toast = page.locator('li').filter({ hasText: 'A webhook was switched off' });
    await expect(toast).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await toast.getByRole('link', { name: 'Look at the webhooks' }).click();
    await expect(page).toHaveURL(/\/settings\/webhooks/);
    await expect(toast).toHaveCount(0);
    await domain.close();
  });

  test('finds a page of the settings in the palette', async ({ page }) => {
    await page.goto('/schedule');
    await untilLive(page);
    await page.keyboard.press('Control+k');
    // Before it is there: nothing of it is lost, and no letter acts on the page.
    await page.keyboard.type('knowledge');
    await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('knowledge');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/settings\/knowledge/);
  });
});
