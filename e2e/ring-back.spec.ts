// Guards a patient who is rung back by a person: their phone rings, the receptionist's microphone is what they hear, and what came of it is kept.
import { leaveCallback } from '@vaani/clinic';
import { decodeMulaw } from '@vaani/speech';
import { expect, signedInAs, untilLive } from './desk.ts';
import { toneSeconds, withMicrophone } from './microphone.ts';
import { findPlace } from './place.ts';
import { test } from './telephone.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState, launchOptions: withMicrophone(await findPlace()) });
test.describe.configure({ timeout: 120_000 });

test('the patient is rung, hears the receptionist, and the callback is settled', async ({ page, telephone }) => {
  const phone = `+9197${String(process.pid).slice(-5).padStart(5, '0')}901`;
  const { callbackId } = await leaveCallback(telephone.ctx, { phone, reason: 'Asks about a report' });
  await page.goto(`/live?show=callbacks&callback=${callbackId}`);
  await untilLive(page);
  const view = page.locator('[data-callback]');
  await expect(view).toContainText('Nobody has rung yet.');

  // First the phone is engaged: it is said, and the callback is open again.
  telephone.plans.set(phone, 'busy');
  await page.keyboard.press('r');
  const line = page.locator('[data-line]');
  await expect(line).toContainText('The phone is busy.', { timeout: 20_000 });
  await line.getByRole('button', { name: 'Close' }).click();
  await expect(view).toContainText('busy');

  telephone.plans.set(phone, 'human');
  await page.getByRole('button', { name: /^Ring now/ }).click();
  const patient = await telephone.rung(phone);
  await expect(line).toHaveAttribute('data-line', 'open', { timeout: 20_000 });
  await expect(line).toContainText('You are on the line.');
  await expect.poll(() => toneSeconds(decodeMulaw(patient.heard()), 8_000), { timeout: 20_000 }).toBeGreaterThan(1);
  await page.keyboard.press('u');
  await expect(line).toContainText('You are muted');

  await page.getByRole('radio', { name: 'Calls', exact: true }).click();
  await expect(page.locator('[data-call-id]').filter({ hasText: 'With staff' })).toHaveCount(1);
  await patient.hangUp();
  await expect(line).toHaveAttribute('data-line', 'over');

  await page.goto(`/live?show=callbacks&callback=${callbackId}`);
  await untilLive(page);
  await expect(view).toContainText('answered');

  // A talk settles it; what came of the talk is the receptionist's to say.
  await page.getByRole('button', { name: 'Open it again' }).click();
  await expect(page.getByRole('button', { name: 'Open it again' })).toBeHidden();
  await page.keyboard.press('e');
  await page.getByLabel('Spoke with them').check();
  await page.getByLabel('A word about it (optional)').fill('the report is ready');
  await page.getByRole('button', { name: 'Settle it' }).click();
  await expect(page.getByRole('button', { name: 'Open it again' })).toBeVisible();
  await expect(view).toContainText('Spoke with them');
  await expect(view).toContainText('the report is ready');
});
