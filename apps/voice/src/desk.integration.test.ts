// Guards what people at the desk do with a call under way: each act reaches caller, agent and record, one person has the call at a time, and whoever is lost is missed.
import { getCall } from '@vaani/clinic';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoCallers } from '../../../prisma/seed.ts';
import { holdMusicFrames } from './telephony/hold-music.ts';
import { callOf, openBrowser, type Person, personOf } from './testing/desk.ts';
import { createPhone, type Phone } from './testing/phone.ts';
import { quickVoice, wordyRecogniser } from './testing/stand-ins.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld, webUrl } from './testing/voice-world.ts';

const patient = { timeout: 20_000 };
/** What the stand-in's voice sounds like, and what a person's microphone brings here. */
const AGENT = 0x55;
const PERSON = 0x2a;

let world: VoiceWorld;
let worker: VoiceWorker;
let phone: Phone;
const voice = quickVoice(200);
beforeAll(async () => {
  world = await startVoiceWorld();
  worker = await world.startWorker({ tts: voice, stt: wordyRecogniser('on Friday please') });
  phone = createPhone(world, worker);
}, 120_000);
afterAll(() => world.close());
afterEach(async () => {
  phone.cutAll();
  await expect.poll(() => worker.switchboard.sessions, patient).toBe(0);
  voice.said.length = 0;
});

/** A call in which the agent has greeted. */
async function talk() {
  const call = await phone.call(demoCallers.english.phone);
  const { callId, clinicId } = await callOf(world, call.door.callSid);
  await expect.poll(() => voice.said.join(' '), patient).toMatch(/How may I help you/);
  await expect
    .poll(() => snapshotOf(clinicId, callId).then((one) => one?.personal.turns.at(-1)?.isFinal), patient)
    .toBe(true);
  const ctx = { ...world.deps, clinicId, actor: { kind: 'system' as const } };
  return {
    ...call,
    callId,
    clinicId,
    asha: personOf(world, clinicId, 'Asha'),
    ravi: personOf(world, clinicId, 'Ravi'),
    ctx,
  };
}
const snapshotOf = async (clinicId: string, callId: string) =>
  (await world.deps.live.calls.list(clinicId)).find((one) => one.callId === callId);
const stateOf = async (clinicId: string, callId: string) => (await snapshotOf(clinicId, callId))?.state;
const sound = (frames: readonly Uint8Array[], byte: number) => frames.filter((frame) => frame[80] === byte).length;
const spoken = () => world.voice.speak({ text: 'I would like to come on Friday.', language: 'en', voice: 'caller' });

/** What the audit holds of a call, the oldest first. */
const auditOf = (person: Person, callId: string) =>
  person.ctx.db.withTenant(person.ctx.clinicId, async ({ tx, cipher }) => {
    const rows = await tx.auditEntry.findMany({
      where: { objectId: callId, actorId: person.userId },
      orderBy: { id: 'asc' },
      select: { id: true, action: true, outcome: true, newValues: true },
    });
    return rows.map(({ id, action, outcome, newValues }) => ({
      ...{ action, outcome },
      values: newValues === null ? null : cipher.openJson('audit_entries', 'new_values', id, newValues),
    }));
  });

describe('listening', () => {
  it('brings both voices, is told to all, and ends with the call', async () => {
    const call = await talk();
    const browser = await call.asha.open(call.callId, 'listen');
    await expect.poll(() => browser.messages).toEqual([{ event: 'ready', purpose: 'listen', callId: call.callId }]);
    await expect
      .poll(() => snapshotOf(call.clinicId, call.callId))
      .toMatchObject({ listenerIds: [call.asha.userId], personal: { listenerNames: ['Asha'] } });
    await call.client.speak(await spoken());
    await expect.poll(() => browser.heard.length, patient).toBeGreaterThan(50);
    await call.asha.act(call.callId, { kind: 'say', text: 'The doctor is on his way.' });
    await expect.poll(() => sound(browser.heard, AGENT), patient).toBeGreaterThan(3);
    // A microphone that listens only is passed over.
    browser.send(Buffer.alloc(160, PERSON));
    await call.asha.act(call.callId, { kind: 'hang-up' });
    expect(await browser.closed).toBe(1000);
    expect(browser.messages.at(-1)).toEqual({ event: 'ended', sentence: 'The call is over.' });
    expect(sound(call.heard, PERSON)).toBe(0);
  }, 60_000);
});

