// Guards a call whose servers are lost in the middle of it: it goes on, or ends with words and a way to a person, and the service is well afterwards.
import { findCallBySid, getCall } from '@vaani/clinic';
import { type CallPlan, type CallResult, createTwilioDoor, placeCall, scenarios } from '@vaani/sandbox';
import { ownRedis } from '@vaani/services/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPhone, type Phone, path } from './testing/phone.ts';
import { quickVoice } from './testing/stand-ins.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';
import { wireTo } from './testing/wire.ts';

type Wire = Awaited<ReturnType<typeof wireTo>>;
type Redis = Awaited<ReturnType<typeof ownRedis>>;

let world: VoiceWorld;
let worker: VoiceWorker;
let phone: Phone;
let postgres: Wire;
let redis: Redis;
const voice = quickVoice();

beforeAll(async () => {
  redis = await ownRedis();
  world = await startVoiceWorld({
    redisUrl: redis.url,
    async databaseUrl(url) {
      postgres = await wireTo(url);
      return postgres.url;
    },
  });
  worker = await world.startWorker({ tts: voice });
  phone = createPhone(world, worker);
}, 120_000);
afterAll(async () => {
  phone.cutAll();
  await world.close();
  await postgres.close();
  await redis.stop();
});

/** The caller of book-english, who hears what the voice is asked to say: no word of it goes through Redis or the database. */
async function callWhile(lose: () => unknown): Promise<CallResult> {
  const scenario = scenarios.find(({ name }) => name === 'book-english');
  if (scenario === undefined) throw new Error('no such scenario');
  voice.said.length = 0;
  let answeredTo = 0;
  let isLost = false;
  const plan: CallPlan = {
    voiceUrl: worker.voiceUrl,
    authToken: world.authToken,
    ...{ from: scenario.from, to: scenario.to, lines: scenario.lines },
    ears: {
      last: () =>
        voice.said.length === 0 ? null : { index: voice.said.length, text: voice.said.slice(answeredTo).join(' ') },
    },
    voiceOf(text) {
      answeredTo = voice.said.length;
      return world.voice.speak({ text, language: 'en', voice: 'caller' });
    },
    async onSaid() {
      if (isLost) return;
      isLost = true;
      await lose();
    },
    maxMs: 90_000,
  };
  return placeCall(plan);
}

async function recordOf(callSid: string) {
  const found = await findCallBySid(world.deps, callSid);
  if (found === null) throw new Error('the call was not written');
  const ctx = { ...world.deps, clinicId: found.clinicId, actor: { kind: 'system' as const } };
  const call = await getCall(ctx, found.callId);
  const callbacks = await ctx.db.withTenant(found.clinicId, ({ tx }) =>
    tx.callback.count({ where: { callId: found.callId, status: 'open' } }),
  );
  return { ...call, clinicId: found.clinicId, callbacks };
}

const ready = async () => {
  const answer = await fetch(`${worker.voiceUrl}/ready`);
  const { isReady, database, redis: bus } = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, isReady, database, redis: bus };
};
const well = { status: 200, isReady: true, database: 'up', redis: 'up' };
const isAlive = async () => (await fetch(`${worker.voiceUrl}/health`)).ok;

/** The service takes a call as if nothing had been. */
async function takesCalls(): Promise<void> {
  await expect.poll(ready, { timeout: 20_000 }).toEqual(well);
  const call = await phone.call();
  await expect.poll(() => call.client.lastHeardAtMs, { timeout: 10_000 }).not.toBeNull();
  const { clinicId, id } = await recordOf(call.door.callSid);
  await expect
    .poll(async () => (await world.deps.live.calls.list(clinicId)).map(({ callId }) => callId), { timeout: 10_000 })
    .toEqual([id]);
  call.client.hangUp();
  await call.closed;
  await expect.poll(async () => (await recordOf(call.door.callSid)).outcome, { timeout: 10_000 }).toBe('abandoned');
  expect(worker.switchboard.admission.taken).toBe(0);
}

describe('Redis is killed in mid-call', () => {
  it('and the call goes on to its appointment; the service says that it is not ready, and is again when Redis is', async () => {
    const result = await callWhile(() => redis.stop());
    expect(result, voice.said.join(' | ')).toMatchObject({ closedBy: 'agent', after: { verb: 'hangup' } });
    await expect.poll(async () => (await recordOf(result.callSid)).outcome, { timeout: 10_000 }).toBe('booked');
    const { appointments, turns } = await recordOf(result.callSid);
    expect(appointments).toHaveLength(1);
    expect(turns.length).toBeGreaterThan(6);
    expect(await ready()).toEqual({ status: 503, isReady: false, database: 'up', redis: 'down' });
    expect(await isAlive()).toBe(true);
    redis = await ownRedis(Number(new URL(redis.url).port));
    await takesCalls();
  }, 120_000);
});

