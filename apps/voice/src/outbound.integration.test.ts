// Guards calls that the clinic places, from the desk's wish to the talk: with Twilio's real library, and everything that can be at the other end.
import { leaveCallback, listAttempts, placeCall, requestCall } from '@vaani/clinic';
import { systemClock } from '@vaani/config';
import { twilioCalls } from '@vaani/providers';
import { createTwilioDoor, type Delivery } from '@vaani/sandbox';
import { describe, expect, it } from 'vitest';
import { placerBy } from '../../worker/src/calls.ts';
import { abroad, entry, type PhoneLine } from './testing/phone-line.ts';
import { phoneLines } from './testing/phone-lines.ts';

const patient = { timeout: 15_000 };

const lines = phoneLines();
const { lineWith } = lines;
let patients = 0;
const somebody = (): string => `+9182000${String(30_000 + patients++)}`;

/** The desk has somebody rung back, and the worker's job runs. */
async function ringBack(on: PhoneLine, phone: string): Promise<{ callbackId: string; attemptId: string }> {
  const { callbackId } = await leaveCallback(on.ctx, { phone, reason: 'about the fee' });
  const { attemptId } = await requestCall(on.ctx, { callbackId });
  const account = { accountSid: `AC${'0b'.repeat(16)}`, authToken: lines.world.authToken, apiUrl: on.twilio.url };
  const telephony = twilioCalls({ account: async () => account, clock: systemClock });
  const placer = placerBy(telephony, on.worker.voiceUrl);
  await placeCall(on.ctx, attemptId, { placer, signal: new AbortController().signal });
  return { callbackId, attemptId };
}
const attempts = async (on: PhoneLine, callbackId: string) =>
  (await listAttempts(on.ctx, callbackId)).map(({ status }) => status);
const statusOf = (on: PhoneLine, callbackId: string) =>
  on.ctx.db.withTenant(on.ctx.clinicId, async ({ tx }) => {
    const row = await tx.callback.findFirst({ where: { id: callbackId }, select: { status: true } });
    return row?.status;
  });