describe('taking over', () => {
  it('silences the agent, joins both people, writes down what they say, and hands back to one who knows it', async () => {
    const call = await talk();
    const browser = await call.asha.open(call.callId, 'take-over');
    await expect.poll(() => browser.messages.map(({ event }) => event)).toEqual(['ready']);
    await expect.poll(() => stateOf(call.clinicId, call.callId)).toBe('staff');
    expect(await snapshotOf(call.clinicId, call.callId)).toMatchObject({
      ownerId: call.asha.userId,
      personal: { ownerName: 'Asha' },
    });
    const before = voice.said.length;
    const stop = browser.speak(PERSON);
    await expect.poll(() => sound(call.heard, PERSON), patient).toBeGreaterThan(25);
    stop();
    const mine = await spoken();
    await call.client.speak(mine);
    await expect.poll(() => browser.heard.length, patient).toBeGreaterThan(50);
    for (let at = 0; at + 160 <= mine.length; at += 160) browser.send(Buffer.from(mine.subarray(at, at + 160)));
    for (let silent = 0; silent < 100; silent++) browser.send(Buffer.alloc(160, 0xff));
    await expect
      .poll(
        async () =>
          (await snapshotOf(call.clinicId, call.callId))?.personal.turns
            .filter((turn) => turn.isFinal)
            .map(({ who, text }) => `${who}: ${text}`),
        patient,
      )
      .toContain('caller: on Friday please');
    expect(voice.said).toHaveLength(before);
    await call.asha.act(call.callId, { kind: 'hand-back' });
    expect(await browser.closed).toBe(1000);
    await expect.poll(() => voice.said.slice(before).join(' '), patient).toMatch(/I am the assistant again/);
    await expect.poll(() => stateOf(call.clinicId, call.callId)).toBe('talking');
    expect(await auditOf(call.asha, call.callId)).toEqual([
      { action: 'live.take-over', outcome: 'done', values: {} },
      { action: 'live.hand-back', outcome: 'done', values: {} },
    ]);
  }, 60_000);

  it('is for one person at a time: others are told who it is, and may listen and whisper', async () => {
    const call = await talk();
    const first = await call.asha.open(call.callId, 'take-over');
    await expect.poll(() => first.messages.length).toBe(1);
    const refused = { code: 'conflict', sentence: 'Asha has this call.' };
    await expect(call.ravi.open(call.callId, 'take-over')).rejects.toMatchObject(refused);
    await expect(call.ravi.act(call.callId, { kind: 'hang-up' })).rejects.toMatchObject(refused);
    await expect(call.ravi.act(call.callId, { kind: 'hold', isOnHold: true })).rejects.toMatchObject(refused);
    await expect(call.ravi.act(call.callId, { kind: 'say', text: 'Hello.' })).rejects.toMatchObject(refused);
    await expect(call.ravi.act(call.callId, { kind: 'release' })).rejects.toMatchObject(refused);
    const listening = await call.ravi.open(call.callId, 'listen');
    await expect.poll(() => listening.messages.length).toBe(1);
    expect(await auditOf(call.ravi, call.callId)).toContainEqual({
      ...{ action: 'live.hang-up', outcome: 'denied', values: { code: 'refused' } },
    });
  }, 60_000);

  it('whose browser is lost: music, and when it comes back in time the talk goes on', async () => {
    const call = await talk();
    const lost = await call.asha.open(call.callId, 'take-over');
    await expect.poll(() => stateOf(call.clinicId, call.callId)).toBe('staff');
    lost.cut();
    await expect.poll(() => stateOf(call.clinicId, call.callId)).toBe('on-hold');
    const again = await call.asha.open(call.callId, 'take-over');
    await expect.poll(() => stateOf(call.clinicId, call.callId)).toBe('staff');
    const stop = again.speak(PERSON);
    await expect.poll(() => sound(call.heard, PERSON), patient).toBeGreaterThan(10);
    stop();
  }, 60_000);

  it('whose browser stays lost for ten seconds: the agent says so and goes on, and the call is anybody’s', async () => {
    const call = await talk();
    const lost = await call.asha.open(call.callId, 'take-over');
    await expect.poll(() => stateOf(call.clinicId, call.callId)).toBe('staff');
    lost.cut();
    await expect.poll(() => voice.said.join(' '), patient).toMatch(/the line to my colleague was lost/);
    expect(await snapshotOf(call.clinicId, call.callId)).not.toHaveProperty('ownerId');
    await call.ravi.act(call.callId, { kind: 'own' });
  }, 60_000);

  it('ends with the caller, and the record says who had the call', async () => {
    const call = await talk();
    const browser = await call.asha.open(call.callId, 'take-over');
    await expect.poll(() => stateOf(call.clinicId, call.callId)).toBe('staff');
    call.client.hangUp();
    expect(await browser.closed).toBe(1000);
    await expect.poll(async () => (await getCall(call.ctx, call.callId)).outcome, patient).toBe('staff');
    expect((await getCall(call.ctx, call.callId)).events).toContainEqual(
      expect.objectContaining({ kind: 'desk', payload: { act: 'take-over', userId: call.asha.userId } }),
    );
    await expect(call.asha.act(call.callId, { kind: 'hand-back' })).rejects.toMatchObject({ code: 'not-found' });
  }, 60_000);
});

