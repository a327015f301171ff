// Guards callbacks that the desk asks for: of a call whose number nobody sees and of a patient, one each, and changed by those who may.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endCall, startCall } from '../calls/write-calls.ts';
import { addGuardian } from '../patients/guardians.ts';
import { mergePatients } from '../patients/merge-patients.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { setMemberDisabled } from '../people/members.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { askForCallback } from './ask-for-callback.ts';
import { callbackPeople } from './callback-people.ts';
import { closeCallback, giveCallback, setCallbackDue, takeCallback } from './keep-callback.ts';
import { countCallbacks, getCallback } from './list-callbacks.ts';

/** Monday, 11:00 at the clinic. */
const start = '2026-11-23T05:30:00Z';
let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'ask.test' });
  other = await testClinic(house, { domain: 'ask-elsewhere.test' });
});
afterAll(() => house.close());
beforeEach(() => house.setNow(start));

const admin = () => house.as(clinic.clinicId, clinic.admin);
const system = () => house.as(clinic.clinicId);
let line = 8_000;
const mobile = () => `+91982000${line++}`;
const person = async (more: { phone?: string } = { phone: mobile() }) =>
  (await registerPatient(system(), { name: 'Ravi Joshi', isToBeCompleted: false, ...more })).id;

async function call(from: string | null, patientId?: string): Promise<string> {
  const { callId } = await startCall(system(), {
    ...{ callSid: `CA${randomUUID()}`, direction: 'inbound', from, to: '+912066000001', language: 'hi' },
  });
  if (patientId !== undefined)
    await house.owner.query('UPDATE call_logs SET patient_id = $2 WHERE id = $1', [callId, patientId]);
  await endCall(system(), callId, { outcome: 'informed', durationMs: 4_000, language: 'hi' });
  return callId;
}

describe('of a call', () => {
  it('is rung at the number that rang, and there is one, however many ask', async () => {
    const phone = mobile();
    const patientId = await person({ phone });
    const callId = await call(phone, patientId);
    const asked = await Promise.all(['fees', 'report'].map((reason) => askForCallback(admin(), { callId, reason })));
    expect(new Set(asked.map(({ callbackId }) => callbackId)).size).toBe(1);
    const [{ callbackId } = { callbackId: '' }] = asked;
    expect(await getCallback(admin(), { callbackId })).toMatchObject({ callId, phone, patientId, status: 'open' });
  });

  it('is opened again where it was settled', async () => {
    const callId = await call(mobile());
    const { callbackId } = await askForCallback(admin(), { callId, reason: 'fees' });
    await closeCallback(admin(), { callbackId, outcome: 'reached', note: 'done' });
    expect(await askForCallback(admin(), { callId, reason: 'a second question' })).toEqual({ callbackId });
    expect(await getCallback(admin(), { callbackId })).toMatchObject({
      ...{ status: 'open', reason: 'a second question', outcome: null, note: null, owner: null },
    });
  });

  it('is none where the number was withheld, or the call is another clinic’s', async () => {
    const withheld = await call(null);
    await expect(askForCallback(admin(), { callId: withheld, reason: 'fees' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const stranger = house.as(other.clinicId, other.admin);
    const callId = await call(mobile());
    await expect(askForCallback(stranger, { callId, reason: 'fees' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('of a patient', () => {
  it('is rung at their first phone, a child at its guardian’s, and nobody is written to', async () => {
    const phone = mobile();
    const patientId = await person({ phone });
    const { callbackId } = await askForCallback(admin(), { patientId, reason: 'her report is there' });
    expect(await getCallback(admin(), { callbackId })).toMatchObject({
      ...{ patientId, patientName: 'Ravi Joshi', phone, callId: null, isMissed: false, attempts: [] },
    });
    expect(await askForCallback(admin(), { patientId, reason: 'again' })).toEqual({ callbackId });
    const child = await person({});
    await expect(askForCallback(admin(), { patientId: child, reason: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const guardian = mobile();
    await addGuardian(admin(), { patientId: child, name: 'Meera Joshi', phone: guardian, relation: 'mother' });
    const rung = await askForCallback(admin(), { patientId: child, reason: 'x' });
    expect(await getCallback(admin(), rung)).toMatchObject({ phone: guardian });
    const { rows } = await house.owner.query('SELECT 1 FROM message_jobs WHERE callback_id = ANY($1)', [
      [callbackId, rung.callbackId],
    ]);
    expect(rows).toEqual([]);
  });

  it('follows them into the entry that they are merged with', async () => {
    const [keepId, mergeId] = [await person(), await person()];
    const { callbackId } = await askForCallback(admin(), { patientId: mergeId, reason: 'fees' });
    await mergePatients(admin(), { keepId, mergeId, idempotencyKey: randomUUID() });
    expect(await getCallback(admin(), { callbackId })).toMatchObject({ patientId: keepId });
  });
});

describe('its owner and its time', () => {
  it('are given by whoever has it or not, and the late are counted', async () => {
    const before = await countCallbacks(admin());
    const { callbackId } = await askForCallback(admin(), { patientId: await person(), reason: 'fees' });
    const dueAt = '2026-11-23T06:00:00Z';
    expect(await setCallbackDue(admin(), { callbackId, dueAt })).toMatchObject({ dueAt, status: 'open' });
    house.setNow('2026-11-23T06:01:00Z');
    expect((await countCallbacks(admin())).late).toBe(before.late + 1);
    await expect(setCallbackDue(admin(), { callbackId, dueAt })).rejects.toMatchObject({ field: 'dueAt' });
    await setCallbackDue(admin(), { callbackId, dueAt: '2026-11-23T07:00:00Z' });
    expect((await countCallbacks(admin())).late).toBe(before.late);
    expect(await giveCallback(admin(), { callbackId, userId: clinic.admin.userId })).toMatchObject({
      ...{ status: 'in_progress', owner: { userId: clinic.admin.userId } },
    });
    const { rows } = await house.owner.query(
      `SELECT action FROM audit_entries WHERE object_id = $1 AND action <> 'callback.read' ORDER BY id`,
      [callbackId],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      ...['callback.add', 'callback.change', 'callback.change', 'callback.give'],
    ]);
  });

  it('are not for those who may not keep one, or cannot come in, and not of one that is settled', async () => {
    const { callbackId } = await askForCallback(admin(), { patientId: await person(), reason: 'fees' });
    for (const userId of [clinic.doctor.userId, other.admin.userId, randomUUID()])
      await expect(giveCallback(admin(), { callbackId, userId })).rejects.toMatchObject({ field: 'userId' });
    await house.owner.query(`UPDATE memberships SET role = 'receptionist', doctor_id = NULL WHERE user_id = $1`, [
      clinic.doctor.userId,
    ]);
    expect((await callbackPeople(admin())).map(({ userId }) => userId)).toContain(clinic.doctor.userId);
    await giveCallback(admin(), { callbackId, userId: clinic.doctor.userId });
    await setMemberDisabled(admin(), { userId: clinic.doctor.userId, isDisabled: true });
    expect((await callbackPeople(admin())).map(({ userId }) => userId)).not.toContain(clinic.doctor.userId);
    await takeCallback(admin(), { callbackId, isTakenOver: true });
    await closeCallback(admin(), { callbackId, outcome: 'reached' });
    await expect(giveCallback(admin(), { callbackId, userId: clinic.admin.userId })).rejects.toMatchObject({
      code: 'conflict',
    });
    const doctor = house.as(clinic.clinicId, { ...clinic.admin, role: 'doctor' });
    await expect(askForCallback(doctor, { patientId: await person(), reason: 'x' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});
