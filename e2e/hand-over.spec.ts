// Guards a caller whom the desk hands to a colleague's phone: music meanwhile, a summary for whoever answers, and the way back where nobody does.
import { actsOn, callsOn, openNewCall, rowOf } from './board.ts';
import { expect, signedInAs, untilLive } from './desk.ts';
import { colleague, test } from './telephone.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState });
test.describe.configure({ timeout: 180_000 });

test('nobody answers: the caller comes back to the AI, which knows it; then somebody does, hears what it is about, and has them', async ({
  page,
  telephone,
}) => {
  const { plans, twilio, callTo } = telephone;
  await page.goto('/live');
  await untilLive(page);
  const before = await callsOn(page);
  const patient = await telephone.ring();
  const callId = await openNewCall(page, before);
  const acts = actsOn(page);
  const log = page.getByRole('log');
  await expect(log).toContainText('How may I help you', { timeout: 40_000 });

  plans.set(colleague.phone, 'no-answer');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('f');
  await expect(page.getByRole('menuitem', { name: 'Front desk' })).toBeVisible();
  await page.getByRole('menuitem', { name: colleague.label }).click();
  await expect.poll(() => callTo(colleague.phone)?.status, { timeout: 20_000 }).toBe('no-answer');
  await expect(log).toContainText('nobody could take your call just now', { timeout: 30_000 });
  await expect(rowOf(page, callId)).toContainText('Talking');
  expect(patient.call().status).toBe('in-progress');
  expect(patient.call().heard.join(' ')).toContain('hold-music');

  plans.set(colleague.phone, { answer: 'human', keys: ['1'] });
  await acts.getByRole('button', { name: /^Transfer/ }).click();
  await page.getByRole('menuitem', { name: colleague.label }).click();
  await expect(rowOf(page, callId)).toContainText('Transferred', { timeout: 20_000 });
  const together = () => twilio.conferences().findLast(({ status }) => status === 'in-progress')?.participants.length;
  await expect.poll(together, { timeout: 20_000 }).toBe(2);
  const told = callTo(colleague.phone)?.heard.join(' ') ?? '';
  expect(told).toMatch(/reception|रिसेप्शन/i);
  expect(told).toMatch(/1/);
  await twilio.end(callTo(colleague.phone)?.sid ?? '');
  await expect.poll(() => patient.call().status, { timeout: 20_000 }).toBe('completed');

  await page.goto(`/calls/${callId}`);
  await expect(page.getByRole('dialog').getByText('Transferred', { exact: true }).first()).toBeVisible();
});