describe('Postgres is lost in mid-call', () => {
  it('and the caller is told, and promised a call back, which is written when it is there again', async () => {
    const result = await callWhile(() => postgres.cut());
    expect(voice.said.join(' ')).toMatch(/our system is not answering.*call you back/);
    expect(result).toMatchObject({ closedBy: 'agent', after: { verb: 'hangup' } });
    expect(await ready()).toEqual({ status: 503, isReady: false, database: 'down', redis: 'up' });
    expect(await isAlive()).toBe(true);
    expect(worker.switchboard.admission.taken).toBe(0);
    postgres.mend();
    await expect.poll(ready, { timeout: 20_000 }).toEqual(well);
    await expect.poll(async () => (await recordOf(result.callSid)).outcome, { timeout: 20_000 }).toBe('message');
    const { appointments, turns, callbacks } = await recordOf(result.callSid);
    expect(appointments).toEqual([]);
    expect(callbacks).toBe(1);
    expect(turns.map(({ text }) => text).join(' ')).toMatch(/our system is not answering/);
    await takesCalls();
  }, 120_000);

  it('and answers nothing, which is no longer waited for', async () => {
    const result = await callWhile(() => postgres.freeze());
    expect(voice.said.join(' ')).toMatch(/One moment.*our system is not answering.*call you back/);
    expect(result).toMatchObject({ closedBy: 'agent', after: { verb: 'hangup' } });
    expect(await isAlive()).toBe(true);
    postgres.mend();
    await expect.poll(ready, { timeout: 20_000 }).toEqual(well);
    await expect.poll(async () => (await recordOf(result.callSid)).callbacks, { timeout: 30_000 }).toBe(1);
    await takesCalls();
  }, 120_000);

  it('and a caller who asked for a person is put through; one who just rings goes to the clinic’s phone', async () => {
    const call = await phone.call();
    await expect.poll(() => call.client.lastHeardAtMs, { timeout: 10_000 }).not.toBeNull();
    const lostClinic = (await recordOf(call.door.callSid)).clinicId;
    postgres.cut();
    call.client.press('0');
    expect(await call.closed).toBe(1000);
    expect(await phone.afterStream(call)).toMatchObject({ verb: 'dial' });

    // A call of a worker that is gone: neither this one nor the database knows it.
    const lost = createTwilioDoor({ authToken: world.authToken });
    const url = `${worker.voiceUrl}${path}/after-stream`;
    const going = { CallSid: lost.callSid, From: '+916000100001', To: '+912066000001' };
    expect(await lost.post(url, going)).toMatchObject({ verb: 'dial' });

    expect((await phone.ring()).action).toMatchObject({ verb: 'dial', phone: '+912066000099' });
    const looping = await phone.ring('+916000100002', { ForwardedFrom: '+912066000099' });
    expect(looping.action).toMatchObject({ verb: 'say' });
    expect(await lost.post(url, { ...going, ForwardedFrom: '+912066000099' })).toMatchObject({ verb: 'say' });
    // Somebody whom we rang back picks up: nobody knows why, and no place is kept for them.
    const about = `clinic=${lostClinic}&attempt=01900000-0000-7000-8000-0000000000ff`;
    const picked = createTwilioDoor({ authToken: world.authToken });
    const answer = await picked.post(`${worker.voiceUrl}${path}/outbound?${about}`, { CallSid: picked.callSid });
    expect(answer).toEqual({ verb: 'hangup' });
    expect(worker.switchboard.admission.taken).toBe(0);
    postgres.mend();
    await takesCalls();
    const promised = () =>
      world.deps.db.withTenant(lostClinic, ({ tx }) => tx.callback.count({ where: { status: 'open', callId: null } }));
    await expect.poll(promised, { timeout: 20_000 }).toBe(2);
  }, 120_000);
});

it('writes no name, number or word into its log', () => {
  expect(world.log.length).toBeGreaterThan(20);
  const log = world.log.join('');
  for (const canary of ['6000100', '66000099', 'Neha', 'Kulkarni', 'Sharma', 'शर्मा', 'tomorrow', 'appointment with'])
    expect(log.includes(canary), canary).toBe(false);
});
