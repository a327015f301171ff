// Guards calls that the clinic places: whom it may ring and when, that nobody is rung twice, and what is written of how it ended.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endCall } from '../calls/write-calls.ts';
import { tidyClinic } from '../jobs/tidy-clinic.ts';
import { optOut } from '../messages/opt-outs.ts';
import { blockCaller } from '../patients/blocked-callers.ts';
import { savePhoneSettings } from '../phone/phone-settings.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { leaveCallback } from './leave-callback.ts';
import { type CallPlacer, giveUpCall, placeCall } from './place-call.ts';
import { requestCall } from './request-call.ts';
import { answerAttempt, listAttempts, settleAttempt } from './settle-attempt.ts';

/** Monday, 11:00 at the clinic. */
const start = '2026-11-23T05:30:00Z';
const callerId = '+14155550100';
const { signal } = new AbortController();

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'calls.test' });
  other = await testClinic(house, { domain: 'elsewhere.test' });
});
afterAll(() => house.close());

const settings = {
  ...{ answers: 'always' as const, afterRings: 4, afterHoursEn: null, afterHoursHi: null, callerId },
  ...{ callingFromMin: 540, callingToMin: 1_200, callsBackItself: false, monthlyCapPaise: null },
};
beforeEach(async () => {
  house.setNow(start);
  await savePhoneSettings(admin(), settings);
});

const admin = () => house.as(clinic.clinicId, clinic.admin);
const system = () => house.as(clinic.clinicId);
let line = 100;
const mobile = () => `+91982000${String(1_000 + line++)}`;
const leave = async (phone?: string) =>
  (await leaveCallback(system(), { reason: 'fees', ...(phone === undefined ? {} : { phone }) })).callbackId;
const statusOf = async (callbackId: string) =>
  (await house.owner.query<{ status: string }>('SELECT status::text FROM callbacks WHERE id = $1', [callbackId]))
    .rows[0]?.status;
const attemptsOf = async (callbackId: string) => (await listAttempts(system(), callbackId)).map(({ status }) => status);

/** A phone line that keeps what it was asked. */
function placer(over: Partial<CallPlacer> = {}) {
  const placed: { to: string; from: string }[] = [];
  const by: CallPlacer = {
    async place({ to, from }) {
      placed.push({ to, from });
      return { kind: 'placed', callSid: `CA${randomUUID().replaceAll('-', '')}` };
    },
    find: async () => null,
    ...over,
  };
  return { placed, by: { placer: by, signal } };
}

describe('the desk', () => {
  it('has a callback rung, once at a time, by the number that the clinic shows', async () => {
    const phone = mobile();
    const callbackId = await leave(phone);
    const asked = await Promise.allSettled([1, 2, 3].map(() => requestCall(admin(), { callbackId })));
    const [made, ...more] = asked.filter(({ status }) => status === 'fulfilled');
    expect(more).toEqual([]);
    for (const one of asked)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ code: 'conflict', message: 'This callback is being rung already.' });
    const attemptId = made?.status === 'fulfilled' ? made.value.attemptId : '';
    expect(await statusOf(callbackId)).toBe('in_progress');
    const { placed, by } = placer();
    await placeCall(system(), attemptId, by);
    await placeCall(system(), attemptId, by);
    expect(placed).toEqual([{ to: phone, from: callerId }]);
    expect(await attemptsOf(callbackId)).toEqual(['ringing']);
    const { rows } = await house.owner.query(
      `SELECT 1 FROM audit_entries WHERE action = 'callback.call' AND object_id = $1 AND actor_id = $2`,
      [callbackId, clinic.admin.userId],
    );
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['05:29', '2026-11-23T03:29:00Z'],
    ['20:00', '2026-11-23T14:30:00Z'],
  ])('rings nobody outside the calling hours: %s', async (_, now) => {
    house.setNow(now);
    await expect(requestCall(admin(), { callbackId: await leave(mobile()) })).rejects.toMatchObject({
      message: 'People are rung between 9:00 and 20:00 only.',
    });
  });

  it('rings nobody who is blocked, wants to hear no more, is abroad, or left no number', async () => {
    const blocked = mobile();
    await blockCaller(admin(), { phone: blocked });
    const silent = mobile();
    await house.db.withTenant(clinic.clinicId, (tenant) =>
      optOut(tenant, admin(), { channel: 'sms', recipient: silent, source: 'reply' }),
    );
    const cases: [string | undefined, string][] = [
      [blocked, 'This phone is blocked.'],
      [silent, 'Whoever has this phone does not want to hear from the clinic by it.'],
      ['+14155551234', 'This phone is abroad: ring it yourself.'],
      [undefined, 'This callback has no number that can be rung.'],
    ];
    for (const [phone, message] of cases) {
      const callbackId = await leave(phone);
      await expect(requestCall(admin(), { callbackId }), message).rejects.toMatchObject({ message });
      expect(await attemptsOf(callbackId)).toEqual([]);
    }
  });

  it('rings no callback of another clinic, none that is closed, and not as a doctor', async () => {
    const callbackId = await leave(mobile());
    const theirs = house.as(other.clinicId, other.admin);
    await expect(requestCall(theirs, { callbackId })).rejects.toMatchObject({ code: 'not-found' });
    const doctor = house.as(clinic.clinicId, clinic.doctor);
    await expect(requestCall(doctor, { callbackId })).rejects.toMatchObject({ code: 'not-allowed' });
    await house.owner.query(`UPDATE callbacks SET status = 'done' WHERE id = $1`, [callbackId]);
    await expect(requestCall(admin(), { callbackId })).rejects.toMatchObject({ message: 'This callback is closed.' });
  });
});

