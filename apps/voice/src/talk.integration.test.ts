// Guards how a call is led: its first words, giving way to the caller, and the keys where words fail.
import { findCallBySid, getCall } from '@vaani/clinic';
import { decodeMulaw } from '@vaani/speech';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoCallers, demoNumbers } from '../../../prisma/seed.ts';
import { createPhone, type Phone, type Ringing } from './testing/phone.ts';
import { deafRecogniser, quickVoice, slowVoice, wordyRecogniser } from './testing/stand-ins.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

let world: VoiceWorld;
let worker: VoiceWorker;
let phone: Phone;
/** Ears that understand nothing, and a voice whose words are read. */
let deaf: VoiceWorker;
let deafPhone: Phone;
const voice = quickVoice();
beforeAll(async () => {
  world = await startVoiceWorld();
  worker = await world.startWorker();
  phone = createPhone(world, worker);
  deaf = await world.startWorker({ stt: deafRecogniser, tts: voice });
  deafPhone = createPhone(world, deaf);
}, 120_000);
afterAll(() => world.close());
afterEach(async () => {
  phone.cutAll();
  deafPhone.cutAll();
  await expect.poll(() => worker.switchboard.sessions + deaf.switchboard.sessions).toBe(0);
  voice.said.length = 0;
});

async function detailOf({ door }: Ringing) {
  const found = await findCallBySid(world.deps, door.callSid);
  if (found === null) throw new Error('the call was not written');
  return getCall({ ...world.deps, clinicId: found.clinicId, actor: { kind: 'system' } }, found.callId);
}

/** The record of a call that is over. */
async function recordOf(ringing: Ringing) {
  await expect.poll(async () => (await detailOf(ringing)).outcome, { timeout: 10_000 }).not.toBeNull();
  return detailOf(ringing);
}

/** Waits for a call's replies, one after another: each is in the record once it was heard to its end, or cut off. */
function repliesOf(ringing: Ringing): (words: RegExp) => Promise<void> {
  let taken = 0;
  const since = async () => (await detailOf(ringing)).turns.filter(({ who }) => who === 'agent').slice(taken);
  return async (words) => {
    await expect
      .poll(async () => (await since()).map(({ text }) => text).join(' '), { timeout: 25_000 })
      .toMatch(words);
    taken += (await since()).length;
  };
}

const spoken = (text: string) => world.voice.speak({ text, language: 'en', voice: 'caller' });

describe('the greeting', () => {
  const patients = Object.values(demoCallers)
    .flatMap((caller) => caller.patients.map(({ name }) => name))
    .flatMap((name) => [name, ...name.split(' ')]);
  const says = {
    en: /^Namaste, this is .* I am an AI assistant; what you say is written down, not recorded\./,
    hi: /^नमस्ते, .* मैं एआई सहायक हूँ, आपकी बात लिखी जाती है, रिकॉर्ड नहीं होती।/,
    'hi-en': /^Namaste, .* Main AI assistant hoon, aapki baat likhi jaati hai, record nahi hoti\./,
  };
  it.each([
    ['a patient who speaks English', demoCallers.english.phone, demoNumbers.asha, 'en'],
    ['a family that speaks Hindi', demoCallers.hindiFamily.phone, demoNumbers.asha, 'hi'],
    ['a patient who speaks Hinglish', demoCallers.hinglish.phone, demoNumbers.asha, 'hi-en'],
    ['nobody the clinic knows: its own language', demoCallers.unknown.phone, demoNumbers.asha, 'hi'],
    ['a patient of another clinic: this one’s language', demoCallers.english.phone, demoNumbers.lotus, 'hi'],
    ['a withheld number: the clinic’s language', 'anonymous', demoNumbers.asha, 'hi'],
  ] as const)('to %s', async (_, from, To, language) => {
    const call = await deafPhone.call(from, { To });
    await repliesOf(call)(/./);
    call.client.hangUp();
    const { turns } = await recordOf(call);
    expect(turns).toHaveLength(1);
    expect(turns[0]?.text).toMatch(says[language]);
    for (const name of patients) expect(`${turns[0]?.text} ${voice.said.join(' ')}`).not.toContain(name);
  });
});