describe('the caller on hold', () => {
  it('hears music and is not heard, and the agent goes on after it', async () => {
    const call = await talk();
    const before = voice.said.length;
    await call.asha.act(call.callId, { kind: 'hold', isOnHold: true });
    await expect.poll(() => stateOf(call.clinicId, call.callId)).toBe('on-hold');
    const music = new Set(holdMusicFrames().map((frame) => Buffer.from(frame).toString('base64')));
    await expect
      .poll(() => call.heard.filter((frame) => music.has(Buffer.from(frame).toString('base64'))).length, patient)
      .toBeGreaterThan(50);
    await call.client.speak(await spoken());
    expect(voice.said).toHaveLength(before);
    await expect(call.asha.act(call.callId, { kind: 'hold', isOnHold: true })).rejects.toMatchObject({
      sentence: 'The caller is on hold already.',
    });
    await call.asha.act(call.callId, { kind: 'hold', isOnHold: false });
    await expect.poll(() => voice.said.slice(before).join(' '), patient).toMatch(/Thank you for waiting/);
    const { turns } = await getCall(call.ctx, call.callId);
    expect(turns.filter(({ who }) => who === 'caller')).toEqual([]);
  }, 60_000);
});

describe('words of the desk', () => {
  it('are said as they stand, and the record knows whose they are', async () => {
    const call = await talk();
    await call.asha.act(call.callId, { kind: 'say', text: 'The doctor is ten minutes late today.' });
    await expect.poll(() => voice.said.at(-1), patient).toBe('The doctor is ten minutes late today.');
    await expect
      .poll(async () => (await getCall(call.ctx, call.callId)).turns.map(({ who, text }) => `${who}: ${text}`), patient)
      .toContain('staff: The doctor is ten minutes late today.');
    expect(await auditOf(call.asha, call.callId)).toEqual([
      { action: 'live.say', outcome: 'done', values: { text: 'The doctor is ten minutes late today.' } },
    ]);
  }, 60_000);

  it('whispered, move the rules where they understand them, and are told where they do not', async () => {
    const call = await talk();
    await call.asha.act(call.callId, { kind: 'whisper', text: 'offer Doctor Sharma tomorrow' });
    await expect.poll(() => voice.said.join(' '), patient).toMatch(/Sharma is free/);
    expect(voice.said.join(' ')).not.toMatch(/offer/);
    await expect(call.asha.act(call.callId, { kind: 'whisper', text: 'be kind to her' })).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringMatching(/works by rules/),
    });
  }, 60_000);
});

