// Guards both doors: what is not from Twilio, not expected, malformed, too large or too much is refused, and the service is well afterwards.
import { randomBytes } from 'node:crypto';
import { findCallBySid, getCallState } from '@vaani/clinic';
import { createTwilioDoor, type MediaClient, openMediaStream, type TwilioDoor, type TwimlAction } from '@vaani/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoNumbers } from '../../../prisma/seed.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

let world: VoiceWorld;
let worker: VoiceWorker;
beforeAll(async () => {
  world = await startVoiceWorld();
  worker = await world.startWorker({ maxCalls: 2 });
}, 120_000);
afterAll(() => world.close());

const open = new Set<MediaClient>();
afterEach(async () => {
  for (const client of open) client.cut();
  open.clear();
  await expect.poll(() => worker.switchboard.sessions).toBe(0);
  const health = await fetch(`${worker.voiceUrl}/health`);
  expect(health.status).toBe(200);
});

const path = '/api/v1/voice';
type Stream = Extract<TwimlAction, { verb: 'stream' }>;

/** Rings, and is answered with a stream. */
async function ring(
  from = '+916000100001',
  more: Record<string, string> = {},
): Promise<{ door: TwilioDoor; action: TwimlAction; params: Record<string, string> }> {
  const door = createTwilioDoor({ authToken: world.authToken });
  const params = { CallSid: door.callSid, From: from, To: demoNumbers.asha, CallStatus: 'ringing', ...more };
  return { door, params, action: await door.post(`${worker.voiceUrl}${path}/incoming`, params) };
}

async function over(door: TwilioDoor): Promise<void> {
  await door.post(`${worker.voiceUrl}${path}/status`, { CallSid: door.callSid, CallStatus: 'completed' });
}

/** Opens the stream of a call; `closed` resolves with the code. */
async function connect(door: TwilioDoor, action: Stream, change: { token?: string; signature?: string } = {}) {
  const { promise: closed, resolve } = Promise.withResolvers<number>();
  const client = await openMediaStream({
    url: action.url,
    signature: change.signature ?? door.signUpgrade(action.url),
    callSid: door.callSid,
    parameters: { token: change.token ?? action.parameters.token ?? '' },
    events: { onClose: ({ code }) => resolve(code) },
  });
  open.add(client);
  return { client, closed };
}

const streamOf = (action: TwimlAction): Stream => {
  if (action.verb !== 'stream') throw new Error(`answered with ${action.verb}`);
  return action;
};

describe('the webhooks', () => {
  it.each(['incoming', 'status', 'after-stream', 'after-dial'])('refuse what Twilio did not sign: %s', async (name) => {
    const stranger = createTwilioDoor({ authToken: randomBytes(16).toString('hex') });
    const answer = await stranger.post(`${worker.voiceUrl}${path}/${name}`, {
      CallSid: stranger.callSid,
      To: demoNumbers.asha,
    });
    expect(answer).toMatchObject({ verb: 'reject', status: 403 });
    expect((await fetch(`${worker.voiceUrl}${path}/${name}`, { method: 'POST' })).status).toBe(403);
  });

  it('answer 404 to a number that is no clinic’s and to a call that is none', async () => {
    const door = createTwilioDoor({ authToken: world.authToken });
    const wrong = await door.post(`${worker.voiceUrl}${path}/incoming`, {
      CallSid: door.callSid,
      From: '+916000100001',
      To: '+912000000000',
    });
    expect(wrong).toMatchObject({ verb: 'reject', status: 404 });
    const status = await door.post(`${worker.voiceUrl}${path}/status`, {
      CallSid: door.callSid,
      CallStatus: 'completed',
    });
    expect(status).toMatchObject({ verb: 'reject', status: 404 });
  });

  it('answer 400 to a request of another shape', async () => {
    const door = createTwilioDoor({ authToken: world.authToken });
    expect(
      await door.post(`${worker.voiceUrl}${path}/incoming`, { CallSid: 'nonsense', To: demoNumbers.asha }),
    ).toMatchObject({ status: 400 });
  });

  it('take a call once, however often Twilio repeats itself', async () => {
    const { door, params } = await ring();
    const again = await door.post(`${worker.voiceUrl}${path}/incoming`, params);
    expect(again.verb).toBe('stream');
    expect(worker.switchboard.admission.taken).toBe(1);
    await over(door);
    expect(worker.switchboard.admission.taken).toBe(0);
  });
});

