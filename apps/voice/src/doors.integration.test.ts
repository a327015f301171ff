// Guards both doors: what is not from Twilio, not expected, malformed, too large or too much is refused, and the service is well afterwards.
import { randomBytes } from 'node:crypto';
import {
  blockCaller,
  findCallBySid,
  findClinicByNumber,
  getCall,
  getCallState,
  startCall,
  unblockCaller,
} from '@vaani/clinic';
import { createTwilioDoor } from '@vaani/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoNumbers } from '../../../prisma/seed.ts';
import { createPhone, type Phone, path, type Ringing, streamOf } from './testing/phone.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

let world: VoiceWorld;
let worker: VoiceWorker;
let phone: Phone;
beforeAll(async () => {
  world = await startVoiceWorld();
  worker = await world.startWorker({ maxCalls: 2 });
  phone = createPhone(world, worker);
}, 120_000);
afterAll(() => world.close());

afterEach(async () => {
  phone.cutAll();
  await expect.poll(() => worker.switchboard.sessions).toBe(0);
  expect((await fetch(`${worker.voiceUrl}/health`)).status).toBe(200);
  // It takes the next call, and all its places are free again.
  const next = await phone.ring();
  expect(next.action.verb).toBe('stream');
  await phone.over(next);
  expect(worker.switchboard.admission.taken).toBe(0);
});

async function recordOf({ door }: Ringing) {
  const found = await findCallBySid(world.deps, door.callSid);
  if (found === null) throw new Error('the call was not written');
  const { clinicId, callId } = found;
  return { clinicId, callId, ctx: { ...world.deps, clinicId, actor: { kind: 'system' as const } } };
}

async function stateOf(ringing: Ringing) {
  const { ctx, callId } = await recordOf(ringing);
  return getCallState(ctx, callId);
}

async function callbackOf(ringing: Ringing): Promise<{ status: string; phone: string | null } | null> {
  const { ctx, callId, clinicId } = await recordOf(ringing);
  return ctx.db.withTenant(clinicId, async ({ tx, cipher }) => {
    const row = await tx.callback.findFirst({ where: { callId }, select: { id: true, status: true, phone: true } });
    if (row === null) return null;
    return { status: row.status, phone: row.phone && cipher.open('callbacks', 'phone', row.id, row.phone) };
  });
}