describe('placing', () => {
  const requested = async (phone = mobile()) => {
    const callbackId = await leave(phone);
    return { callbackId, phone, ...(await requestCall(admin(), { callbackId })) };
  };

  it('after a try of unknown outcome looks for the call first', async () => {
    const { callbackId, attemptId } = await requested();
    const lost = placer({ place: () => Promise.reject(new Error('no answer came')) });
    await expect(placeCall(system(), attemptId, lost.by)).rejects.toThrow('no answer came');
    expect(await attemptsOf(callbackId)).toEqual(['placing']);
    const asked: Date[] = [];
    const found = placer({
      find: async ({ since }) => {
        asked.push(since);
        return { callSid: 'CAfound' };
      },
    });
    await placeCall(system(), attemptId, found.by);
    expect(found.placed).toEqual([]);
    expect(asked).toEqual([new Date(start)]);
    expect(await attemptsOf(callbackId)).toEqual(['ringing']);
  });

  it('looks at the rules again: who has opted out since is not rung, and the callback is open again', async () => {
    const { callbackId, phone, attemptId } = await requested();
    await blockCaller(admin(), { phone });
    const { placed, by } = placer();
    await placeCall(system(), attemptId, by);
    expect(placed).toEqual([]);
    expect(await attemptsOf(callbackId)).toEqual(['refused']);
    expect(await statusOf(callbackId)).toBe('open');
  });

  it('that comes late waits for the calling hours', async () => {
    const { callbackId, attemptId } = await requested();
    house.setNow('2026-11-23T15:00:00Z');
    const { placed, by } = placer();
    await placeCall(system(), attemptId, by);
    expect(placed).toEqual([]);
    expect(await attemptsOf(callbackId)).toEqual(['waiting']);
    house.setNow('2026-11-24T03:30:00Z');
    await placeCall(system(), attemptId, by);
    expect(placed).toHaveLength(1);
  });

  it.each([
    ['is refused', { place: async () => ({ kind: 'refused' as const }) }],
    ['has no phone line', null],
  ])('that %s is no call', async (_, over) => {
    const { callbackId, attemptId } = await requested();
    await placeCall(system(), attemptId, over === null ? { placer: null, signal } : placer(over).by);
    expect(await attemptsOf(callbackId)).toEqual([over === null ? 'refused' : 'failed']);
    expect(await statusOf(callbackId)).toBe('open');
  });

  it('that failed for good is no call either', async () => {
    const { callbackId, attemptId } = await requested();
    await giveUpCall(system(), attemptId);
    expect(await attemptsOf(callbackId)).toEqual(['failed']);
    expect(await statusOf(callbackId)).toBe('open');
  });
});