describe('the media stream', () => {
  it('is refused with 403 at the upgrade where the signature is wrong, with 404 where the call is unknown', async () => {
    const { door, action } = await ring();
    const stream = streamOf(action);
    await expect(connect(door, stream, { signature: 'wrong' })).rejects.toThrow('403');
    const unknown = { ...stream, url: stream.url.replace(/CA\w+/, `CA${randomBytes(16).toString('hex')}`) };
    await expect(connect(door, unknown)).rejects.toThrow('404');
    await over(door);
  });

  it('is closed with 1008 where its token is wrong', async () => {
    const { door, action } = await ring();
    const { closed } = await connect(door, streamOf(action), { token: 'wrong' });
    expect(await closed).toBe(1008);
    await over(door);
  });

  it('is one for each call, and its token is good once', async () => {
    const { door, action } = await ring();
    const stream = streamOf(action);
    const { client, closed } = await connect(door, stream);
    await expect.poll(() => worker.switchboard.sessions).toBe(1);
    await expect(connect(door, stream)).rejects.toThrow('409');
    client.cut();
    await closed;
    await expect.poll(() => worker.switchboard.sessions).toBe(0);
    // The call is over: its stream is unknown, and so is its token.
    await expect(connect(door, stream)).rejects.toThrow('404');
  });

  it('goes on over malformed messages, and is closed with 1008 after fifty', async () => {
    const { door, action } = await ring();
    const { client, closed } = await connect(door, streamOf(action));
    for (let count = 0; count < 49; count++) client.sendRaw('{"event":"media","media":{"payload":"***"}}');
    client.sendRaw('{"event":"weather"}');
    await expect.poll(() => client.lastHeardAtMs, { timeout: 10_000 }).not.toBeNull();
    client.sendRaw(Buffer.from([1, 2, 3]));
    expect(await closed).toBe(1008);
    const metrics = await (await fetch(`${worker.voiceUrl}/metrics`)).text();
    expect(metrics).toMatch(/voice_malformed_messages_total\{[^}]*\} \d{2}/);
  });

  it('is closed with 1009 by a message that is too large', async () => {
    const { door, action } = await ring();
    const { client, closed } = await connect(door, streamOf(action));
    client.sendRaw(JSON.stringify({ event: 'media', media: { payload: 'A'.repeat(100_000) } }));
    expect(await closed).toBe(1009);
  });

  it('leaves nothing behind when the caller is gone in the middle of a word', async () => {
    const { door, action } = await ring();
    const { client, closed } = await connect(door, streamOf(action));
    await expect.poll(() => client.lastHeardAtMs, { timeout: 10_000 }).not.toBeNull();
    const words = await world.voice.speak({
      text: 'I would like to book an appointment',
      language: 'en',
      voice: 'caller',
    });
    void client.speak(words);
    await expect.poll(() => client.atMs, { timeout: 10_000 }).toBeGreaterThan(1_500);
    client.cut();
    await closed;
    await expect.poll(() => worker.switchboard.admission.taken).toBe(0);
    const call = await findCallBySid(world.deps, door.callSid);
    const state = () =>
      getCallState({ ...world.deps, clinicId: call?.clinicId ?? '', actor: { kind: 'system' } }, call?.callId ?? '');
    await expect.poll(async () => (await state())?.outcome).toBe('abandoned');
    expect(await world.deps.live.calls.list(call?.clinicId ?? '')).toEqual([]);
  });
});

describe('when all places are taken', () => {
  it('the caller goes to the clinic’s own phone, and where that would loop, is rung back', async () => {
    const taken = [await ring(), await ring('+916000100003')];
    expect((await ring('+916000100002')).action).toMatchObject({ verb: 'dial', phone: '+912066000099' });
    const forwarded = await ring('+916000100002', { ForwardedFrom: '+912066000099' });
    expect(forwarded.action.verb).toBe('say');
    const call = await findCallBySid(world.deps, forwarded.door.callSid);
    const callback = await world.deps.db.withTenant(call?.clinicId ?? '', ({ tx }) =>
      tx.callback.findFirst({ where: { callId: call?.callId ?? '' }, select: { status: true } }),
    );
    expect(callback?.status).toBe('open');
    for (const { door } of taken) await over(door);
  });
});

it('writes no name, number or word into its log', async () => {
  expect(world.log.length).toBeGreaterThan(3);
  expect(world.log.join('')).not.toMatch(/6000100|Kulkarni|Asha|appointment with/);
});
