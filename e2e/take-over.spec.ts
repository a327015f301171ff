/// <reference lib="dom" />
// Guards what no other desk can do: a person takes a live call from the AI, the caller hears their microphone, and the AI goes on afterwards.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWav } from '@vaani/speech';
import { findings } from './axe.ts';
import { callsOn, openNewCall, rowOf } from './board.ts';
import { expect, people, signedInAs, test, untilLive } from './desk.ts';
import { findPlace } from './place.ts';

const receptionistState = await signedInAs('receptionist');
const adminState = await signedInAs('admin');
const { browser, home } = await findPlace();

/** What the microphone gives: no voice of ours sounds like it. Short bursts, because browsers take a lasting tone for noise. */
const HERTZ = 1_330;
const microphone = join(home, 'microphone.wav');
const RATE = 48_000;
const bursts = Int16Array.from({ length: RATE * 4 }, (_, at) => {
  const isOn = (at / RATE) % 0.4 < 0.25;
  return isOn ? Math.round(20_000 * Math.sin((2 * Math.PI * HERTZ * at) / RATE)) : 0;
});
await writeFile(microphone, wavOf(bursts));

test.use({
  storageState: receptionistState,
  launchOptions: {
    executablePath: browser.executablePath,
    args: [
      ...browser.args,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      '--autoplay-policy=no-user-gesture-required',
    ],
    env: { ...(process.env as Record<string, string>), ...browser.env },
  },
});
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

  const heard = await toneSeconds(out);
  expect(heard).toBeGreaterThan(1);
});

/** How long the caller heard the microphone's tone, seconds. */
async function toneSeconds(folder: string): Promise<number> {
  const file = (await readdir(folder)).find((name) => name.endsWith('.wav'));
  const { channels, sampleRate } = parseWav(await readFile(join(folder, file ?? '')));
  const heard = channels[1] ?? new Int16Array();
  const frame = Math.round(sampleRate / 50);
  let frames = 0;
  for (let at = 0; at + frame <= heard.length; at += frame) {
    if (isTone(heard.subarray(at, at + frame), sampleRate)) frames += 1;
  }
  return frames / 50;
}

/** Is most of a piece's power at the tone's frequency? Goertzel's method. */
function isTone(piece: Int16Array, sampleRate: number): boolean {
  const factor = 2 * Math.cos((2 * Math.PI * HERTZ) / sampleRate);
  let [one, two, power] = [0, 0, 0];
  for (const sample of piece) {
    [one, two] = [sample + factor * one - two, one];
    power += sample * sample;
  }
  const atTone = (one * one + two * two - factor * one * two) / (piece.length / 2);
  return power / piece.length > 200 ** 2 && atTone > 0.5 * power;
}

/** A mono WAV at the browser's own rate. */
function wavOf(samples: Int16Array): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}