describe('what became of it', () => {
  const placedCall = async () => {
    const callbackId = await leave(mobile());
    const { attemptId } = await requestCall(admin(), { callbackId });
    await placeCall(system(), attemptId, placer().by);
    return { callbackId, attemptId };
  };
  const answer = { language: 'hi' as const, workerId: 'w1', from: callerId };

  it.each(['voicemail', 'busy', 'no_answer'] as const)(
    '%s is written, and the callback is open again',
    async (status) => {
      const { callbackId, attemptId } = await placedCall();
      expect(await settleAttempt(system(), { attemptId, status })).toBe(true);
      expect(await attemptsOf(callbackId)).toEqual([status]);
      expect(await statusOf(callbackId)).toBe('open');
      // Whatever comes later, or comes again.
      expect(await settleAttempt(system(), { attemptId, status: 'answered' })).toBe(false);
      expect(await answerAttempt(system(), { attemptId, callSid: 'CAlate', ...answer })).toBeNull();
      expect(await attemptsOf(callbackId)).toEqual([status]);
      expect(await statusOf(callbackId)).toBe('open');
    },
  );

  it('whoever answers has one call, found by their number, and has been rung back when it is over', async () => {
    const { callbackId, attemptId } = await placedCall();
    const callSid = `CA${randomUUID().replaceAll('-', '')}`;
    const all = await Promise.all([1, 2, 3].map(() => answerAttempt(system(), { attemptId, callSid, ...answer })));
    expect(new Set(all.map((one) => one?.callId)).size).toBe(1);
    const callId = all[0]?.callId ?? '';
    const { rows } = await house.owner.query<{ direction: string; tokens: number }>(
      `SELECT direction::text, (SELECT count(*)::int FROM call_tokens t WHERE t.call_id = c.id) AS tokens FROM call_logs c WHERE id = $1`,
      [callId],
    );
    expect(rows).toEqual([{ direction: 'outbound', tokens: expect.any(Number) }]);
    expect(rows[0]?.tokens).toBeGreaterThan(0);
    await endCall(system(), callId, { outcome: 'abandoned', durationMs: 1_000, language: 'hi' });
    await settleAttempt(system(), { attemptId, status: 'answered' });
    expect(await statusOf(callbackId)).toBe('done');
    // Somebody who rang off in a call of ours is not promised another.
    const left = await house.owner.query('SELECT 1 FROM callbacks WHERE call_id = $1', [callId]);
    expect(left.rows).toEqual([]);
  });

  it('of which Twilio never told the end is closed, and does not stand in the way of another', async () => {
    const [ringing, talking] = [await placedCall(), await placedCall()];
    await answerAttempt(system(), { attemptId: talking.attemptId, callSid: `CA${randomUUID()}`, ...answer });
    await tidyClinic(system());
    expect(await attemptsOf(ringing.callbackId)).toEqual(['ringing']);
    house.setNow('2026-11-23T09:00:00Z');
    await tidyClinic(system());
    expect(await attemptsOf(ringing.callbackId)).toEqual(['failed']);
    expect(await statusOf(ringing.callbackId)).toBe('open');
    expect(await attemptsOf(talking.callbackId)).toEqual(['answered']);
    expect(await statusOf(talking.callbackId)).toBe('done');
  });

  it('is rung five times at most', async () => {
    const callbackId = await leave(mobile());
    for (let times = 0; times < 5; times++) {
      const { attemptId } = await requestCall(admin(), { callbackId });
      await settleAttempt(system(), { attemptId, status: 'busy' });
    }
    await expect(requestCall(admin(), { callbackId })).rejects.toMatchObject({
      message: 'This callback was rung too often already.',
    });
  });
});

describe('a clinic that rings back by itself', () => {
  const dueOf = async (callbackId: string) =>
    (
      await house.owner.query<{ due_at: Date }>(
        'SELECT due_at FROM callback_attempts WHERE callback_id = $1 ORDER BY attempt',
        [callbackId],
      )
    ).rows.map(({ due_at }) => due_at.toISOString());

  it('does so within the calling hours, and later again where nobody was reached', async () => {
    await savePhoneSettings(admin(), { ...settings, callsBackItself: true });
    const now = await leave(mobile());
    expect(await dueOf(now)).toEqual(['2026-11-23T05:31:00.000Z']);
    house.setNow('2026-11-23T18:00:00Z');
    const atNight = await leave(mobile());
    expect(await dueOf(atNight)).toEqual(['2026-11-24T03:30:00.000Z']);
    house.setNow(start);
    const { rows } = await house.owner.query<{ id: string }>(
      'SELECT id FROM callback_attempts WHERE callback_id = $1',
      [now],
    );
    await settleAttempt(system(), { attemptId: rows[0]?.id ?? '', status: 'busy' });
    expect((await dueOf(now))[1]).toBe('2026-11-23T05:40:00.000Z');
  });

  it('rings nobody who may not be rung', async () => {
    await savePhoneSettings(admin(), { ...settings, callsBackItself: true });
    const phone = mobile();
    await blockCaller(admin(), { phone });
    expect(await dueOf(await leave(phone))).toEqual([]);
    expect(await dueOf(await leave())).toEqual([]);
  });
});
