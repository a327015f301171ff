// Guards a person who speaks with a caller and loses the line, and an act that no worker answers: the page says what is so, and the caller is never left in silence.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { decodeMulaw } from '@vaani/speech';
import { z } from 'zod';
import { actsOn, callsOn, openNewCall, rowOf } from './board.ts';
import { expect, signedInAs, untilLive } from './desk.ts';
import { toneSeconds, withMicrophone } from './microphone.ts';
import { findPlace, type Place } from './place.ts';
import { type Patient, test } from './telephone.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState, launchOptions: withMicrophone(await findPlace()) });
test.describe.configure({ timeout: 180_000 });

/** No code of ours: the page takes it for a connection that broke. */
const BROKEN = { code: 4_000, reason: 'broken' };

/** The wires between a page and the voice service, which a test can cut. */
async function wiresOf(page: Page): Promise<{ cut(): Promise<void>; away(isAway: boolean): void }> {
  let isAway = false;
  let ends: { close(options: typeof BROKEN): Promise<void> }[] = [];
  await page.routeWebSocket(/\/api\/v1\/voice\/desk/, async (near) => {
    if (isAway) return near.close(BROKEN);
    ends = [near, near.connectToServer()];
  });
  return {
    async cut() {
      await Promise.all(ends.map((end) => end.close(BROKEN)));
    },
    away(next) {
      isAway = next;
    },
  };
}

/** Seconds of the receptionist's microphone in what came to the patient's ear after so many bytes. */
const microphoneSeconds = (patient: Patient, from: number): number =>
  toneSeconds(decodeMulaw(patient.heard().subarray(from)), 8_000);

test('a line that breaks is opened again, with music meanwhile; one that stays broken gives the caller to the AI', async ({
  page,
  telephone,
}) => {
  const wires = await wiresOf(page);
  await page.goto('/live');
  await untilLive(page);
  const before = await callsOn(page);
  const patient = await telephone.ring();
  const callId = await openNewCall(page, before);
  await expect(page.getByRole('log').locator('[data-turn-id]').first()).toBeVisible({ timeout: 40_000 });
  await page.keyboard.press('t');
  const line = page.locator('[data-line]');
  await expect(line).toContainText('You are speaking with the caller.', { timeout: 20_000 });
  await expect.poll(() => microphoneSeconds(patient, 0), { timeout: 20_000 }).toBeGreaterThan(1);

  let from = patient.heard().length;
  wires.away(true);
  await wires.cut();
  await expect(line).toContainText('connecting you again. The caller hears music.');
  await expect(rowOf(page, callId)).toContainText('On hold');
  await expect.poll(() => patient.musicSeconds(from)).toBeGreaterThan(0.5);
  wires.away(false);
  await expect(line).toContainText('You are speaking with the caller.');
  await expect(rowOf(page, callId)).toContainText('With staff');
  from = patient.heard().length;
  await expect.poll(() => microphoneSeconds(patient, from), { timeout: 20_000 }).toBeGreaterThan(1);

  wires.away(true);
  await wires.cut();
  await expect(page.getByRole('alert').filter({ hasText: 'Vaani goes on with the call.' })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByRole('log')).toContainText('the line to my colleague was lost', { timeout: 20_000 });
  await expect(rowOf(page, callId)).toContainText('Talking');
  await patient.hangUp();
  await expect(actsOn(page)).toBeHidden();
});

test('an act that the worker does not answer is said not to be done, and is not done afterwards', async ({
  page,
  place,
  telephone,
}) => {
  await page.goto('/live');
  await untilLive(page);
  const before = await callsOn(page);
  const patient = await telephone.ring();
  const callId = await openNewCall(page, before);
  const acts = actsOn(page);
  await expect(page.getByRole('log').locator('[data-turn-id]').first()).toBeVisible({ timeout: 40_000 });
  const voice = await processOf(place, 'voice');
  process.kill(voice, 'SIGSTOP');
  try {
    await page.keyboard.press('h');
    const failure = acts.getByRole('alert');
    await expect(failure).toHaveText('The voice service did not answer. The call goes on as it was; try again.');
  } finally {
    process.kill(voice, 'SIGCONT');
  }
  // Once it answers again, it has not done what nobody waits for any more.
  await expect.poll(async () => (await fetch(`${place.env.VAANI_VOICE_URL}/ready`)).ok).toBe(true);
  await page.keyboard.press('o');
  await expect(acts).toContainText('It is yours.');
  await expect(rowOf(page, callId)).toContainText('Talking');
  expect(patient.musicSeconds()).toBe(0);
  await patient.hangUp();
  await expect(acts).toBeHidden();
});

const childrenSchema = z.array(z.object({ name: z.string(), pid: z.int() }));

/** The process of one of the product's apps. */
async function processOf({ home }: Place, name: string): Promise<number> {
  const children = childrenSchema.parse(JSON.parse(await readFile(join(home, 'children.json'), 'utf8')));
  const pid = children.find((child) => child.name === name)?.pid;
  if (pid === undefined) throw new Error(`${name} is not there`);
  return pid;
}
