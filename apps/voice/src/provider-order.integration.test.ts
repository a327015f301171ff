// Guards that a clinic's calls are heard, thought and spoken by whom it chose, and another clinic's by the installation's order.
import { findClinicByNumber } from '@vaani/clinic';
import { seededRandom, systemClock, voiceSettings } from '@vaani/config';
import { type Sandbox, startSandbox } from '@vaani/sandbox';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoNumbers } from '../../../prisma/seed.ts';
import { createPhone } from './testing/phone.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

let world: VoiceWorld;
let sandbox: Sandbox;
let worker: VoiceWorker;
let owner: pg.Client;
beforeAll(async () => {
  world = await startVoiceWorld({ recogniserThreads: 1 });
  sandbox = await startSandbox({ clock: systemClock, random: seededRandom(3), latency: 'targets' });
  const { deepgram, openai, cartesia } = sandbox.env;
  const { accounts } = voiceSettings({ ...world.env, ...deepgram, ...openai, ...cartesia });
  worker = await world.startWorker({ accounts });
  owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
}, 120_000);
afterAll(async () => {
  await owner.end();
  await worker.close();
  await sandbox.close();
  await world.close();
});

/** A call in which something was heard of the agent: who heard the caller, and who spoke, by its record. */
async function usedIn(number: string): Promise<{ heard: string[]; spoken: string[] }> {
  const phone = createPhone(world, worker);
  const { door, client, heard, closed } = await phone.call('+916000140001', { To: number });
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(20);
  client.hangUp();
  await closed;
  const usage = async () =>
    (
      await owner.query<{ usage: { heardMs: object; spokenCharacters: object } | null }>(
        'SELECT usage FROM call_logs WHERE call_sid = $1',
        [door.callSid],
      )
    ).rows[0]?.usage;
  await expect.poll(usage, { timeout: 20_000 }).toBeTruthy();
  const { heardMs = {}, spokenCharacters = {} } = (await usage()) ?? {};
  return { heard: Object.keys(heardMs), spoken: Object.keys(spokenCharacters) };
}

it('goes by the clinic’s own order, and of another clinic by the installation’s', { timeout: 120_000 }, async () => {
  const clinic = await findClinicByNumber(world.deps, demoNumbers.asha);
  const order = { hearing: ['local'], speaking: ['openai-speech', 'local'] };
  await owner.query('UPDATE clinics SET providers = $2 WHERE id = $1', [clinic?.clinicId, JSON.stringify(order)]);
  expect(await usedIn(demoNumbers.asha)).toEqual({ heard: ['local'], spoken: ['openai-speech'] });
  expect(sandbox.deepgram.streams()).toEqual([]);
  expect(await usedIn(demoNumbers.lotus)).toEqual({ heard: ['deepgram'], spoken: ['cartesia'] });
});