describe('somebody who was promised a call', () => {
  it('picks up: the AI says who rings and why, they talk, and the callback is done', async () => {
    const on = await lineWith();
    const phone = somebody();
    const { callbackId } = await ringBack(on, phone);
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/आशा क्लिनिक से बोल रही हूँ.*वापस फ़ोन/);
    const call = on.callTo(phone);
    expect(call).toMatchObject({ direction: 'outbound-api', from: abroad, answeredBy: 'human' });
    expect(await attempts(on, callbackId)).toEqual(['talking']);
    expect(await on.ctx.live.calls.list(on.ctx.clinicId)).toMatchObject([{ direction: 'outbound' }]);
    await on.twilio.end(call?.sid ?? '');
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['answered']);
    expect(await statusOf(on, callbackId)).toBe('done');
    await expect.poll(() => on.worker.switchboard.admission.taken).toBe(0);
    const [attempt] = await listAttempts(on.ctx, callbackId);
    const row = await on.ctx.db.withTenant(on.ctx.clinicId, ({ tx }) =>
      tx.callLog.findFirst({ where: { id: attempt?.callId ?? '' }, select: { direction: true, endedAt: true } }),
    );
    expect(row?.direction).toBe('outbound');
    await expect
      .poll(async () =>
        on.ctx.db.withTenant(on.ctx.clinicId, async ({ tx }) => {
          const where = { id: attempt?.callId ?? '' };
          return (await tx.callLog.findFirst({ where, select: { endedAt: true } }))?.endedAt ?? null;
        }),
      )
      .not.toBeNull();
  });

  it('asks for a person, who is rung by the number of the clinic, not by the patient’s', async () => {
    const on = await lineWith();
    const phone = somebody();
    await ringBack(on, phone);
    await expect.poll(() => on.voice.said.length, patient).toBeGreaterThan(0);
    on.twilio.press(on.callTo(phone)?.sid ?? '', '0');
    await expect.poll(() => on.callTo('+912066000099')?.from, patient).toBe(abroad);
  });

  it('whose mailbox picks up: the AI stops as soon as that is known, and nobody is taken for reached', async () => {
    const on = await lineWith({ detectionMs: 2_500 });
    const phone = somebody();
    on.plans.set(phone, 'machine');
    const { callbackId } = await ringBack(on, phone);
    // Whoever it is, nobody waits for the verdict.
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/आशा क्लिनिक से बोल रही हूँ/);
    expect(await attempts(on, callbackId)).toEqual(['talking']);
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['voicemail']);
    await expect.poll(() => on.callTo(phone)?.status, patient).toBe('completed');
    expect(await statusOf(on, callbackId)).toBe('open');
    await expect.poll(() => on.worker.switchboard.admission.taken).toBe(0);
    expect(on.callTo('+912066000099')).toBeUndefined();
  });

  it('and leaves while somebody is being rung for them: whoever is rung is rung no more', async () => {
    const desk = '+912066000011';
    const on = await lineWith({ directory: [entry('Desk', desk, { isWarm: true })] });
    const phone = somebody();
    on.plans.set(desk, { answer: 'human', keys: [], sitsThrough: true });
    await ringBack(on, phone);
    await expect.poll(() => on.voice.said.length, patient).toBeGreaterThan(0);
    const sid = on.callTo(phone)?.sid ?? '';
    on.twilio.press(sid, '0');
    await expect.poll(() => on.callTo(desk)?.status, patient).toBe('in-progress');
    await on.twilio.end(sid);
    await expect.poll(() => on.steps(sid), patient).toEqual(['Desk: gone']);
  });

  it.each([
    ['busy', 'busy'],
    ['no-answer', 'no_answer'],
    ['failed', 'failed'],
  ] as const)('is not reached (%s): nothing is said, and it is written as %s', async (answer, status) => {
    const on = await lineWith();
    const phone = somebody();
    on.plans.set(phone, answer);
    const { callbackId } = await ringBack(on, phone);
    await expect.poll(() => attempts(on, callbackId), patient).toEqual([status]);
    expect(await statusOf(on, callbackId)).toBe('open');
    await expect.poll(() => on.callTo(phone)?.status, patient).not.toBe('in-progress');
    expect(on.callTo(phone)?.heard).toEqual([]);
    expect(on.voice.said).toEqual([]);
    expect(on.worker.switchboard.admission.taken).toBe(0);
  });

  it.each<Delivery>(['twice', 'late'])('is rung once, whatever comes %s', async (delivery) => {
    const on = await lineWith({
      deliveries: ({ kind, params }) =>
        delivery === 'late' && (kind !== 'status' || params.CallStatus === 'completed') ? 'once' : delivery,
    });
    const phone = somebody();
    const { callbackId } = await ringBack(on, phone);
    await expect.poll(() => on.voice.said.length, patient).toBeGreaterThan(0);
    await on.twilio.end(on.callTo(phone)?.sid ?? '');
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['answered']);
    expect(on.twilio.calls().filter(({ to }) => to === phone)).toHaveLength(1);
    expect(await statusOf(on, callbackId)).toBe('done');
  });

  it('by a clinic whose number is Indian is not reached at all, and that is written', async () => {
    const on = await lineWith({ settings: { callerId: null } });
    const { callbackId } = await ringBack(on, somebody());
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['failed']);
  });
});

describe('the doors of calls that are placed', () => {
  it('take what Twilio signed and nothing else, and no attempt that is none', async () => {
    const on = await lineWith();
    const about = `clinic=${on.ctx.clinicId}&attempt=01900000-0000-7000-8000-0000000000ff`;
    const door = createTwilioDoor({ authToken: lines.world.authToken });
    const stranger = createTwilioDoor({ authToken: 'f'.repeat(32) });
    for (const name of ['outbound', 'outbound-status', 'outbound-machine']) {
      const url = `${on.worker.voiceUrl}/api/v1/voice/${name}`;
      const params = { CallSid: door.callSid, CallStatus: 'completed', From: abroad };
      expect(await stranger.post(`${url}?${about}`, params)).toMatchObject({ status: 403 });
      expect(await door.post(`${url}?clinic=x`, params)).toMatchObject({ status: 400 });
    }
    const url = `${on.worker.voiceUrl}/api/v1/voice/outbound?${about}`;
    expect(await door.post(url, { CallSid: door.callSid, From: abroad })).toEqual({ verb: 'hangup' });
    expect(on.worker.switchboard.admission.taken).toBe(0);
  });
});

it('writes no number into its log', () => {
  expect(lines.world.log.length).toBeGreaterThan(5);
  expect(lines.world.log.join('')).not.toMatch(/82000300|12025550100|about the fee/);
});