describe('a caller who speaks over a reply', () => {
  it('is given way to at once: what is queued is cleared, and only what was heard is kept', async () => {
    const call = await phone.call();
    const reply = repliesOf(call);
    await expect.poll(() => call.client.lastHeardAtMs ?? 0, { timeout: 10_000 }).toBeGreaterThan(1_000);
    await call.client.speak(await spoken('I would like to book an appointment with Doctor Sharma.'));
    expect(call.clears).toHaveLength(1);
    // Nothing of the greeting plays on after it.
    expect(call.client.lastHeardAtMs).toBeLessThanOrEqual(call.clears[0] ?? 0);
    await reply(/day/);
    call.client.hangUp();
    const { turns, interruptions } = await recordOf(call);
    expect(interruptions).toBe(1);
    expect(turns.map(({ who }) => who)).toEqual(['agent', 'caller', 'agent']);
    expect(turns[0]).toMatchObject({ isInterrupted: true });
    expect(turns[0]?.text).not.toMatch(/help you\?$/);
    expect(turns[1]?.isUnclear).toBe(false);
    expect(turns[2]?.text).toMatch(/day/);
  }, 60_000);

  it.each([
    ['a click, which stops nothing', 60, 0],
    ['a short sound: the reply stands still until it is plain that it was no word', 200, 1],
  ])('is not given way to for %s, nor asked what that meant', async (_, ms, stops) => {
    const call = await deafPhone.call();
    await expect.poll(() => call.client.lastHeardAtMs, { timeout: 10_000 }).not.toBeNull();
    const hm = await spoken('Hm.');
    const from = hm.findIndex((sample) => Math.abs(decodeMulaw(Uint8Array.of(sample))[0] ?? 0) > 2_000);
    await call.client.speak(hm.subarray(from, from + 8 * ms));
    await repliesOf(call)(/help you\?$/);
    expect(call.clears.length).toBeLessThanOrEqual(stops);
    call.client.hangUp();
    const { turns } = await recordOf(call);
    expect(turns.filter(({ who }) => who === 'agent')).toMatchObject([{ isInterrupted: false }]);
  });
});

describe('keys', () => {
  it('pressed before a sound of the reply had left leave no trace of it: the record holds what was heard', async () => {
    const late = slowVoice();
    const slow = await world.startWorker({ stt: deafRecogniser, tts: late });
    const slowPhone = createPhone(world, slow);
    const call = await slowPhone.call();
    await expect.poll(() => late.asked.join(' ')).toMatch(/Asha Clinic/);
    call.client.press('0');
    await expect.poll(() => late.asked.join(' ')).toMatch(/connecting you/);
    late.let();
    expect(await call.closed).toBe(1000);
    await slowPhone.afterStream(call);
    const { turns, interruptions } = await recordOf(call);
    expect(turns.map(({ text }) => text)).toEqual([expect.stringMatching(/connecting you/)]);
    expect(interruptions).toBe(0);
  });

  it('are offered when words failed twice, and book an appointment without one', async () => {
    const call = await deafPhone.call(demoCallers.english.phone);
    const { client } = call;
    const reply = repliesOf(call);
    await reply(/How may I help you/);
    await client.speak(await spoken('The weather is rather nice today.'));
    await reply(/did not catch/);
    await client.speak(await spoken('The weather is rather nice today.'));
    await reply(/1.*2.*3.*0/);
    client.press('1');
    await reply(/Which doctor/);
    client.press('1');
    await reply(/which day/);
    client.press('2');
    await reply(/which one|suit/i);
    client.press('1');
    await reply(/for/i);
    client.press('1');
    await reply(/press 1|say/i);
    client.press('1');
    await reply(/is booked/);
    client.hangUp();
    const { outcome, appointments, turns } = await recordOf(call);
    expect(outcome).toBe('booked');
    expect(appointments).toMatchObject([{ doctorName: 'Dr Anita Sharma', status: 'scheduled' }]);
    expect(appointments[0]?.startsAt).toMatch(/^2026-11-24T/);
    expect(turns.filter(({ who }) => who === 'caller').map(({ isUnclear }) => isUnclear)).toEqual([true, true]);
  }, 90_000);

  it('are all kept, from the first on, where they are pressed over the question', async () => {
    const long = quickVoice(3_000);
    const writer = await world.startWorker({ stt: wordyRecogniser('please take a message'), tts: long });
    const callers = createPhone(world, writer);
    const call = await callers.call('anonymous');
    const said = () => long.said.join(' ');
    await repliesOf(call)(/./);
    await call.client.speak(await spoken('Please take a message.'));
    await expect.poll(said, { timeout: 10_000 }).toMatch(/What shall I tell|उनसे क्या|Unse kya/);
    await call.client.speak(await spoken('Please take a message.'));
    await expect.poll(said, { timeout: 10_000 }).toMatch(/ten-digit|दस अंकों|das ankon/);
    for (const key of '9812345678#') call.client.press(key);
    expect(await call.closed).toBe(1000);
    const { outcome, turns } = await recordOf(call);
    expect(outcome).toBe('message');
    expect(turns.map(({ text }) => text).join(' ')).not.toMatch(/not a ten-digit|नहीं था|nahi tha/);
  }, 60_000);

  it('bring a person when words fail a third time', async () => {
    // Somebody who was not put through just now: such a one would be taken for the clinic's phone, sent back.
    const call = await deafPhone.call(demoCallers.unknown.phone);
    const reply = repliesOf(call);
    await reply(/मदद कर/);
    for (const words of [/समझ नहीं/, /बटन/, /बात करा रही/]) {
      await call.client.speak(await spoken('The weather is rather nice today.'));
      await reply(words);
    }
    expect(await call.closed).toBe(1000);
    expect(await deafPhone.afterStream(call)).toMatchObject({ verb: 'dial', phone: expect.stringMatching(/^\+91/) });
  }, 60_000);
});

it('writes no name, number or word into its log', () => {
  expect(world.log.length).toBeGreaterThan(3);
  expect(world.log.join('')).not.toMatch(/6000100|Kulkarni|Asha|appointment with|weather/);
});
