// Guards people at the desk while Redis is away, or the call is another worker's: whoever speaks with a caller goes on, and who cannot act is told so.
import { ownRedis } from '@vaani/services/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callOf, personOf } from './testing/desk.ts';
import { createPhone } from './testing/phone.ts';
import { quickVoice, wordyRecogniser } from './testing/stand-ins.ts';
import { startVoiceWorld, type VoiceWorld } from './testing/voice-world.ts';

const patient = { timeout: 20_000 };
let redis: Awaited<ReturnType<typeof ownRedis>>;
let world: VoiceWorld;
beforeAll(async () => {
  redis = await ownRedis();
  world = await startVoiceWorld({ redisUrl: redis.url });
}, 120_000);
afterAll(async () => {
  await world.close();
  await redis.stop();
});

it('reach the worker that has the call, whichever that is; without Redis they are refused, and who speaks goes on speaking', async () => {
  const [voice, stt] = [quickVoice(200), wordyRecogniser('hello')];
  const other = await world.startWorker({ tts: voice, stt });
  const worker = await world.startWorker({ tts: voice, stt });
  const phone = createPhone(world, worker);
  const call = await phone.call('anonymous');
  const { callId, clinicId } = await callOf(world, call.door.callSid);
  await expect.poll(() => world.deps.live.calls.owner(clinicId, callId), patient).not.toBeNull();
  const asha = personOf(world, clinicId, 'Asha');
  const address = await asha.act(callId, { kind: 'listen' });
  expect(address).toContain(worker.voiceUrl.replace(/^http/, 'ws'));
  expect(other.switchboard.sessions).toBe(0);
  const browser = await asha.open(callId, 'take-over');
  await expect.poll(() => browser.messages[0]?.event, patient).toBe('ready');
  await redis.stop();
  await expect.poll(() => world.deps.live.status(), patient).toBe('down');
  const stop = browser.speak(0x2a);
  await expect.poll(() => call.heard.filter((frame) => frame[80] === 0x2a).length, patient).toBeGreaterThan(25);
  stop();
  await expect(asha.act(callId, { kind: 'hand-back' })).rejects.toMatchObject({
    ...{ code: 'unavailable', sentence: 'The live connection is down. The call goes on; try again in a moment.' },
  });
  browser.send({ event: 'hang-up' });
  expect(await browser.closed).toBe(1000);
  expect(await call.closed).toBe(1000);
}, 60_000);
