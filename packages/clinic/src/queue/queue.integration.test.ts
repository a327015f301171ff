// Guards the queue: numbers without gaps, nobody called twice, appointments in between by the rule, one answer for all who ask.
import { randomUUID } from 'node:crypto';
import { seededRandom } from '@vaani/config';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { applyDay } from '../day/apply-day.ts';
import { addLeave } from '../day/leaves.ts';
import { previewDay } from '../day/preview-day.ts';
import { getPatient } from '../patients/get-patient.ts';
import { changeStatus } from '../scheduling/appointments/change-status.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { type House, makePeople, rawRows, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { callNext } from './call-next.ts';
import { cancelToken, finishToken, recallToken, skipToken } from './change-token.ts';
import { issueToken } from './issue-token.ts';
import { listTokens } from './list-tokens.ts';
import { queueStatus } from './queue-status.ts';
import { waitingRoomView } from './waiting-room-view.ts';
import { listWaitingRooms, makeWaitingRoom, revokeWaitingRoom } from './waiting-rooms.ts';

// Ten in the morning in Pune; the doctors sit from nine to five.
const now = '2026-11-24T04:30:00Z';
const today = '2026-11-24';
const minute = (count: number): string => new Date(Date.parse(now) + count * 60_000).toISOString();

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let ctx: ClinicContext;

beforeAll(async () => {
  house = await startHouse(now);
  const people = (prefix: string) =>
    makePeople(seededRandom(5), { count: 40, today, prefix, phonePrefix: '+91600007', share: 0.2, callers: [] });
  ours = await testClinic(house, { domain: 'ours.test', people: people('O') });
  theirs = await testClinic(house, { domain: 'theirs.test', people: people('T') });
  ctx = house.as(ours.clinicId, ours.admin);
});
afterAll(() => house.close());

beforeEach(async () => {
  house.setNow(now);
  for (const table of ['queue_tokens', 'doctor_sessions', 'leaves', 'message_appointments', 'message_jobs'])
    await house.owner.query(`DELETE FROM ${table}`);
  for (const table of ['appointments', 'slot_claims']) await house.owner.query(`DELETE FROM ${table}`);
});

let next = 0;
const someone = (): string => ours.patients[next++ % ours.patients.length]?.id ?? '';
const doctorId = () => ours.doctorIds[0];
const key = () => randomUUID();
const status = (over: object = {}) => queueStatus(ctx, { doctorId: doctorId(), ...over });

async function walkIn(over: object = {}) {
  const issued = await issueToken(ctx, { doctorId: doctorId(), patientId: someone(), idempotencyKey: key(), ...over });
  if (!issued.ok) throw new Error(issued.reason);
  return issued.token;
}
async function arrive(minutes: number) {
  const slot = ours.slot(today, minutes);
  const booked = await bookAppointment(ctx, { slot, patientId: someone(), idempotencyKey: key() });
  if (!booked.ok) throw new Error(booked.reason);
  await changeStatus(ctx, { appointmentId: booked.appointment.id, to: 'checked_in' });
  return booked.appointment.id;
}
const call = (over: object = {}, as = ctx) => callNext(as, { doctorId: doctorId(), idempotencyKey: key(), ...over });
const called = async (over: object = {}) => {
  const result = await call(over);
  if (!result.ok || result.token === null) throw new Error('nobody was called');
  return result.token;
};
const statusOf = async (appointmentId: string): Promise<string | undefined> =>
  (await house.owner.query('SELECT status::text FROM appointments WHERE id = $1', [appointmentId])).rows[0]?.status;