const counted = async (name: string): Promise<number> => {
  const text = await (await fetch(`${worker.voiceUrl}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(name));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
};

describe('the webhooks', () => {
  it.each(['incoming', 'status', 'after-stream', 'after-dial', 'stream-status'])(
    'refuse what Twilio did not sign: %s',
    async (name) => {
      const before = await counted('voice_bad_signatures_total');
      const stranger = createTwilioDoor({ authToken: randomBytes(16).toString('hex') });
      const answer = await stranger.post(`${worker.voiceUrl}${path}/${name}`, {
        CallSid: stranger.callSid,
        To: demoNumbers.asha,
      });
      expect(answer).toMatchObject({ verb: 'reject', status: 403 });
      expect((await fetch(`${worker.voiceUrl}${path}/${name}`, { method: 'POST' })).status).toBe(403);
      expect(await counted('voice_bad_signatures_total')).toBe(before + 2);
    },
  );

  it('refuse what was signed with other words than it brings', async () => {
    const door = createTwilioDoor({ authToken: world.authToken });
    const url = `${worker.voiceUrl}${path}/incoming`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': door.signUpgrade(url) },
      body: new URLSearchParams({ CallSid: door.callSid, To: demoNumbers.asha }),
    });
    expect(answer.status).toBe(403);
  });

  it.each(['status', 'after-stream', 'after-dial'])('answer 404 to a call that is none: %s', async (name) => {
    const door = createTwilioDoor({ authToken: world.authToken });
    const params = { CallSid: door.callSid, To: demoNumbers.asha, CallStatus: 'completed', DialCallStatus: 'busy' };
    expect(await door.post(`${worker.voiceUrl}${path}/${name}`, params)).toMatchObject({ verb: 'reject', status: 404 });
  });

  it('count what Twilio says went wrong with a media stream, and nothing of what it quotes', async () => {
    const door = createTwilioDoor({ authToken: world.authToken });
    const tell = (StreamEvent: string, StreamError?: string) =>
      door.post(`${worker.voiceUrl}${path}/stream-status`, {
        ...{ CallSid: door.callSid, StreamSid: `MZ${'0'.repeat(32)}`, StreamEvent },
        ...(StreamError === undefined ? {} : { StreamError }),
      });
    await tell('stream-started');
    await tell('stream-error', 'Stream - WebSocket - Protocol Error (31924): said Neha');
    await tell('stream-error', 'no number at all');
    await tell('stream-stopped');
    expect(await counted('voice_stream_errors_total{code="31924"')).toBe(1);
    expect(await counted('voice_stream_errors_total')).toBe(2);
    expect(world.log.join('')).not.toMatch(/said Neha/);
  });

  it('tell the desk that a call is over which its worker lost', async () => {
    const clinic = await findClinicByNumber(world.deps, demoNumbers.asha);
    const ctx = { ...world.deps, clinicId: clinic?.clinicId ?? '', actor: { kind: 'system' as const } };
    const door = createTwilioDoor({ authToken: world.authToken });
    const { callId } = await startCall(ctx, {
      ...{ callSid: door.callSid, direction: 'inbound', from: '+916000100071', to: demoNumbers.asha, language: 'hi' },
      workerId: 'gone',
    });
    const watching = new AbortController();
    const ended: unknown[] = [];
    const watched = (async () => {
      for await (const item of world.deps.live.subscribe(ctx.clinicId, { signal: watching.signal }))
        if ('event' in item && item.event.type === 'call.ended') ended.push(item.event.data);
    })();
    await door.post(`${worker.voiceUrl}${path}/status`, { CallSid: door.callSid, CallStatus: 'completed' });
    await expect.poll(() => ended).toMatchObject([{ callId, outcome: 'abandoned' }]);
    watching.abort();
    await watched;
  });

  it.each(['+912000000000', 'client:nobody'])('answer 404 to a number that is no clinic’s: %s', async (To) => {
    expect((await phone.ring('+916000100001', { To })).action).toMatchObject({ verb: 'reject', status: 404 });
  });

  it.each([{ CallSid: 'nonsense' }, { To: '' }, { From: 'x'.repeat(65) }])(
    'answer 400 to another shape: %j',
    async (bad) => {
      expect((await phone.ring('+916000100001', bad)).action).toMatchObject({ status: 400 });
    },
  );

  it('do not answer a phone that the clinic blocked, until it may ring again', async () => {
    const blocked = '+916000100066';
    const clinic = await findClinicByNumber(world.deps, demoNumbers.asha);
    const ctx = { ...world.deps, clinicId: clinic?.clinicId ?? '', actor: { kind: 'system' as const } };
    await blockCaller(ctx, { phone: blocked, reason: 'rings and says nothing' });
    const before = await counted('voice_calls_blocked_total');
    const refused = await phone.ring(blocked);
    expect(refused.action).toMatchObject({ verb: 'reject', status: 200 });
    expect(await findCallBySid(world.deps, refused.door.callSid)).toBeNull();
    expect(await counted('voice_calls_blocked_total')).toBe(before + 1);
    await unblockCaller(ctx, { phone: blocked });
    const taken = await phone.ring(blocked);
    expect(taken.action.verb).toBe('stream');
    await phone.over(taken);
  });

  it('answer 413 to a body that is too large', async () => {
    const answer = await fetch(`${worker.voiceUrl}${path}/incoming`, { method: 'POST', body: 'a=b'.repeat(50_000) });
    expect([413, 415]).toContain(answer.status);
    const form = await fetch(`${worker.voiceUrl}${path}/incoming`, {
      method: 'POST',
      body: new URLSearchParams({ a: 'b'.repeat(100_000) }),
    });
    expect(form.status).toBe(413);
  });

  it('take a call once, however often Twilio repeats itself', async () => {
    const ringing = await phone.ring();
    const again = await ringing.door.post(`${worker.voiceUrl}${path}/incoming`, ringing.params);
    expect(again.verb).toBe('stream');
    expect(worker.switchboard.admission.taken).toBe(1);
    await phone.over(ringing);
    expect(worker.switchboard.admission.taken).toBe(0);
  });
});

describe('the media stream', () => {
  it('is refused with 403 at the upgrade where the signature is wrong', async () => {
    const ringing = await phone.ring();
    await expect(phone.connect(ringing, { signature: 'wrong' })).rejects.toThrow('403');
    expect(worker.switchboard.mayOpen(ringing.door.callSid)).toBe('yes');
    await phone.over(ringing);
  });

  it('is refused with 404 where the call is unknown', async () => {
    const ringing = await phone.ring();
    const callSid = `CA${randomBytes(16).toString('hex')}`;
    await expect(phone.connect(ringing, { callSid })).rejects.toThrow('404');
    await phone.over(ringing);
  });

  it('is one for each call: a second is refused with 409, and the first goes on', async () => {
    const call = await phone.call();
    await expect.poll(() => worker.switchboard.sessions).toBe(1);
    await expect(phone.connect(call)).rejects.toThrow('409');
    await expect.poll(() => call.client.lastHeardAtMs, { timeout: 10_000 }).not.toBeNull();
    expect(worker.switchboard.sessions).toBe(1);
  });

  it('is closed with 1008 where its token is wrong, or another call’s', async () => {
    const [one, other] = [await phone.ring(), await phone.ring('+916000100003')];
    expect(await (await phone.connect(one, { token: 'wrong' })).closed).toBe(1008);
    const token = streamOf(one.action).parameters.token ?? '';
    expect(await (await phone.connect(other, { token })).closed).toBe(1008);
    expect(worker.switchboard.sessions).toBe(0);
    await phone.over(one);
    await phone.over(other);
  });

  it('takes a token once: Twilio’s repetition of the call brings another, and the old one is refused', async () => {
    const call = await phone.call();
    await expect.poll(() => worker.switchboard.sessions).toBe(1);
    call.client.cut();
    await expect.poll(() => worker.switchboard.sessions).toBe(0);
    await expect(phone.connect(call)).rejects.toThrow('404');
    const action = await call.door.post(`${worker.voiceUrl}${path}/incoming`, call.params);
    const old = streamOf(call.action).parameters.token ?? '';
    expect(await (await phone.connect({ ...call, action }, { token: old })).closed).toBe(1008);
    await phone.over(call);
  });

  it('counts malformed messages and goes on', async () => {
    const before = await counted('voice_malformed_messages_total');
    const { client } = await phone.call();
    for (let count = 0; count < 48; count++) client.sendRaw('{"event":"media","media":{"payload":"***"}}');
    client.sendRaw('{"event":"weather"}');
    client.sendRaw(Buffer.from([1, 2, 3]));
    await expect.poll(() => client.lastHeardAtMs, { timeout: 10_000 }).not.toBeNull();
    await expect.poll(() => counted('voice_malformed_messages_total')).toBe(before + 49);
    expect(worker.switchboard.sessions).toBe(1);
  });

  it('is closed with 1008 by the fiftieth malformed message', async () => {
    const { client, closed } = await phone.call();
    for (let count = 0; count < 50; count++) client.sendRaw('{');
    expect(await closed).toBe(1008);
  });

  it('is closed with 1009 by a message that is too large', async () => {
    const { client, closed } = await phone.call();
    client.sendRaw(JSON.stringify({ event: 'media', media: { payload: 'A'.repeat(100_000) } }));
    expect(await closed).toBe(1009);
  });

  it('that says nothing of a call before its sound is not listened to', async () => {
    const ringing = await phone.ring();
    const { client } = await phone.connect(ringing, { callSid: ringing.door.callSid });
    client.sendRaw('{"event":"start","start":{"callSid":"CA0"}}');
    await expect.poll(() => client.lastHeardAtMs, { timeout: 10_000 }).not.toBeNull();
    expect(worker.switchboard.sessions).toBe(1);
  });
});

describe('a caller who is gone', () => {
  it('in the middle of a word leaves nothing behind', async () => {
    const call = await phone.call();
    await expect.poll(() => call.client.isAgentSilent && call.client.lastHeardAtMs, { timeout: 25_000 }).toBeTruthy();
    const text = 'I would like to book an appointment';
    const words = await world.voice.speak({ text, language: 'en', voice: 'caller' });
    const spokenFrom = call.client.atMs;
    void call.client.speak(words);
    await expect.poll(() => call.client.atMs - spokenFrom, { timeout: 10_000 }).toBeGreaterThan(700);
    call.client.cut();
    await call.closed;
    await expect.poll(() => worker.switchboard.admission.taken).toBe(0);
    await expect.poll(async () => (await stateOf(call))?.outcome).toBe('abandoned');
    expect(await world.deps.live.calls.list((await recordOf(call)).clinicId)).toEqual([]);
  }, 60_000);

  it('while the agent speaks is told nothing more, and what was heard is kept', async () => {
    const call = await phone.call();
    await expect.poll(() => call.client.lastHeardAtMs ?? 0, { timeout: 10_000 }).toBeGreaterThan(1_500);
    expect(call.client.isAgentSilent).toBe(false);
    call.client.hangUp();
    await call.closed;
    await expect.poll(() => worker.switchboard.admission.taken).toBe(0);
    await expect.poll(async () => (await stateOf(call))?.outcome).toBe('abandoned');
    const { ctx, callId } = await recordOf(call);
    const { turns } = await getCall(ctx, callId);
    expect(turns).toMatchObject([{ who: 'agent', isInterrupted: true }]);
    expect(turns[0]?.text).toMatch(/^Namaste/);
    expect(turns[0]?.text).not.toMatch(/help you\?$/);
  }, 60_000);
});

describe('when all places are taken', () => {
  let taken: Ringing[];
  const fill = async () => {
    taken = [await phone.ring(), await phone.ring('+916000100003')];
  };
  const empty = async () => {
    for (const ringing of taken) await phone.over(ringing);
  };

  it('the caller goes to the clinic’s own phone', async () => {
    await fill();
    const before = await counted('voice_calls_refused_full_total');
    const refused = await phone.ring('+916000100002');
    expect(refused.action).toMatchObject({ verb: 'dial', phone: '+912066000099' });
    expect(await counted('voice_calls_refused_full_total')).toBe(before + 1);
    expect((await stateOf(refused))?.outcome).toBe('transferred');
    expect(await callbackOf(refused)).toBeNull();
    await empty();
  });

  it.each([
    ['the clinic’s phone forwarded it', '+916000100002', { ForwardedFrom: '+912066000099' }, '+916000100002'],
    ['the clinic’s phone is the caller', '+912066000099', {}, '+912066000099'],
    ['the number that rings is the caller', demoNumbers.asha, {}, null],
    ['it was forwarded and the number is withheld', 'anonymous', { ForwardedFrom: '+912066000099' }, null],
  ])('is promised a call back, in writing, where dialling would loop: %s', async (_, from, more, number) => {
    await fill();
    const looping = await phone.ring(from, more);
    expect(looping.action).toMatchObject({ verb: 'say' });
    expect(looping.action.verb === 'say' && looping.action.texts.join(' ')).toMatch(/वापस फ़ोन.*ring you back/);
    expect((await stateOf(looping))?.outcome).toBe('message');
    expect(await callbackOf(looping)).toEqual({ status: 'open', phone: number });
    await empty();
  });

  it('a phone that was dialled and not answered ends in a promise too', async () => {
    await fill();
    const refused = await phone.ring('+916000100002');
    const url = `${worker.voiceUrl}${path}/after-dial`;
    const unanswered = { ...refused.params, DialCallStatus: 'no-answer' };
    expect(await refused.door.post(url, unanswered)).toMatchObject({ verb: 'say' });
    expect(await refused.door.post(url, unanswered)).toMatchObject({ verb: 'say' });
    expect(await callbackOf(refused)).toEqual({ status: 'open', phone: '+916000100002' });
    expect(await refused.door.post(url, { ...refused.params, DialCallStatus: 'completed' })).toEqual({
      verb: 'hangup',
    });
    await empty();
  });
});

describe('what operators ask', () => {
  it('says that it lives, that it is ready and with what, and how many calls it holds', async () => {
    const ringing = await phone.ring();
    const ready = await fetch(`${worker.voiceUrl}/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      isReady: true,
      database: 'up',
      redis: 'up',
      providers: { stt: 'local', llm: 'rules', tts: 'local' },
      calls: { taken: 1, most: 2 },
    });
    await phone.over(ringing);
  });

  it('is not ready before it is warm, though it lives', async () => {
    let isWarm = false;
    const cold = await world.startWorker({ isWarm: () => isWarm });
    expect((await fetch(`${cold.voiceUrl}/ready`)).status).toBe(503);
    expect((await fetch(`${cold.voiceUrl}/health`)).status).toBe(200);
    isWarm = true;
    expect((await fetch(`${cold.voiceUrl}/ready`)).status).toBe(200);
  });

  it('counts calls under way and those that are over', async () => {
    const before = await counted('voice_session_duration_sec_count');
    const { client, closed } = await phone.call();
    await expect.poll(() => counted('voice_active_sessions')).toBe(1);
    client.cut();
    await closed;
    await expect.poll(() => counted('voice_active_sessions')).toBe(0);
    expect(await counted('voice_session_duration_sec_count')).toBe(before + 1);
  });
});

it('writes no name, number or word into its log', async () => {
  expect(world.log.length).toBeGreaterThan(3);
  expect(world.log.join('')).not.toMatch(/6000100|66000099|Kulkarni|Asha|appointment with/);
});
