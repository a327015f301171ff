import { randomUUID } from 'node:crypto';
import { createRedis, type FeedItem } from '@vaani/live';
import { testRedisUrl } from '@vaani/services/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveCallback } from './callbacks/leave-callback.ts';
import { listCalls } from './calls/list-calls.ts';
import { getCall } from './calls/read-calls.ts';
import { type Summarise, summariseCall } from './calls/summarise.ts';
import { endCall, linkCaller, recordCallEvent, recordTurns, startCall } from './calls/write-calls.ts';
import type { ClinicContext } from './context.ts';
import { localChannel, type MessageChannel } from './messages/channel.ts';
import { sendMessage } from './messages/send-message.ts';
import { identifyCaller } from './patients/identify-caller.ts';
import { patientsByPhone } from './patients/patients-by-phone.ts';
import { registerPatient } from './patients/register-patient.ts';
import { verifySignIn } from './people/sign-in.ts';
import { bookAppointment } from './scheduling/book.ts';
import { cancelAppointment } from './scheduling/cancel.ts';
import { daySchedule } from './scheduling/day-schedule.ts';
import { holdSlot } from './scheduling/hold.ts';
import { listAppointments } from './scheduling/list.ts';
import { type House, rawRows, startHouse, type TestClinic, testClinic, testPassword } from './testing/index.ts';

const secrets = {
  name: 'Tarabai Wankhede',
  phone: '+916000777123',
  said: 'Mujhe Tarabai ke liye ghutno ka dard dikhana hai',
  reason: 'ghutno mein purana dard',
  withdrawn: 'shaadi mein jaana hai',
  message: 'call me about the biopsy',
};
const asOthersWriteIt = ['Tarabai', 'Wankhede', '6000777123', 'ghutno', 'shaadi', 'biopsy'];

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let ctx: ClinicContext;
let callId: string;
let patientId: string;

beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  ours = await testClinic(house, { domain: 'ours.test' });
  theirs = await testClinic(house, { domain: 'theirs.test' });
  ctx = house.as(ours.clinicId);
});
afterAll(() => house.close());