describe('tokens', () => {
  it('let the doctor whose number it is read a walk-in, as long as it stands, and no other doctor', async () => {
    const doctor = house.as(ours.clinicId, ours.doctor);
    const own = ours.doctor.doctorId ?? '';
    const other = ours.doctorIds.find((id) => id !== own) ?? '';
    const [mine, theirOwn] = [await walkIn({ doctorId: own }), await walkIn({ doctorId: other })];
    expect(await getPatient(doctor, { patientId: mine.patientId ?? '' })).toMatchObject({ id: mine.patientId });
    await expect(getPatient(doctor, { patientId: theirOwn.patientId ?? '' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await cancelToken(ctx, { tokenId: mine.id });
    await expect(getPatient(doctor, { patientId: mine.patientId ?? '' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are numbered 1, 2, 3 without gaps, however many desks issue at once', async () => {
    const other: ClinicContext = { ...ctx, db: house.secondPool() };
    const issued = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        issueToken(index % 2 === 0 ? ctx : other, {
          doctorId: doctorId(),
          name: `Walk-in ${index}`,
          idempotencyKey: key(),
        }),
      ),
    );
    const numbers = issued.map((result) => (result.ok ? result.token.number : 0)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    expect(await walkIn({ doctorId: ours.doctorIds[1] })).toMatchObject({ number: 1, session: '09:00' });
  });

  it('are given once under a key, and once to a patient', async () => {
    const request = { doctorId: doctorId(), patientId: someone(), idempotencyKey: key() };
    const first = await issueToken(ctx, request);
    expect(await issueToken(ctx, request)).toEqual(first);
    expect(await issueToken(ctx, { ...request, idempotencyKey: key() })).toEqual({
      ok: false,
      reason: 'has-token',
      number: 1,
    });
    expect(await walkIn()).toMatchObject({ number: 2 });
  });

  it('keep names and phones sealed', async () => {
    await walkIn({ patientId: undefined, name: 'Bhanumati Ghorpade', phone: '98220 55512' });
    const written = [...(await rawRows(house.owner)).values()].join('\n');
    expect(written).not.toContain('Bhanumati');
    expect(written).not.toContain('9822055512');
    expect(await listTokens(ctx, {})).toMatchObject([{ name: 'Bhanumati Ghorpade', number: 1, status: 'waiting' }]);
  });

  it('are not given where the doctor does not sit, is away, or has gone home, and longer where they are late', async () => {
    const issue = () => issueToken(ctx, { doctorId: doctorId(), patientId: someone(), idempotencyKey: key() });
    await addLeave(ctx, { doctorId: doctorId(), days: { from: today, to: today }, label: 'x', idempotencyKey: key() });
    expect(await issue()).toMatchObject({ ok: false, reason: 'away' });
    await house.owner.query('DELETE FROM leaves');
    house.setNow('2026-11-24T11:31:00Z');
    expect(await issue()).toMatchObject({ ok: false, reason: 'closed' });
    house.setNow(now);
    const request = { kind: 'late' as const, doctorId: doctorId(), minutes: 30, manner: 'warn' as const };
    const { fingerprint } = await previewDay(ctx, request);
    await applyDay(ctx, { request, fingerprint, idempotencyKey: key() });
    house.setNow('2026-11-24T11:31:00Z');
    expect(await issue()).toMatchObject({ ok: true });
  });
});

describe('who is called', () => {
  it('is never the same twice where two desks press at once', async () => {
    for (let index = 0; index < 6; index++) await walkIn();
    const other: ClinicContext = { ...ctx, db: house.secondPool() };
    const results = await Promise.all([ctx, other, ctx, other].map((desk) => call({}, desk)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results)
      if (!result.ok) expect(result).toEqual({ ok: false, reason: 'occupied', running: [1] });
    const [inside] = await listTokens(ctx, {});
    const pressed = await Promise.all([ctx, other].map((desk) => call({ finishing: inside?.id }, desk)));
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of pressed) {
      if (result.ok) expect(result).toMatchObject({ finished: 1, token: { number: 2 } });
      else expect(result).toEqual({ ok: false, reason: 'changed', running: [2] });
    }
  });

  it('are as many at once as the doctor sees', async () => {
    await house.owner.query('UPDATE doctors SET capacity = 2 WHERE id = $1', [doctorId()]);
    for (let index = 0; index < 3; index++) await walkIn();
    const results = await Promise.all([call(), call(), call()]);
    expect(results.map((result) => (result.ok ? result.token?.number : result.reason)).sort()).toEqual([
      1,
      2,
      'occupied',
    ]);
    await house.owner.query('UPDATE doctors SET capacity = 1 WHERE id = $1', [doctorId()]);
  });

  it('is the appointment whose time has come before the walk-ins, and the one who came early after them', async () => {
    await walkIn();
    const early = await arrive(660);
    const due = await arrive(600);
    expect(await status()).toMatchObject({ waiting: 3, next: 3, line: [{ number: 3 }, { number: 1 }, { number: 2 }] });
    const first = await called();
    expect(first).toMatchObject({ number: 3, appointmentId: due });
    expect(await statusOf(due)).toBe('in_consultation');
    const second = await called({ finishing: first.id });
    expect(await statusOf(due)).toBe('completed');
    expect(second).toMatchObject({ number: 1, appointmentId: null });
    expect(await called({ finishing: second.id })).toMatchObject({ number: 2, appointmentId: early });
  });

  it('under one key is one, and nobody where nobody waits', async () => {
    expect(await call()).toEqual({ ok: false, reason: 'nobody', running: [] });
    await walkIn();
    const idempotencyKey = key();
    const first = await call({ idempotencyKey });
    expect(await call({ idempotencyKey })).toEqual(first);
    const inside = first.ok ? first.token?.id : undefined;
    expect(await call({ finishing: inside })).toEqual({ ok: true, token: null, finished: 1 });
  });
});

describe('somebody who is not there', () => {
  it('is skipped, waits as skipped, and is next once they come back', async () => {
    const appointmentId = await arrive(600);
    for (let index = 0; index < 3; index++) await walkIn();
    const first = await called();
    expect(await skipToken(ctx, { tokenId: first.id })).toMatchObject({ ok: true, token: { status: 'skipped' } });
    expect(await statusOf(appointmentId)).toBe('checked_in');
    expect(await status()).toMatchObject({ running: [], skipped: [1], next: 2, waiting: 3 });
    const second = await called();
    expect(second.number).toBe(2);
    expect(await recallToken(ctx, { tokenId: first.id })).toMatchObject({ ok: true });
    expect((await status()).next).toBe(1);
    expect(await called({ finishing: second.id })).toMatchObject({ number: 1 });
    expect(await statusOf(appointmentId)).toBe('in_consultation');
    expect(await finishToken(ctx, { tokenId: first.id })).toMatchObject({ ok: true, token: { status: 'done' } });
    expect(await statusOf(appointmentId)).toBe('completed');
    expect(await finishToken(ctx, { tokenId: first.id })).toMatchObject({ ok: true });
    expect(await skipToken(ctx, { tokenId: first.id })).toEqual({ ok: false, reason: 'not-allowed', status: 'done' });
  });

  it('who walked in can go home; whose appointment it is, the appointment is cancelled and the number with it', async () => {
    const walked = await walkIn();
    expect(await cancelToken(ctx, { tokenId: walked.id })).toMatchObject({ ok: true });
    const appointmentId = await arrive(600);
    const token = (await listTokens(ctx, {})).find((one) => one.appointmentId === appointmentId);
    expect(await cancelToken(ctx, { tokenId: token?.id ?? '' })).toMatchObject({
      ok: false,
      reason: 'has-appointment',
    });
    await cancelAppointment(ctx, { appointmentId, by: 'patient' });
    expect((await listTokens(ctx, {})).map((one) => one.status)).toEqual(['cancelled', 'cancelled']);
    expect(await call()).toMatchObject({ reason: 'nobody' });
  });

  it('was marked so too early, and takes up the same number', async () => {
    const appointmentId = await arrive(600);
    await changeStatus(ctx, { appointmentId, to: 'no_show' });
    expect((await listTokens(ctx, {}))[0]?.status).toBe('cancelled');
    await changeStatus(ctx, { appointmentId, to: 'checked_in' });
    expect(await listTokens(ctx, {})).toMatchObject([{ status: 'waiting', number: 1 }]);
    await changeStatus(ctx, { appointmentId, to: 'in_consultation' });
    await changeStatus(ctx, { appointmentId, to: 'completed' });
    expect(await listTokens(ctx, {})).toMatchObject([{ status: 'done' }]);
  });
});

describe('how it stands', () => {
  it('is told with a time for each, at the pace of the day', async () => {
    for (let index = 0; index < 3; index++) await walkIn();
    expect(await status()).toMatchObject({
      state: 'open',
      session: { from: '09:00', to: '17:00' },
      lateMin: 0,
      running: [],
      next: 1,
      waiting: 3,
      paceMin: 15,
      line: [
        { number: 1, minutes: 0 },
        { number: 2, minutes: 15 },
        { number: 3, minutes: 30 },
      ],
      newcomerMin: 45,
    });
    const first = await called();
    house.setNow(minute(30));
    // Thirty minutes instead of fifteen, weighed against three of the planned length.
    await called({ finishing: first.id });
    expect(await status()).toMatchObject({
      running: [2],
      paceMin: 19,
      line: [{ number: 3, minutes: 19 }],
      newcomerMin: 38,
    });
  });

  it('counts who has not come yet, and begins when the doctor does', async () => {
    house.setNow('2026-11-24T03:00:00Z');
    await walkIn();
    expect(await status()).toMatchObject({ state: 'before', line: [{ number: 1, minutes: 30 }] });
    await bookAppointment(ctx, { slot: ours.slot(today, 540), patientId: someone(), idempotencyKey: key() });
    expect(await status()).toMatchObject({ line: [{ number: 1, minutes: 45 }] });
    const request = { kind: 'late' as const, doctorId: doctorId(), minutes: 20, manner: 'shift' as const };
    const { fingerprint } = await previewDay(ctx, request);
    await applyDay(ctx, { request, fingerprint, idempotencyKey: key() });
    expect(await status()).toMatchObject({ lateMin: 20, line: [{ number: 1, minutes: 65 }] });
  });

  it('is closed on a day without hours, over in the evening, and away on leave', async () => {
    house.setNow('2026-11-24T12:00:00Z');
    expect(await status()).toMatchObject({ state: 'over', newcomerMin: null });
    await house.owner.query(`INSERT INTO date_overrides (id, clinic_id, doctor_id, date) VALUES ($1, $2, $3, $4)`, [
      randomUUID(),
      ours.clinicId,
      doctorId(),
      '2026-11-26',
    ]);
    expect(await status({ date: '2026-11-26' })).toMatchObject({ state: 'closed', session: null });
    house.setNow(now);
    await addLeave(ctx, { doctorId: doctorId(), days: { from: today, to: today }, label: 'x', idempotencyKey: key() });
    expect(await status()).toMatchObject({ state: 'away', newcomerMin: null });
  });

  it('is told live, in numbers', async () => {
    const stop = new AbortController();
    const watching = (async () => {
      for await (const item of house.live.subscribe(ours.clinicId, { signal: stop.signal }))
        if ('event' in item && item.event.type === 'queue.changed' && item.event.data.running.length > 0)
          return item.event;
      return null;
    })();
    await walkIn();
    await walkIn();
    await call();
    expect(await watching).toMatchObject({
      data: { doctorId: doctorId(), date: today, session: '09:00', running: [1], next: 2, waiting: 1 },
      personal: {},
    });
    stop.abort();
  });

  it('follows the session: the evening’s queue is another one', async () => {
    await house.owner.query('UPDATE weekly_windows SET to_min = 780 WHERE doctor_id = $1', [ours.doctorIds[1]]);
    await house.owner.query(
      `INSERT INTO weekly_windows (id, clinic_id, doctor_id, branch_id, weekday, from_min, to_min, valid_from)
       SELECT gen_random_uuid(), clinic_id, doctor_id, branch_id, weekday, 1020, 1200, valid_from FROM weekly_windows WHERE doctor_id = $1`,
      [ours.doctorIds[1]],
    );
    const second = { doctorId: ours.doctorIds[1] };
    expect(await walkIn(second)).toMatchObject({ number: 1, session: '09:00' });
    expect(await walkIn({ ...second, session: '17:00' })).toMatchObject({ number: 1, session: '17:00' });
    // The morning goes on until its last patient was seen.
    house.setNow('2026-11-24T08:00:00Z');
    const inside = await called(second);
    expect(inside.session).toBe('09:00');
    await finishToken(ctx, { tokenId: inside.id });
    expect(await status(second)).toMatchObject({ session: { from: '17:00' }, next: 1 });
  });
});

describe('a screen in the waiting room', () => {
  const look = (secret: string) => waitingRoomView(house.deps, { secret, address: '192.0.2.7' });

  it('shows numbers and doctors by its secret link, until that is taken back', async () => {
    const { secret, room } = await makeWaitingRoom(ctx, { label: 'Ground floor' });
    await walkIn({ patientId: undefined, name: 'Bhanumati Ghorpade' });
    await walkIn();
    await call();
    const answer = await look(secret);
    const view = answer.ok ? answer.view : null;
    expect(view?.doctors.find(({ id }) => id === doctorId())).toMatchObject({
      name: 'Dr Meera Pillai',
      nameHindi: 'डॉ मीरा पिल्लई',
      state: 'open',
      running: [1],
      next: [2],
      waiting: 1,
    });
    expect(JSON.stringify(view)).not.toContain('Bhanumati');
    const unknown = { ok: false, reason: 'unknown' };
    expect(await look(`${secret.slice(0, -1)}~`)).toEqual(unknown);
    expect(await look('')).toEqual(unknown);
    const raw = (await rawRows(house.owner)).get('public.waiting_rooms') ?? '';
    expect(raw).toContain('Ground floor');
    expect(raw).not.toContain(secret);
    await revokeWaitingRoom(ctx, { waitingRoomId: room.id });
    expect(await look(secret)).toEqual(unknown);
    expect((await listWaitingRooms(ctx)).map(({ revokedAt }) => revokedAt)).toEqual([expect.any(String)]);
  });

  it('of a branch shows the doctors of that branch', async () => {
    const branchId = randomUUID();
    await house.owner.query(
      `INSERT INTO branches (id, clinic_id, name, name_hindi, address) VALUES ($1, $2, 'Annexe', 'अनेक्सी', '2 Test Road')`,
      [branchId, ours.clinicId],
    );
    const { secret } = await makeWaitingRoom(ctx, { label: 'Annexe', branchId });
    expect(await look(secret)).toMatchObject({ ok: true, view: { branch: { name: 'Annexe' }, doctors: [] } });
    await expect(makeWaitingRoom(ctx, { label: 'x', branchId: theirs.branchId })).rejects.toMatchObject({
      field: 'branchId',
    });
    await expect(makeWaitingRoom(ctx, { label: ' ' })).rejects.toMatchObject({ field: 'label' });
    await expect(revokeWaitingRoom(ctx, { waitingRoomId: randomUUID() })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what is asked wrongly', () => {
  it.each([
    [{ patientId: undefined }, 'patientId'],
    [{ name: 'Both' }, 'patientId'],
    [{ patientId: 'x' }, 'patientId'],
    [{ patientId: undefined, name: 'A', phone: '12' }, 'phone'],
    [{ patientId: undefined, name: ' ' }, 'name'],
    [{ session: '9' }, 'session'],
    [{ session: '10:00' }, 'session'],
    [{ doctorId: randomUUID() }, 'doctorId'],
    [{ serviceId: randomUUID() }, 'serviceId'],
    [{ idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('%j names %s', async (over, field) => {
    await expect(walkIn(over)).rejects.toMatchObject({ field });
  });

  it('is not there where it is another clinic’s', async () => {
    await expect(walkIn({ doctorId: theirs.doctorIds[0] })).rejects.toMatchObject({ field: 'doctorId' });
    await expect(walkIn({ patientId: theirs.patients[0]?.id })).rejects.toMatchObject({ field: 'patientId' });
    const there = house.as(theirs.clinicId, theirs.admin);
    const issued = await issueToken(there, { doctorId: theirs.doctorIds[0], name: 'T', idempotencyKey: key() });
    const tokenId = issued.ok ? issued.token.id : '';
    await expect(skipToken(ctx, { tokenId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(status({ doctorId: theirs.doctorIds[0] })).rejects.toMatchObject({ code: 'not-found' });
    expect(await listTokens(ctx, {})).toEqual([]);
  });

  it('is refused to a doctor but in their own queue', async () => {
    const doctor = house.as(ours.clinicId, ours.doctor);
    await walkIn();
    const other = await walkIn({ doctorId: ours.doctorIds[1], session: '09:00' });
    expect(await call({}, doctor)).toMatchObject({ ok: true });
    await expect(call({ doctorId: ours.doctorIds[1] }, doctor)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(skipToken(doctor, { tokenId: other.id })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(queueStatus(doctor, { doctorId: ours.doctorIds[1] })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(issueToken(doctor, { doctorId: doctorId(), name: 'A', idempotencyKey: key() })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(makeWaitingRoom(doctor, { label: 'x' })).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await listTokens(doctor, {})).every((token) => token.doctorId === doctorId())).toBe(true);
  });
});
