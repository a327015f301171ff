// Guards what a person does in a call that the AI leads: each act is acknowledged on the page, reaches the caller's ear, and is written down as whose it was.
import type { Page } from '@playwright/test';
import { findings } from './axe.ts';
import { actsOn, callsOn, openNewCall, rowOf } from './board.ts';
import { expect, signedInAs, untilLive } from './desk.ts';
import { type Patient, type Telephone, test } from './telephone.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState });
test.describe.configure({ timeout: 180_000 });

const turnsOf = (page: Page) => page.getByRole('log').locator('[data-turn-id]');

/** A patient rings, is open on the page, and has been greeted. */
async function greeted(page: Page, telephone: Telephone): Promise<{ callId: string; patient: Patient }> {
  await page.goto('/live');
  await untilLive(page);
  const before = await callsOn(page);
  const patient = await telephone.ring();
  const callId = await openNewCall(page, before);
  await expect(page.getByRole('log')).toContainText('How may I help you', { timeout: 40_000 });
  await expect.poll(patient.isQuiet, { timeout: 20_000 }).toBe(true);
  return { callId, patient };
}

test('says a sentence, whispers a wish, and hangs up once asked whether that is meant', async ({ page, telephone }) => {
  const sentence = 'Please bring your old reports with you';
  const others = ['Please bring your old bills with you', 'Please come ten minutes early', 'The doctor is late today'];
  const { callId, patient } = await greeted(page, telephone);
  const acts = actsOn(page);
  let from = patient.heard().length;
  await page.keyboard.press('s');
  await page.getByLabel('Vaani says this').fill(sentence);
  await page.keyboard.press('Enter');
  await expect(acts).toContainText('Vaani says it.');
  await expect(acts).toContainText('You have this call.');
  await expect(turnsOf(page).filter({ hasText: sentence })).toContainText('Staff', { timeout: 20_000 });
  await expect.poll(() => patient.madeOut([...others, sentence], from), { timeout: 30_000 }).toBe(sentence);

  from = patient.heard().length;
  const wish = 'offer Doctor Sharma';
  const answers = turnsOf(page).filter({ hasText: 'Sharma' });
  await page.keyboard.press('w');
  await page.getByLabel('Whisper to Vaani').fill(wish);
  await page.keyboard.press('Enter');
  await expect(acts).toContainText('Vaani has your note.');
  await expect(answers.first()).toBeVisible({ timeout: 30_000 });
  await expect.poll(patient.isQuiet, { timeout: 30_000 }).toBe(true);
  expect(patient.heard().length).toBeGreaterThan(from);
  expect(await patient.madeOut([wish], from)).toBe('');
  await expect(page.getByRole('log')).not.toContainText(wish);

  // What the rules understand nothing of is said to be so, and the words stay to be changed.
  await page.keyboard.press('w');
  await page.getByLabel('Whisper to Vaani').fill('be kind to her');
  await page.keyboard.press('Enter');
  await expect(acts.getByRole('alert')).toContainText('works by rules');
  await expect(page.getByLabel('Whisper to Vaani')).toHaveValue('be kind to her');
  await page.keyboard.press('Escape');

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('x');
  await expect(page.getByText('Hang up on the caller?')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Hang up on the caller?')).toBeHidden();
  expect(patient.call().status).toBe('in-progress');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Yes, hang up' }).click();
  await expect.poll(() => patient.call().status).toBe('completed');
  await expect(rowOf(page, callId)).toContainText('Taken by staff');
  await expect(acts).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('puts a caller on hold, who hears music and is not answered, and takes them back', async ({
    page,
    telephone,
  }) => {
    const { callId, patient } = await greeted(page, telephone);
    const acts = actsOn(page);
    const from = patient.heard().length;
    await acts.getByRole('button', { name: /^Hold/ }).tap();
    await expect(acts).toContainText('On hold, with music.');
    await expect.poll(() => patient.musicSeconds(from), { timeout: 20_000 }).toBeGreaterThan(1.5);
    await expect(page.getByText('On hold', { exact: true }).filter({ visible: true }).first()).toBeVisible();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const turns = await turnsOf(page).count();
    await patient.say('What are your timings?');
    const music = patient.musicSeconds(from);
    await expect.poll(() => patient.musicSeconds(from), { timeout: 20_000 }).toBeGreaterThan(music + 2);
    await expect(turnsOf(page)).toHaveCount(turns);

    await acts.getByRole('button', { name: /^Off hold/ }).tap();
    await expect(acts).toContainText('Off hold.');
    await expect(page.getByRole('log')).toContainText('Thank you for waiting', { timeout: 20_000 });
    await page.getByRole('button', { name: 'Back to the calls' }).tap();
    await expect(rowOf(page, callId)).toContainText('Talking');
    await rowOf(page, callId).tap();
    await patient.hangUp();
    await expect(acts).toBeHidden();
  });
});