const count = async (sql: string, values: unknown[] = []): Promise<number> => {
  const { rows } = await house.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`, values);
  return rows[0]?.count ?? 0;
};

describe('a whole call', () => {
  const ownerToken = `owner-${randomUUID()}`;
  let appointmentId: string;

  it('is written, booked and told to those who watch', async () => {
    const stop = new AbortController();
    const seen: FeedItem[] = [];
    const watching = (async () => {
      for await (const item of house.live.subscribe(ours.clinicId, { signal: stop.signal })) {
        seen.push(item);
        if (JSON.stringify(item).includes('appointment.changed')) break;
      }
    })();
    const callSid = `CA${randomUUID()}`;
    const start = {
      callSid,
      direction: 'inbound' as const,
      from: secrets.phone,
      to: '+912066000001',
      language: 'hi-en' as const,
    };
    ({ callId } = await startCall(ctx, start));
    expect(await startCall(ctx, start)).toEqual({ callId, isRepeat: true });
    const agent = house.as(ours.clinicId, { kind: 'agent', callId });
    const entry = { phone: secrets.phone, name: secrets.name, birth: { year: 1961 }, isToBeCompleted: false, callId };
    ({ id: patientId } = await registerPatient(agent, entry));
    expect(await registerPatient(agent, entry)).toEqual({ id: patientId });
    const turn = {
      turnId: randomUUID(),
      index: 0,
      who: 'caller' as const,
      text: secrets.said,
      language: 'hi-en' as const,
      startedMs: 100,
      endedMs: 2_100,
    };
    await recordTurns(agent, callId, [turn]);
    await recordTurns(agent, callId, [turn]);
    await recordCallEvent(agent, callId, { kind: 'tool', atMs: 2_500, payload: { name: secrets.name } });
    await linkCaller(agent, callId, patientId, true);
    const slot = ours.slot('2026-11-25', 600);
    expect((await holdSlot(agent, { slot, ownerToken, callId })).ok).toBe(true);
    const booked = await bookAppointment(agent, {
      slot,
      patientId,
      ownerToken,
      callId,
      reason: secrets.reason,
      idempotencyKey: `${callId}:1`,
    });
    if (!booked.ok) throw new Error(booked.reason);
    expect(booked.appointment).toMatchObject({ source: 'call', callId, patientName: secrets.name });
    appointmentId = booked.appointment.id;
    await endCall(agent, callId, { outcome: 'booked', durationMs: 30_000, language: 'hi-en' });
    await endCall(agent, callId, { outcome: 'failed', durationMs: 1, language: 'en' });
    const summarise: Summarise = async ({ turns, appointments: [made] }) => ({
      summary: `${made?.doctorName}, ${made?.date}: ${turns.map(({ text }) => text).join(' ')}`,
      summaryHindi: `${made?.hindi.doctorName}: ${turns.map(({ text }) => text).join(' ')}`,
      ...{ mood: 'positive', tokens: {} },
    });
    await summariseCall(ctx, callId, { summarise });
    await watching;
    stop.abort();
    expect(JSON.stringify(seen)).toContain(secrets.name);
    expect(JSON.stringify(seen)).toContain(appointmentId);
    expect(await getCall(ctx, callId)).toMatchObject({
      outcome: 'booked',
      caller: secrets.name,
      turns: [{ text: secrets.said }],
      mood: 'positive',
      summary: `Dr Meera Pillai, Wed, 25 Nov, 10:00 am: ${secrets.said}`,
      summaryHindi: `डॉ मीरा पिल्लई: ${secrets.said}`,
    });
  });

  it('sends its message once', async () => {
    const booking = `SELECT id FROM message_jobs WHERE appointment_id = $1 AND kind = 'booking'`;
    const { rows } = await house.owner.query<{ id: string }>(booking, [appointmentId]);
    const sent: string[] = [];
    const channel: MessageChannel = {
      ...localChannel,
      send(message, signal) {
        sent.push(message.to);
        return localChannel.send(message, signal);
      },
    };
    const sender = { channels: [channel], webUrl: 'http://desk.test' };
    await sendMessage(ctx, rows[0]?.id ?? '', sender);
    await sendMessage(ctx, rows[0]?.id ?? '', sender);
    expect(sent).toEqual([secrets.phone]);
    expect(await count('message_deliveries')).toBe(1);
  });

  it('leaves no name, number or word in the database, the queue or Redis', async () => {
    await cancelAppointment(ctx, { appointmentId, by: 'patient', reason: secrets.withdrawn });
    await leaveCallback(ctx, { callId, phone: secrets.phone, reason: secrets.message });
    await identifyCaller(ctx, { phone: secrets.phone, name: 'Tarabai', birthYear: 1961 });
    await verifySignIn(house.deps, { email: 'admin@ours.test', password: 'wrong', address: '10.0.0.9' });
    const rows = await rawRows(house.owner);
    expect(rows.get('pgboss.job_common') ?? [...rows.keys()].join()).toContain('messageId');
    for (const [table, text] of rows) {
      for (const word of asOthersWriteIt)
        expect(text.toLowerCase().includes(word.toLowerCase()), `${word} in ${table}`).toBe(false);
    }
    const redis = createRedis(testRedisUrl());
    await redis.ping().catch(() => new Promise((resolve) => redis.once('ready', resolve)));
    let read = 0;
    for await (const keys of redis.scanStream({ match: '*', count: 500 })) {
      for (const key of keys as string[]) {
        const type = await redis.type(key);
        const value =
          type === 'zset'
            ? (await redis.zrange(key, 0, -1)).join()
            : type === 'string'
              ? await redis.get(key)
              : type === 'hash'
                ? JSON.stringify(await redis.hgetall(key))
                : '';
        if (value?.includes(ours.clinicId) || key.includes(ours.clinicId)) read++;
        for (const word of asOthersWriteIt) expect(`${key} ${value}`.includes(word), `${word} in ${key}`).toBe(false);
        expect(`${key} ${value}`).not.toContain('admin@ours.test');
      }
    }
    await redis.quit();
    expect(read).toBeGreaterThan(0);
  });
});

describe('who may see what', () => {
  it('a doctor sees their own appointments and the calls of their own patients', async () => {
    const staff = house.as(ours.clinicId, ours.admin);
    const other = await registerPatient(staff, { phone: '+916000777200', name: 'Gopal Menon', isToBeCompleted: false });
    const { callId: otherCall } = await startCall(ctx, {
      direction: 'inbound',
      from: '+916000777200',
      to: '+912066000001',
      language: 'en',
    });
    await linkCaller(ctx, otherCall, other.id, true);
    const mine = await bookAppointment(staff, {
      slot: ours.slot('2026-11-25', 660),
      patientId,
      idempotencyKey: randomUUID(),
    });
    const others = await bookAppointment(staff, {
      slot: ours.slot('2026-11-25', 660, 1),
      patientId: other.id,
      idempotencyKey: randomUUID(),
    });
    expect([mine.ok, others.ok]).toEqual([true, true]);
    const doctor = house.as(ours.clinicId, ours.doctor);
    const seen = await listAppointments(doctor, {
      from: '2026-11-24T00:00:00Z',
      to: '2026-11-30T00:00:00Z',
      doctorIds: [ours.doctorIds[1]],
    });
    expect(seen.map(({ doctorId }) => doctorId)).toEqual([ours.doctorIds[0]]);
    expect((await daySchedule(doctor, { date: '2026-11-25' })).doctors.map(({ id }) => id)).toEqual([
      ours.doctorIds[0],
    ]);
    await expect(daySchedule(doctor, { date: '2026-11-25', doctorIds: [ours.doctorIds[1]] })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await listCalls(doctor, {})).calls.map(({ id }) => id)).toEqual([callId]);
    expect((await patientsByPhone(doctor, secrets.phone)).map(({ id }) => id)).toEqual([patientId]);
    expect(await patientsByPhone(doctor, '+916000777200')).toEqual([]);
    expect((await patientsByPhone(staff, '+916000777200')).map(({ id }) => id)).toEqual([other.id]);
    expect(
      await count(`audit_entries WHERE action = 'patient.find' AND actor_id = ANY($1)`, [
        [ours.doctor.userId, ours.admin.userId],
      ]),
    ).toBe(3);
    await expect(registerPatient(doctor, { phone: '+916000777201', isToBeCompleted: true })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await listCalls(staff, {})).total).toBe(2);
    await expect(getCall(doctor, otherCall)).rejects.toMatchObject({ code: 'not-found' });
    expect(
      await count(`audit_entries WHERE action = 'call.read' AND outcome = 'denied' AND object_id = $1`, [otherCall]),
    ).toBe(1);
  });

  it('another clinic sees nothing', async () => {
    const elsewhere = house.as(theirs.clinicId);
    expect(await patientsByPhone(elsewhere, secrets.phone)).toEqual([]);
    expect((await listCalls(elsewhere, {})).total).toBe(0);
    await expect(getCall(elsewhere, callId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(linkCaller(elsewhere, callId, patientId, true)).rejects.toMatchObject({ code: 'not-found' });
    await expect(leaveCallback(elsewhere, { callId, reason: 'x' })).rejects.toMatchObject({ field: 'callId' });
    await expect(
      endCall(elsewhere, callId, { outcome: 'failed', durationMs: 1, language: 'en' }),
    ).rejects.toMatchObject({ field: 'callId' });
  });

  it('a caller is identified by name and birth together, and not for ever', async () => {
    const identify = (name: string, year: number) =>
      identifyCaller(ctx, { phone: secrets.phone, name, birthYear: year });
    expect(await identify('ताराबाई वानखेडे', 1961)).toEqual({ result: 'verified', patientId });
    expect(await identify('Tarabai', 1962)).toEqual({ result: 'none' });
    expect(await identify('Sunita', 1961)).toEqual({ result: 'none' });
    const again = await Promise.all(Array.from({ length: 4 }, () => identify('Tarabai', 1961)));
    expect(again.filter(({ result }) => result === 'none').length).toBeGreaterThan(0);
  });
});

describe('odd input', () => {
  it('is refused by the name of its field, and nothing is written', async () => {
    const before = [
      await count('patients'),
      await count('callbacks'),
      await count('call_turns'),
      await count('audit_entries'),
    ];
    const entry = { phone: '+916000777300', isToBeCompleted: false };
    await expect(registerPatient(ctx, { ...entry, phone: '123' })).rejects.toMatchObject({ field: 'phone' });
    await expect(registerPatient(ctx, { ...entry, phone: 'anonymous' })).rejects.toMatchObject({ field: 'phone' });
    await expect(registerPatient(ctx, { ...entry, name: 'x'.repeat(121) })).rejects.toMatchObject({ field: 'name' });
    await expect(registerPatient(ctx, { ...entry, callId: randomUUID() })).rejects.toMatchObject({ field: 'callId' });
    await expect(registerPatient(ctx, { ...entry, birth: { year: 1200 } })).rejects.toMatchObject({
      field: 'birth.year',
    });
    await expect(
      leaveCallback(house.as(ours.clinicId, ours.admin), { phone: 'client:someone', reason: 'x' }),
    ).rejects.toMatchObject({
      field: 'phone',
    });
    await expect(leaveCallback(ctx, { reason: 'x'.repeat(1_001) })).rejects.toMatchObject({ field: 'reason' });
    await expect(leaveCallback(ctx, { callId: randomUUID(), reason: 'x' })).rejects.toMatchObject({ field: 'callId' });
    const turn = {
      turnId: randomUUID(),
      index: 0,
      who: 'caller' as const,
      text: 'x',
      language: 'en' as const,
      startedMs: 0,
      endedMs: 1,
    };
    await expect(recordTurns(ctx, randomUUID(), [turn])).rejects.toMatchObject({ field: 'callId' });
    await expect(recordCallEvent(ctx, randomUUID(), { kind: 'x', atMs: 0, payload: {} })).rejects.toMatchObject({
      field: 'callId',
    });
    await expect(linkCaller(ctx, callId, randomUUID(), true)).rejects.toMatchObject({ field: 'patientId' });
    expect([
      await count('patients'),
      await count('callbacks'),
      await count('call_turns'),
      await count('audit_entries'),
    ]).toEqual(before);
    expect((await leaveCallback(ctx, { phone: 'anonymous', reason: 'all lines were busy' })).callbackId).toBeTruthy();
    // What a call came from is no reason to lose the callback.
    expect((await leaveCallback(ctx, { phone: 'sip:desk@example.org', reason: 'x' })).callbackId).toBeTruthy();
  });
});

describe('signing in', () => {
  const signIn = (email: string, password: string, address = '10.1.0.1') =>
    verifySignIn(house.deps, { email, password, address });

  it('says nothing but yes or no', async () => {
    expect(await signIn(' Doctor@ours.test ', testPassword)).toMatchObject({
      ok: true,
      memberships: [{ clinicId: ours.clinicId, role: 'doctor', doctorId: ours.doctorIds[0] }],
    });
    const invalid = { ok: false, reason: 'invalid' };
    expect(await signIn('doctor@ours.test', 'wrong')).toEqual(invalid);
    expect(await signIn('nobody@ours.test', testPassword)).toEqual(invalid);
    expect(await signIn('x', '')).toEqual(invalid);
    await house.owner.query(`UPDATE users SET disabled_at = now() WHERE email = 'doctor@theirs.test'`);
    expect(await signIn('doctor@theirs.test', testPassword)).toEqual(invalid);
    expect(
      await count(`audit_entries WHERE action = 'user.sign-in' AND outcome = 'denied' AND clinic_id = $1`, [
        theirs.clinicId,
      ]),
    ).toBe(1);
  });

  it('locks after ten tries, from wherever, even for the right password', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, index) => signIn('admin@theirs.test', 'wrong', `10.2.0.${index}`)),
    );
    expect(tries.filter((one) => !one.ok && one.reason === 'locked')).toHaveLength(2);
    expect(await signIn('admin@theirs.test', testPassword, '10.3.0.1')).toMatchObject({ reason: 'locked' });
  });
});
