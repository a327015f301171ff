/// <reference lib="dom" />
// Guards what no other desk can do: a person takes a live call from the AI, the caller hears their microphone, and the AI goes on afterwards.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWav } from '@vaani/speech';
import { findings } from './axe.ts';
import { callsOn, openNewCall, rowOf } from './board.ts';
import { expect, people, signedInAs, test, untilLive } from './desk.ts';
import { toneSeconds, withMicrophone } from './microphone.ts';
import { findPlace } from './place.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');
test.use({ storageState: receptionistState, launchOptions: withMicrophone(await findPlace()) });
test.describe.configure({ timeout: 240_000 });

test('a person whispers, listens, takes the call over, is heard, and hands it back', async ({
  page,
  browser: chromium,
  place,
  placeCall,
}) => {
  const out = join(place.home, 'heard');
  await page.goto('/live');
  await untilLive(page);
  const before = await callsOn(page);
  const call = placeCall('book-english', { out });
  const callId = await openNewCall(page, before);
  const acts = page.getByRole('region', { name: 'What you can do in this call' });
  await expect(page.locator('[data-turn-id]').first()).toBeVisible({ timeout: 40_000 });

  await page.keyboard.press('l');
  const line = page.locator('[data-line]');
  await expect(line).toHaveAttribute('data-line', 'open', { timeout: 15_000 });
  await expect(line).toContainText('You are listening.');

  await acts.getByRole('button', { name: 'Take over' }).click();
  await expect(line).toContainText('You are speaking with the caller.', { timeout: 15_000 });
  await expect(rowOf(page, callId)).toContainText(people.receptionist.label);
  await expect(acts).toContainText('You have this call.');
  await expect(page.getByRole('button', { name: /^Mute/ }).first()).toBeVisible();
  expect(await findings(page)).toEqual([]);

  // A colleague sees who has it, and cannot take it away.
  const theirs = await chromium.newContext({ storageState: adminState });
  const colleague = await theirs.newPage();
  await colleague.goto(`/live?call=${callId}`);
  await untilLive(colleague);
  const theirActs = colleague.getByRole('region', { name: 'What you can do in this call' });
  await expect(theirActs).toContainText(`${people.receptionist.label} has this call.`);
  await expect(theirActs.getByRole('button', { name: 'Take over' })).toBeDisabled();
  await theirs.close();

  // The line belongs to the desk: it stays while another page is looked at.
  await page.getByRole('link', { name: 'Schedule' }).click();
  await expect(page).toHaveURL(/\/schedule/);
  await expect(line).toContainText('You are speaking with the caller.');
  await line.getByRole('link', { name: 'Open the call' }).click();
  await expect(page.getByRole('region', { name: 'Conversation' })).toBeVisible();

  await acts.getByRole('button', { name: 'Hand back' }).click();
  await expect(line).toBeHidden();
  await expect(rowOf(page, callId)).not.toContainText('With staff');
  await acts.getByRole('button', { name: /^Hang up/ }).click();
  await page.getByRole('button', { name: 'Yes, hang up' }).click();
  await call;
  await expect(acts).toBeHidden();

  expect(await toneHeard(out)).toBeGreaterThan(1);
});

/** How long the caller heard the microphone's tone, seconds. */
async function toneHeard(folder: string): Promise<number> {
  const file = (await readdir(folder)).find((name) => name.endsWith('.wav'));
  const { channels, sampleRate } = parseWav(await readFile(join(folder, file ?? '')));
  return toneSeconds(channels[1] ?? new Int16Array(), sampleRate);
}