describe('the door for browsers', () => {
  const url = () => `${worker.voiceUrl.replace(/^http/, 'ws')}/api/v1/voice/desk`;

  it('is closed to pages from elsewhere, and to whoever has no ticket, an old one, or another’s', async () => {
    await expect(openBrowser(url(), { origin: 'https://elsewhere.example' })).rejects.toThrow(/403/);
    const made = await openBrowser(url(), { ticket: 'made-up' });
    expect(await made.closed).toBe(1008);
    expect(made.messages).toEqual([{ event: 'refused', sentence: expect.stringMatching(/spent or too old/) }]);
    const call = await talk();
    const address = await call.asha.act(call.callId, { kind: 'listen' });
    const ticket = await world.deps.live.tickets.issue({
      ...{ userId: call.asha.userId, clinicId: call.clinicId, callId: call.callId, purpose: 'listen' },
    });
    const first = await openBrowser(address ?? '', { ticket });
    await expect.poll(() => first.messages[0]?.event).toBe('ready');
    const second = await openBrowser(address ?? '', { ticket });
    expect(await second.closed).toBe(1008);
    // Nobody asked the worker for this one.
    const other = await world.deps.live.tickets.issue({
      ...{ userId: call.ravi.userId, clinicId: call.clinicId, callId: call.callId, purpose: 'take-over' },
    });
    const unasked = await openBrowser(address ?? '', { ticket: other });
    expect(await unasked.closed).toBe(1008);
    expect(unasked.messages.at(-1)?.sentence).toMatch(/Nobody asked/);
    expect(await stateOf(call.clinicId, call.callId)).toBe('talking');
  }, 60_000);

  it('closes the lines of whoever is signed out everywhere', async () => {
    const call = await talk();
    const [browser, other] = [await call.asha.open(call.callId, 'listen'), await call.ravi.open(call.callId, 'listen')];
    await expect.poll(() => [browser.messages.length, other.messages.length]).toEqual([1, 1]);
    const signedOut = async () => {
      await world.deps.live.publish(call.clinicId, {
        ...{ type: 'user.session', at: new Date(world.deps.clock.now()).toISOString(), personal: {} },
        data: { userId: call.asha.userId, version: 2 },
      });
      return browser.messages.at(-1);
    };
    await expect.poll(signedOut, patient).toEqual({ event: 'ended', sentence: 'You have been signed out.' });
    expect(other.messages).toHaveLength(1);
  }, 60_000);

  it('takes no sound before the ticket, no large messages, and not much rubbish', async () => {
    const early = await openBrowser(url());
    early.send(Buffer.alloc(160));
    expect(await early.closed).toBe(1008);
    const large = await openBrowser(url());
    large.send('x'.repeat(5_000));
    expect(await large.closed).toBe(1009);
    const call = await talk();
    const rubbish = await call.asha.open(call.callId, 'listen');
    for (let times = 0; times < 60; times++) rubbish.send('{"event":"of-tomorrow"}');
    expect(await rubbish.closed).toBe(1008);
    expect(webUrl).not.toContain('elsewhere');
  }, 60_000);
});

it('counts what was done and refused, and how fast it was answered', async () => {
  const text = await (await fetch(`${worker.voiceUrl}/metrics`)).text();
  expect(text).toMatch(/voice_desk_acts_total\{[^}]*act="say",result="done"[^}]*\} [1-9]/);
  expect(text).toMatch(/voice_desk_acts_total\{[^}]*act="hang-up",result="refused"[^}]*\} [1-9]/);
  expect(text).toMatch(/voice_desk_ack_ms_count\{[^}]*act="take-over"[^}]*\} [1-9]/);
});

it('writes no name and no word of the desk into its log', () => {
  expect(world.log.join('')).not.toMatch(/Ravi|ten minutes late|offer Doctor|be kind/);
});
