// Guards what a call can be told over Twilio's REST interface, with the real library on loopback.
import { createServer } from 'node:http';
import { systemClock } from '@vaani/config';
import { type Fault, inOrder, startTwilioCalls, type TwilioCalls, type TwilioCallsOptions } from '@vaani/sandbox';
import twilio from 'twilio';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlacedCall } from './telephony.ts';
import { twilioCalls } from './twilio-calls.ts';

const accountSid = `AC${'0b'.repeat(16)}`;
const authToken = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const ours = '+14155550100';
const { signal } = new AbortController();

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(over: Partial<TwilioCallsOptions> = {}) {
  const sandbox = await startTwilioCalls({
    ...{ accountSid, authToken, numbers: [ours, '+912261234567'], clock: systemClock },
    ...over,
  });
  closing.push(sandbox.close);
  const telephony = twilioCalls({
    account: async () => ({ accountSid, authToken, apiUrl: sandbox.url }),
    clock: systemClock,
  });
  return { sandbox, telephony };
}

/** The clinic's webhooks: what Twilio posted to them, its signature checked. */
async function startHooks() {
  const posted: Record<string, string>[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
      const signature = String(request.headers['x-twilio-signature']);
      if (twilio.validateRequest(authToken, signature, `${url}${request.url}`, params)) posted.push(params);
      response.end('<Response><Pause/></Response>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { url, posted };
}

const call = (over: Partial<PlacedCall> = {}): PlacedCall => ({
  to: '+919820000001',
  from: ours,
  instructions: { twiml: '<Response><Pause length="1"/></Response>' },
  statusUrl: 'http://127.0.0.1:9/status',
  ringS: 25,
  machineUrl: null,
  ...over,
});

const callOf = (sandbox: TwilioCalls, sid: string) => sandbox.calls().find((one) => one.sid === sid);

describe('a call under way', () => {
  it('is ended, and one that is over already is as good', async () => {
    const { sandbox, telephony } = await start();
    const sid = sandbox.begin({ from: '+919820000001', to: ours });
    expect(await telephony.hangUp(sid, signal)).toBe(true);
    expect(callOf(sandbox, sid)?.status).toBe('completed');
    expect(await telephony.hangUp(sid, signal)).toBe(false);
    expect(await telephony.hangUp(`CA${'9'.repeat(32)}`, signal)).toBe(false);
    expect(await telephony.redirect(sid, { twiml: '<Response><Hangup/></Response>' }, signal)).toBe(false);
  });

  it('is given new instructions by their address too; what is no TwiML is refused', async () => {
    const { url } = await startHooks();
    const { sandbox, telephony } = await start();
    const sid = sandbox.begin({ from: '+919820000001', to: ours });
    expect(await telephony.redirect(sid, { url: `${url}/next` }, signal)).toBe(true);
    await expect.poll(() => callOf(sandbox, sid)?.instructions).toEqual(['<Response><Pause/></Response>']);
    await expect(telephony.redirect(sid, { twiml: '<Response><Dial>' }, signal)).rejects.toMatchObject({
      provider: 'twilio',
      operation: 'redirect',
      reason: 'refused',
      isRetryable: false,
    });
  });
});

describe('a call that is placed', () => {
  it('reports how far it is, and follows what it was told once it is answered', async () => {
    const { url, posted } = await startHooks();
    const { sandbox, telephony } = await start();
    const { callSid } = await telephony.place(call({ statusUrl: `${url}/status`, machineUrl: `${url}/who` }), signal);
    await expect.poll(() => callOf(sandbox, callSid)?.instructions.length).toBe(1);
    await expect
      .poll(() => posted.some(({ MachineDetectionDuration }) => MachineDetectionDuration !== undefined))
      .toBe(true);
    await telephony.hangUp(callSid, signal);
    const statuses = () => posted.filter((one) => one.MachineDetectionDuration === undefined);
    await expect
      .poll(() => statuses().map(({ CallStatus }) => CallStatus))
      .toEqual(['queued', 'ringing', 'in-progress', 'completed']);
    const verdict = posted.find((one) => one.MachineDetectionDuration !== undefined);
    expect(verdict).toMatchObject({ CallSid: callSid, AnsweredBy: 'human', Direction: 'outbound-api' });
    expect(callOf(sandbox, callSid)).toMatchObject({ ringS: 25, from: ours, to: '+919820000001' });
  });

  it.each(['busy', 'no-answer', 'failed'] as const)('and is not answered (%s) says so', async (answered) => {
    const { url, posted } = await startHooks();
    const { telephony } = await start({ answers: () => answered });
    await telephony.place(call({ statusUrl: `${url}/status` }), signal);
    await expect.poll(() => posted.at(-1)?.CallStatus).toBe(answered);
  });

  it('is answered by a machine, and says so while it goes on', async () => {
    const { url, posted } = await startHooks();
    const { sandbox, telephony } = await start({ answers: () => 'machine', detectionMs: 300 });
    const first = { url: `${url}/first` };
    const { callSid } = await telephony.place(
      call({ statusUrl: `${url}/status`, machineUrl: `${url}/who`, instructions: first }),
      signal,
    );
    await expect.poll(() => callOf(sandbox, callSid)?.instructions.length).toBe(1);
    expect(posted.some(({ AnsweredBy }) => AnsweredBy !== undefined)).toBe(false);
    await expect.poll(() => posted.some(({ AnsweredBy }) => AnsweredBy === 'machine_start')).toBe(true);
  });

  it('from an Indian number to another does not go through', async () => {
    const { sandbox, telephony } = await start();
    const { callSid } = await telephony.place(call({ from: '+912261234567' }), signal);
    await expect.poll(() => callOf(sandbox, callSid)?.status).toBe('failed');
  });

  it.each([
    ['a number that is none', { to: '+1' }],
    ['a number that is not ours', { from: '+14155559999' }],
  ])('with %s is refused', async (_, over) => {
    const { sandbox, telephony } = await start();
    await expect(telephony.place(call(over), signal)).rejects.toMatchObject({ reason: 'refused', operation: 'place' });
    expect(sandbox.calls()).toEqual([]);
  });

  it('is found again where nobody knows whether it was placed', async () => {
    const { sandbox, telephony } = await start({ faults: inOrder([{ kind: 'close', isTaken: true }], 'calls.create') });
    const since = new Date();
    await expect(telephony.place(call(), signal)).rejects.toMatchObject({ reason: 'closed', isRetryable: true });
    const query = { to: '+919820000001', from: ours, since };
    expect(await telephony.findPlaced(query, signal)).toEqual({ callSid: sandbox.calls()[0]?.sid });
    expect(await telephony.findPlaced({ ...query, to: '+919820000002' }, signal)).toBeNull();
    const later = new Date(Date.now() + 60_000);
    expect(await telephony.findPlaced({ ...query, since: later }, signal)).toBeNull();
  });
});

describe('a failure', () => {
  it.each([
    [
      { kind: 'refuse', status: 401, code: 20003 },
      { reason: 'unauthorised', isRetryable: false },
    ],
    [
      { kind: 'busy', retryAfterS: 2 },
      { reason: 'busy', retryAfterMs: 2_000 },
    ],
    [
      { kind: 'server-error', status: 503, isTaken: false },
      { reason: 'server', isRetryable: true },
    ],
    [
      { kind: 'garbage', isTaken: false },
      { reason: 'garbled', isRetryable: true },
    ],
    [
      { kind: 'close', isTaken: false },
      { reason: 'closed', isRetryable: true },
    ],
  ] satisfies [Fault, object][])('says why: %j', async (fault, failure) => {
    const { sandbox, telephony } = await start({ faults: inOrder([fault]) });
    const sid = sandbox.begin({ from: '+919820000001', to: ours });
    await expect(telephony.hangUp(sid, signal)).rejects.toMatchObject({
      provider: 'twilio',
      operation: 'hang-up',
      ...failure,
    });
  });

  it('is not waited for when nobody wants it any more', async () => {
    const { sandbox, telephony } = await start({ faults: inOrder([{ kind: 'hang', isTaken: false }]) });
    const sid = sandbox.begin({ from: '+919820000001', to: ours });
    const leaving = new AbortController();
    const ending = telephony.hangUp(sid, leaving.signal);
    leaving.abort(new Error('the worker stops'));
    await expect(ending).rejects.toThrow('the worker stops');
  });
});
