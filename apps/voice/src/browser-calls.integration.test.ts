// Guards calls from the browser and the greeting that is played: the same agent as on the phone, for whoever has a ticket, and typed words count as said ones.
import { randomUUID } from 'node:crypto';
import { allClinicIds, draftSchema, getCall, listCalls, saveSpeechSettings } from '@vaani/clinic';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openBrowser } from './testing/desk.ts';
import { quickVoice, wordyRecogniser } from './testing/stand-ins.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

const patient = { timeout: 20_000 };
let world: VoiceWorld;
let worker: VoiceWorker;
let clinicId: string;
const voice = quickVoice(200);
const userId = randomUUID();
beforeAll(async () => {
  world = await startVoiceWorld();
  worker = await world.startWorker({ tts: voice, stt: wordyRecogniser('on Friday please'), maxCalls: 1 });
  [clinicId = ''] = await allClinicIds(world.deps);
}, 120_000);
afterAll(() => world.close());
const browsers: Browser[] = [];
afterEach(async () => {
  for (const browser of browsers.splice(0)) browser.cut();
  await expect.poll(() => worker.switchboard.sessions, patient).toBe(0);
  voice.said.length = 0;
});

const deskUrl = () => `${worker.voiceUrl.replace('http', 'ws')}/api/v1/voice/desk`;
async function ring(purpose: 'try' | 'draft' = 'try', language?: 'en' | 'hi'): Promise<Browser> {
  const asked = { userId, clinicId, purpose, ...(language === undefined ? {} : { language }) };
  const ticket = await world.deps.live.tickets.issue(asked);
  const browser = await openBrowser(deskUrl(), { ticket });
  browsers.push(browser);
  return browser;
}
const callIdOf = async (browser: Browser) => {
  await expect.poll(() => browser.messages[0]?.event, patient).toBe('ready');
  return browser.messages[0]?.callId ?? '';
};
const snapshotOf = async (callId: string) =>
  (await world.deps.live.calls.list(clinicId)).find((one) => one.callId === callId);

describe('a call from the browser', () => {
  it('is answered as on the phone, heard, typed at, and written down', async () => {
    const browser = await ring();
    const callId = await callIdOf(browser);
    await expect.poll(() => browser.heard.length, patient).toBeGreaterThan(5);
    await expect.poll(() => snapshotOf(callId), patient).toMatchObject({ direction: 'browser' });
    await expect
      .poll(async () => (await snapshotOf(callId))?.personal.turns.at(-1), patient)
      .toMatchObject({ who: 'agent', isFinal: true });
    const before = voice.said.length;
    browser.send({ event: 'text', text: 'What are your timings on Sunday?' });
    await expect
      .poll(async () => (await snapshotOf(callId))?.personal.turns.filter(({ who }) => who === 'caller'), patient)
      .toMatchObject([{ text: 'What are your timings on Sunday?', isFinal: true }]);
    await expect.poll(() => voice.said.length, patient).toBeGreaterThan(before);
    browser.send({ event: 'hang-up' });
    expect(await browser.closed).toBe(1000);
    const ctx = { ...world.deps, clinicId, actor: { kind: 'system' as const } };
    await expect.poll(async () => (await getCall(ctx, callId)).outcome, patient).not.toBeNull();
    expect(await getCall(ctx, callId)).toMatchObject({ direction: 'browser' });
  }, 60_000);

  it('takes a place like any other, and says so where all are taken', async () => {
    const first = await ring();
    await callIdOf(first);
    const second = await ring();
    await expect.poll(() => second.messages[0]?.event, patient).toBe('refused');
    expect(second.messages[0]?.sentence).toContain('All lines are taken');
    first.cut();
    await expect.poll(() => worker.switchboard.admission.taken, patient).toBe(0);
  }, 60_000);

  it('is nobody’s without a ticket', async () => {
    const browser = await openBrowser(deskUrl(), { ticket: 'made-up-made-up-made-up' });
    expect(await browser.closed).toBe(1008);
    expect(browser.messages[0]?.event).toBe('refused');
  });

  it('speaks as a draft says, in the language it is tried in, without anything being saved', async () => {
    const draft = { hi: { greeting: 'ड्राफ़्ट का नमस्कार।' }, en: { greeting: 'Hello from the draft.' } };
    await world.deps.live.cache.getOrSet(`draft:${clinicId}:${userId}`, {
      lifeMs: 60_000,
      schema: draftSchema,
      make: async () => ({ speech: draft }),
    });
    for (const [language, words] of [
      ['en', 'Hello from the draft.'],
      ['hi', 'ड्राफ़्ट का नमस्कार।'],
    ] as const) {
      voice.said.length = 0;
      const browser = await ring('draft', language);
      const callId = await callIdOf(browser);
      await expect.poll(() => snapshotOf(callId), patient).toMatchObject({ language });
      await expect.poll(() => voice.said.join(' '), patient).toContain(words);
      browser.send({ event: 'hang-up' });
      await browser.closed;
      await expect.poll(() => worker.switchboard.sessions, patient).toBe(0);
    }
  }, 60_000);

  it('knows what a draft says of a topic, and stands in no list when it is over', async () => {
    const knowledge = { topic: 'parking', en: 'Park behind the red gate.', hi: 'लाल फाटक के पीछे गाड़ी लगाएँ।', hiEn: '' };
    const key = `draft:${clinicId}:${userId}`;
    await world.deps.live.cache.invalidate(key);
    const make = async () => ({ knowledge });
    await world.deps.live.cache.getOrSet(key, { lifeMs: 60_000, schema: draftSchema, make });
    const browser = await ring('draft');
    const callId = await callIdOf(browser);
    await expect
      .poll(async () => (await snapshotOf(callId))?.personal.turns.at(-1), patient)
      .toMatchObject({ who: 'agent', isFinal: true });
    browser.send({ event: 'text', text: 'Where can I park my car?' });
    await expect.poll(() => voice.said.join(' '), patient).toMatch(/red gate|लाल फाटक/);
    browser.send({ event: 'hang-up' });
    await browser.closed;
    const ctx = { ...world.deps, clinicId, actor: { kind: 'system' as const } };
    await expect.poll(async () => (await getCall(ctx, callId)).outcome, patient).not.toBeNull();
    const { calls } = await listCalls(ctx, { isOver: true });
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.map(({ id }) => id)).not.toContain(callId);
  }, 60_000);

  it('says why it is refused in the language of the page', async () => {
    const browser = await openBrowser(deskUrl());
    browser.send({ event: 'open', ticket: 'made-up-made-up-made-up', language: 'hi' });
    await browser.closed;
    expect(browser.messages[0]?.sentence).toBe('यह लाइन नहीं खुल सकी: टिकट इस्तेमाल हो चुका या पुराना है। फिर कोशिश करें।');
  });
});

