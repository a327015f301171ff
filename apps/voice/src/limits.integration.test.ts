// Guards the limits of a call: how long the AI's part lasts, and how many this machine can hear at once. Nobody is left in silence at either.
import { findCallBySid } from '@vaani/clinic';
import { localSpeechToText } from '@vaani/providers';
import { createRecogniserPool, type RecogniserPool } from '@vaani/speech';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPhone, type Ringing } from './testing/phone.ts';
import { deafRecogniser, quickVoice } from './testing/stand-ins.ts';
import { startVoiceWorld, type VoiceWorld } from './testing/voice-world.ts';

let world: VoiceWorld;
let pool: RecogniserPool;
beforeAll(async () => {
  world = await startVoiceWorld();
  pool = createRecogniserPool({ threads: 1, maxCalls: 1 });
}, 120_000);
afterAll(async () => {
  await world.close();
  await pool.close();
});

async function hasCallback({ door }: Ringing): Promise<boolean> {
  const call = await findCallBySid(world.deps, door.callSid);
  const rows = await world.deps.db.withTenant(call?.clinicId ?? '', ({ tx }) =>
    tx.callback.count({ where: { callId: call?.callId ?? '', status: 'open' } }),
  );
  return rows === 1;
}

it('a call that has lasted long enough is handed to a person, who is announced', async () => {
  const voice = quickVoice();
  const worker = await world.startWorker({ tts: voice, maxCallMs: 1_500 });
  const call = await createPhone(world, worker).call();
  expect(await call.closed).toBe(1000);
  expect(voice.said.join(' ')).toMatch(/How may I help you\?.*connecting you to the desk/);
  expect(await createPhone(world, worker).afterStream(call)).toMatchObject({ verb: 'dial' });
  expect(worker.switchboard.admission.taken).toBe(0);
});

it('a minute before that the caller learns how to get a person, once, before the next answer', async () => {
  const voice = quickVoice();
  const worker = await world.startWorker({ tts: voice, stt: deafRecogniser, maxCallMs: 61_000 });
  const phone = createPhone(world, worker);
  const call = await phone.call('+916000100002');
  await expect.poll(() => voice.said.join(' ')).toMatch(/./);
  const words = 'The weather is rather nice today, and I would like to tell you all about it.';
  await call.client.speak(await world.voice.speak({ text: words, language: 'en', voice: 'caller' }));
  await expect.poll(() => voice.said.join(' '), { timeout: 10_000 }).toMatch(/0 (दबाइए|dabaiye)|press 0/);
  phone.cutAll();
  await call.closed;
});

it('and where nobody can be dialled, it ends with the promise of a call back', async () => {
  const voice = quickVoice();
  const worker = await world.startWorker({ tts: voice, maxCallMs: 1_500 });
  const phone = createPhone(world, worker);
  const call = await phone.call('+916000100001', { ForwardedFrom: '+912066000099' });
  expect(await call.closed).toBe(1000);
  expect(voice.said.join(' ')).toMatch(/will call you back/);
  expect(await phone.afterStream(call)).toEqual({ verb: 'hangup' });
  expect(await hasCallback(call)).toBe(true);
});

it('one call more than this machine can hear is told so and put through, and the first goes on', async () => {
  const voice = quickVoice();
  const worker = await world.startWorker({ tts: voice, stt: localSpeechToText(pool) });
  const phone = createPhone(world, worker);
  const first = await phone.call();
  await expect.poll(() => pool.inUse).toBe(1);
  voice.said.length = 0;
  const second = await phone.call('+916000100003');
  expect(await second.closed).toBe(1000);
  expect(voice.said.join(' ')).toMatch(/रिकॉर्ड नहीं होती.*स्टाफ़ से बात करा रही हूँ/);
  expect(await phone.afterStream(second)).toMatchObject({ verb: 'dial' });
  expect(worker.switchboard.sessions).toBe(1);
  first.client.cut();
  await first.closed;
  await expect.poll(() => pool.inUse).toBe(0);
  const third = await phone.call();
  await expect.poll(() => pool.inUse).toBe(1);
  phone.cutAll();
  await third.closed;
});
