// Guards a caller's way to a person on a real database: steps that are claimed once, duty, treatment, what is told to who answers.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkCaller, startCall } from '../calls/write-calls.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { getTransferDirectory, saveTransferDirectory, type TransferDirectory } from './directory.ts';
import { setOnDuty } from './duty.ts';
import { wasJustPutThrough } from './recent-dial.ts';
import { listTransferSteps, settleTransferStep, takeTransferStep } from './transfer-steps.ts';
import { whisperOf } from './whisper.ts';

const start = '2026-11-23T05:30:00Z';
const caller = '+919820000777';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  const person = { birth: null, language: null, relation: 'self', guardian: null, kind: 'man' as const };
  clinic = await testClinic(house, {
    domain: 'transfer.test',
    people: [{ ...person, name: 'Ravi Rao', phone: caller, uhid: 'T-1' }],
  });
  other = await testClinic(house, { domain: 'elsewhere.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);
const system = () => house.as(clinic.clinicId);
type Entry = TransferDirectory['entries'][number];
const entry = (label: string, phone: string, over: Partial<Entry> = {}): Entry => ({
  ...{ label, phone, reasons: [], weekdays: [], fromMin: 0, toMin: 1_440, group: null, userId: null, doctorId: null },
  ...{ languages: [], isWarm: false, ringSeconds: 20, ...over },
});
const desk = entry('Desk', '+912066000001');
const billing = entry('Billing', '+912066000002', { reasons: ['billing'], isWarm: true });

beforeEach(async () => {
  house.setNow(start);
  await saveTransferDirectory(admin(), { entries: [desk, billing] });
});

async function call(from: string | null = caller): Promise<string> {
  const start = { direction: 'inbound' as const, from, to: '+912066000009', language: 'en' as const };
  return (await startCall(system(), start)).callId;
}

describe('the directory', () => {
  it('is replaced whole, in its order, and audited', async () => {
    expect(await getTransferDirectory(admin())).toEqual({ entries: [desk, billing] });
    await saveTransferDirectory(admin(), { entries: [billing] });
    expect((await getTransferDirectory(admin())).entries.map(({ label }) => label)).toEqual(['Billing']);
    expect((await getTransferDirectory(house.as(other.clinicId, other.admin))).entries).toEqual([]);
  });

  it.each([
    [{ phone: 'reception' }, 'entries.0.phone'],
    [{ reasons: ['Billing!'] }, 'entries.0.reasons.0'],
    [{ ringSeconds: 3 }, 'entries.0.ringSeconds'],
    [{ userId: '01900000-0000-7000-8000-0000000000ff' }, 'entries.0.userId'],
  ])('takes no %j', async (over, field) => {
    await expect(saveTransferDirectory(admin(), { entries: [{ ...desk, ...over }] })).rejects.toMatchObject({ field });
  });

  it('takes no number that the AI itself answers, and one that is there all the same is not rung', async () => {
    const number = '+912066000055';
    await saveTransferDirectory(admin(), { entries: [entry('Us', number), desk] });
    await house.owner.query(
      `INSERT INTO phone_numbers (id, clinic_id, number, label) VALUES (gen_random_uuid(), $1, $2, 'Vaani')`,
      [clinic.clinicId, number],
    );
    expect(await takeTransferStep(system(), { callId: await call(), said: 'asked', step: 1 })).toMatchObject({
      label: 'Desk',
    });
    await expect(saveTransferDirectory(admin(), { entries: [desk, entry('Us', number)] })).rejects.toMatchObject({
      field: 'entries.1.phone',
      message: 'This is the number that the AI answers.',
    });
  });

  it('takes no doctor of another clinic, and no change from who may not', async () => {
    const theirs = { ...desk, doctorId: other.doctorIds[0] };
    await expect(saveTransferDirectory(admin(), { entries: [theirs] })).rejects.toMatchObject({ code: 'not-found' });
    const doctor = house.as(clinic.clinicId, clinic.doctor);
    await expect(saveTransferDirectory(doctor, { entries: [] })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a step', () => {
  it('is the same however often it is asked for, and by how many at once', async () => {
    const callId = await call();
    const asked = { callId, said: 'refund please', step: 1 };
    const all = await Promise.all(Array.from({ length: 8 }, () => takeTransferStep(system(), asked)));
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(all[0]).toMatchObject({ step: 1, reason: 'billing', label: 'Billing', isWarm: true, status: 'ringing' });
    // Whatever the directory says by now.
    await saveTransferDirectory(admin(), { entries: [] });
    expect(await takeTransferStep(system(), asked)).toEqual(all[0]);
    const { rows } = await house.owner.query(
      `SELECT 1 FROM audit_entries WHERE action = 'call.transfer' AND object_id = $1`,
      [callId],
    );
    expect(rows).toHaveLength(1);
  });

  it('that came to nothing leads to the next, never to the same phone, and in the end to nobody', async () => {
    const callId = await call();
    expect(await takeTransferStep(system(), { callId, said: 'billing', step: 1 })).toMatchObject({ label: 'Billing' });
    expect(await settleTransferStep(system(), { callId, step: 1, status: 'busy' })).toBe(true);
    expect(await settleTransferStep(system(), { callId, step: 1, status: 'accepted' })).toBe(false);
    expect(await takeTransferStep(system(), { callId, said: 'billing', step: 2 })).toMatchObject({ label: 'Desk' });
    expect(await takeTransferStep(system(), { callId, said: 'billing', step: 3 })).toBeNull();
    expect(await listTransferSteps(system(), callId)).toMatchObject([{ status: 'busy' }, { status: 'ringing' }]);
  });

  it('rings staff only while they are on duty', async () => {
    const { userId } = clinic.admin;
    await saveTransferDirectory(admin(), { entries: [entry('Meera', '+912066000003', { userId })] });
    expect(await takeTransferStep(system(), { callId: await call(), said: 'asked', step: 1 })).toBeNull();
    await setOnDuty(admin(), { isOnDuty: true });
    expect(await takeTransferStep(system(), { callId: await call(), said: 'asked', step: 1 })).toMatchObject({
      phones: ['+912066000003'],
    });
    await setOnDuty(admin(), { isOnDuty: false });
    expect(await takeTransferStep(system(), { callId: await call(), said: 'asked', step: 1 })).toBeNull();
    await expect(setOnDuty(system(), { isOnDuty: true })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('leads a patient in treatment, who proved who they are, to their doctor’s people', async () => {
    const doctorId = clinic.doctorIds[0];
    await saveTransferDirectory(admin(), {
      entries: [desk, entry('Assistant', '+912066000004', { doctorId, reasons: ['treatment'] })],
    });
    const patientId = clinic.patients[0]?.id ?? '';
    const seen = new Date(Date.parse(start) - 3 * 86_400_000);
    await house.owner.query(
      `INSERT INTO appointments (id, clinic_id, doctor_id, service_id, branch_id, patient_id, starts_at, ends_at, status, source)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $6::timestamptz + interval '15 minutes', 'completed', 'desk')`,
      [clinic.clinicId, doctorId, clinic.consultation, clinic.branchId, patientId, seen],
    );
    const known = await call();
    await linkCaller(system(), known, patientId, true);
    const first = { said: 'my medicine', step: 1 };
    expect(await takeTransferStep(system(), { callId: known, ...first })).toMatchObject({ label: 'Assistant' });
    const unproved = await call();
    await linkCaller(system(), unproved, patientId, false);
    expect(await takeTransferStep(system(), { callId: unproved, ...first })).toMatchObject({ label: 'Desk' });
  });

  it('of a call that is only passed on rings the clinic’s own phone and nobody else', async () => {
    await house.owner.query(`UPDATE clinics SET own_phone = '+912066000099' WHERE id = $1`, [clinic.clinicId]);
    const callId = await call();
    const passed = { callId, said: 'trouble', isOwnPhoneFirst: true };
    expect(await takeTransferStep(system(), { ...passed, step: 1 })).toMatchObject({ phones: ['+912066000099'] });
    expect(await takeTransferStep(system(), { callId, said: 'trouble', step: 2 })).toBeNull();
    await house.owner.query('UPDATE clinics SET own_phone = NULL WHERE id = $1', [clinic.clinicId]);
  });

  it('is no other clinic’s', async () => {
    const callId = await call();
    await takeTransferStep(system(), { callId, said: 'asked', step: 1 });
    expect(await listTransferSteps(house.as(other.clinicId), callId)).toEqual([]);
    expect(await settleTransferStep(house.as(other.clinicId), { callId, step: 1, status: 'gone' })).toBe(false);
  });
});

describe('what is told to who picks up', () => {
  it('names a caller who proved who they are, and of others four digits', async () => {
    const patientId = clinic.patients[0]?.id ?? '';
    const callId = await call();
    await linkCaller(system(), callId, patientId, false);
    const masked = await whisperOf(system(), callId, 'billing');
    expect(masked).toMatchObject({ language: 'hi' });
    expect(masked.text).toMatch(/0 7 7 7.*बिल/);
    expect(masked.text).not.toMatch(/Ravi|9820/);
    await linkCaller(system(), callId, patientId, true);
    expect((await whisperOf(system(), callId, 'language:ta')).text).toMatch(/Ravi Rao.*दूसरी भाषा.*1 दबाइए/);
    expect((await whisperOf(system(), await call(null), 'asked')).text).toMatch(/एक कॉलर:/);
  });
});

describe('a call that comes back', () => {
  it('is known by its caller having just been put through', async () => {
    const phone = '+919820000555';
    expect(await wasJustPutThrough(system(), phone, 'CA2')).toBe(false);
    const callId = await call(phone);
    expect(await wasJustPutThrough(system(), phone, 'CA2')).toBe(false);
    await takeTransferStep(system(), { callId, said: 'asked', step: 1 });
    expect(await wasJustPutThrough(system(), phone, 'CA2')).toBe(true);
    expect(await wasJustPutThrough(system(), caller.replace('777', '778'), 'CA2')).toBe(false);
    house.setNow(new Date(Date.parse(start) + 60_000).toISOString());
    expect(await wasJustPutThrough(system(), phone, 'CA2')).toBe(false);
  });
});