describe('the greeting', () => {
  const ask = async (body: Record<string, unknown>) =>
    fetch(`${worker.voiceUrl}/api/v1/voice/greeting`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const ticket = () => world.deps.live.tickets.issue({ userId, clinicId, purpose: 'play' });

  it('is spoken in the clinic’s own words, once a ticket', async () => {
    const admin = { ...world.deps, clinicId, actor: { kind: 'system' as const } };
    await saveSpeechSettings(admin, { en: { greeting: 'Good day from us.' } });
    const secret = await ticket();
    const answer = await ask({ ticket: secret, language: 'en' });
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(160);
    expect(voice.said.join(' ')).toContain('Good day from us.');
    expect((await ask({ ticket: secret, language: 'en' })).status).toBe(403);
  });

  it('is spoken as it would be, and refused where nothing is understood', async () => {
    const draft = { en: { greeting: 'Not saved yet.' } };
    expect((await ask({ ticket: await ticket(), language: 'en', speech: draft })).status).toBe(200);
    expect(voice.said.join(' ')).toContain('Not saved yet.');
    expect((await ask({ ticket: await ticket(), language: 'ta' })).status).toBe(400);
    expect((await ask({ ticket: 'x'.repeat(30), language: 'en' })).status).toBe(403);
  });
});

describe('the providers', () => {
  const ask = async (body: Record<string, unknown>) =>
    fetch(`${worker.voiceUrl}/api/v1/voice/probe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('are asked once for real, for whoever has a ticket for it', async () => {
    const ticket = await world.deps.live.tickets.issue({ userId, clinicId, purpose: 'probe' });
    const answer = await ask({ ticket });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      providers: [
        { stage: 'hearing', provider: 'local', isUp: true, ms: expect.any(Number) },
        { stage: 'speaking', provider: 'local', isUp: true, ms: expect.any(Number) },
      ],
    });
    expect((await ask({ ticket })).status).toBe(403);
    const other = await world.deps.live.tickets.issue({ userId, clinicId, purpose: 'play' });
    expect((await ask({ ticket: other })).status).toBe(403);
    expect((await ask({})).status).toBe(400);
  });
});
