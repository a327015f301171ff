// Guards a patient's entry: what is entered, changed, told and sealed, and by whom.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCall } from '../calls/write-calls.ts';
import type { Actor, ClinicContext } from '../context.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { type House, rawRows, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { blockCaller, isBlocked, listBlockedCallers, unblockCaller } from './blocked-callers.ts';
import { recordConsent, withdrawConsent } from './consent.ts';
import { getPatient } from './get-patient.ts';
import { addGuardian, removeGuardian } from './guardians.ts';
import { mergePatients } from './merge-patients.ts';
import { addPhone, removePhone, setPrimaryPhone } from './patient-phones.ts';
import { patientsByPhone } from './patients-by-phone.ts';
import { type NewPatientRequest, registerPatient } from './register-patient.ts';
import { listToBeCompleted } from './to-be-completed.ts';
import { getUhidSeries, setUhidSeries } from './uhid.ts';
import { completePatient, updatePatient } from './update-patient.ts';

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let desk: ClinicContext;
let receptionist: ClinicContext;
let doctor: ClinicContext;

beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  ours = await testClinic(house, { domain: 'ours.test' });
  theirs = await testClinic(house, { domain: 'theirs.test' });
  desk = house.as(ours.clinicId, ours.admin);
  receptionist = house.as(ours.clinicId, { ...ours.admin, role: 'receptionist' });
  doctor = house.as(ours.clinicId, ours.doctor);
});
afterAll(() => house.close());

const whole = {
  phone: '098765 43210',
  name: ' Tarabai  Wankhede ',
  birth: { date: '1961-04-05' },
  language: 'hi' as const,
  uhid: 'mr-000700',
  email: 'Tara@Example.org',
  address: '12, Laxmi Road\nPune',
  abhaNumber: '91-2345-6789-0123',
  notes: 'Hard of hearing',
  consentHow: 'desk' as const,
  isToBeCompleted: false,
};
const enter = (over: Partial<NewPatientRequest> = {}) =>
  registerPatient(desk, { phone: '+916000555001', name: 'Asha Kale', isToBeCompleted: false, ...over });
const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  (await house.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`, values)).rows[0]?.count ?? 0;
const tokensOf = (id: string) => count('patient_tokens WHERE patient_id = $1', [id]);
const auditOf = (id: string, action: string) =>
  count('audit_entries WHERE object_id = $1 AND action = $2 AND clinic_id = $3', [id, action, ours.clinicId]);

describe('an entry', () => {
  let id: string;

  it('holds what was said, in one shape, and is read under audit', async () => {
    ({ id } = await registerPatient(desk, whole));
    expect(await getPatient(desk, { patientId: id })).toMatchObject({
      id,
      version: 1,
      name: 'Tarabai Wankhede',
      birth: { date: '1961-04-05' },
      isMinor: false,
      language: 'hi',
      uhid: 'MR-000700',
      email: 'tara@example.org',
      address: '12, Laxmi Road\nPune',
      abhaNumber: '91234567890123',
      notes: 'Hard of hearing',
      isToBeCompleted: false,
      consent: { at: '2026-11-24T03:00:00.000Z', how: 'desk' },
      phones: [{ phone: '+919876543210', relation: 'self', isPrimary: true }],
      guardians: [],
      family: [],
      appointments: [],
      calls: [],
    });
    expect(await auditOf(id, 'patient.register')).toBe(1);
    expect(await auditOf(id, 'patient.read')).toBe(1);
  });

  it('is changed by whoever saw its last version, field by field', async () => {
    const changed = await updatePatient(receptionist, {
      patientId: id,
      version: 1,
      notes: null,
      name: 'Tarabai Wankhede-Rao',
    });
    expect(changed).toEqual({ version: 2 });
    await expect(updatePatient(desk, { patientId: id, version: 1, notes: 'late' })).rejects.toMatchObject({
      code: 'conflict',
      field: 'version',
    });
    expect(await getPatient(desk, { patientId: id })).toMatchObject({
      version: 2,
      name: 'Tarabai Wankhede-Rao',
      notes: null,
      email: 'tara@example.org',
    });
    // Saying what stands there is no change.
    expect(await updatePatient(desk, { patientId: id, version: 2, email: 'TARA@example.org' })).toEqual({ version: 2 });
    const { rows } = await house.owner.query<{ fields: string[] }>(
      `SELECT fields FROM audit_entries WHERE object_id = $1 AND action = 'patient.update'`,
      [id],
    );
    expect(rows.map(({ fields }) => fields.sort())).toEqual([['name', 'notes']]);
  });

  it('of two who change the same version at once one is told', async () => {
    const tries = await Promise.allSettled(
      ['one', 'two', 'three'].map((notes) => updatePatient(desk, { patientId: id, version: 2, notes })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await getPatient(desk, { patientId: id })).version).toBe(3);
  });

  it('is one for a repeated key, and another request under it is refused', async () => {
    const idempotencyKey = randomUUID();
    const first = await enter({ phone: '+916000555002', idempotencyKey });
    expect(await enter({ phone: '+916000555002', idempotencyKey })).toEqual(first);
    await expect(enter({ phone: '+916000555003', idempotencyKey })).rejects.toMatchObject({ field: 'idempotencyKey' });
  });

  it('needs a name or a phone, and can do with either', async () => {
    await expect(registerPatient(desk, { isToBeCompleted: true })).rejects.toMatchObject({ field: 'name' });
    const { id: walkIn } = await registerPatient(desk, { name: 'Gopal Menon', isToBeCompleted: false });
    expect((await getPatient(desk, { patientId: walkIn })).phones).toEqual([]);
  });
});

describe('the clinic’s own number', () => {
  it('is given once, or the next of its series, without gaps for those that are taken', async () => {
    expect((await getPatient(desk, { patientId: (await enter()).id })).uhid).toBeNull();
    await expect(enter({ uhid: 'MR-000700' })).rejects.toMatchObject({ code: 'conflict', field: 'uhid' });
    await setUhidSeries(desk, { prefix: 'MR-', digits: 6, next: 699 });
    const uhids: (string | null)[] = [];
    for (let index = 0; index < 3; index++)
      uhids.push((await getPatient(desk, { patientId: (await enter()).id })).uhid);
    expect(uhids).toEqual(['MR-000699', 'MR-000701', 'MR-000702']);
    expect(await getUhidSeries(desk)).toEqual({ prefix: 'MR-', digits: 6, next: 703 });
  });

  it('is never given twice, however many are entered at once', async () => {
    const many = await Promise.all(
      Array.from({ length: 12 }, (_, index) => enter({ phone: `+9160005551${10 + index}` })),
    );
    const { rows } = await house.owner.query<{ uhid: string }>('SELECT uhid FROM patients WHERE id = ANY($1)', [
      many.map(({ id }) => id),
    ]);
    expect(new Set(rows.map(({ uhid }) => uhid)).size).toBe(12);
    const given = await Promise.allSettled([1, 2, 3].map(() => enter({ uhid: 'VIP/1' })));
    expect(given.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is set by an admin alone', async () => {
    await expect(setUhidSeries(receptionist, { prefix: 'X', digits: 4, next: 1 })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    for (const bad of [{ digits: 0 }, { digits: 13 }, { next: 0 }, { prefix: '<b>' }])
      await expect(setUhidSeries(desk, { prefix: 'MR-', digits: 6, next: 1, ...bad })).rejects.toMatchObject({
        field: Object.keys(bad)[0],
      });
    await setUhidSeries(desk, { prefix: null, digits: 6, next: 703 });
  });
});

describe('phones and guardians', () => {
  let id: string;

  it('one phone has many patients, a patient several phones of which one is written to', async () => {
    ({ id } = await enter({ phone: '+916000555200', name: 'Asha Kale' }));
    const { id: husband } = await enter({ phone: '+916000555200', name: 'Vijay Kale', relation: 'husband' });
    expect((await getPatient(desk, { patientId: id })).family).toEqual([
      { id: husband, name: 'Vijay Kale', isToBeCompleted: false },
    ]);
    const second = await addPhone(receptionist, { patientId: id, phone: '(020) 6600 1234', relation: 'home' });
    expect(await addPhone(desk, { patientId: id, phone: '02066001234' })).toEqual(second);
    await setPrimaryPhone(desk, { patientId: id, phoneId: second.phoneId });
    const { phones, version } = await getPatient(desk, { patientId: id });
    expect(phones.map(({ phone, relation, isPrimary }) => [phone, relation, isPrimary])).toEqual([
      ['+916000555200', 'self', false],
      ['+912066001234', 'home', true],
    ]);
    expect(version).toBe(3);
    expect((await patientsByPhone(desk, '+912066001234')).map((one) => one.id)).toEqual([id]);
    await removePhone(desk, { patientId: id, phoneId: second.phoneId });
    expect((await getPatient(desk, { patientId: id })).phones).toMatchObject([{ isPrimary: true }]);
    expect(await patientsByPhone(desk, '+912066001234')).toEqual([]);
    await expect(removePhone(desk, { patientId: id, phoneId: second.phoneId })).rejects.toMatchObject({
      field: 'phoneId',
    });
    const other = (await getPatient(desk, { patientId: husband })).phones[0]?.id ?? '';
    await expect(setPrimaryPhone(desk, { patientId: id, phoneId: other })).rejects.toMatchObject({ field: 'phoneId' });
    await expect(addPhone(desk, { patientId: id, phone: '12345' })).rejects.toMatchObject({ field: 'phone' });
  });

  it('two who add phones at once leave one primary', async () => {
    const { id: somebody } = await registerPatient(desk, { name: 'Meena Shah', isToBeCompleted: false });
    await Promise.all(
      [1, 2, 3, 4].map((index) =>
        addPhone(desk, { patientId: somebody, phone: `+91600055521${index}`, isPrimary: true }),
      ),
    );
    const { phones, version } = await getPatient(desk, { patientId: somebody });
    expect(phones).toHaveLength(4);
    expect(phones.filter(({ isPrimary }) => isPrimary)).toHaveLength(1);
    expect(version).toBe(5);
  });

  it('a guardian’s phone finds the child, until they are taken out', async () => {
    const { id: child } = await registerPatient(desk, {
      phone: '+916000555230',
      name: 'Diya Kale',
      birth: { year: 2020 },
      guardian: { name: 'Asha Kale', relation: 'mother' },
      isToBeCompleted: false,
    });
    const added = await addGuardian(desk, {
      patientId: child,
      name: 'Sunita Kale',
      phone: '+916000555231',
      relation: 'grandmother',
    });
    const details = await getPatient(desk, { patientId: child });
    expect(details).toMatchObject({ isMinor: true, version: 2 });
    expect(details.guardians.map(({ name, phone, relation }) => [name, phone, relation])).toEqual([
      ['Asha Kale', '+916000555230', 'mother'],
      ['Sunita Kale', '+916000555231', 'grandmother'],
    ]);
    expect(await patientsByPhone(desk, '+916000555231')).toMatchObject([{ id: child, relation: 'grandmother' }]);
    await removeGuardian(desk, { patientId: child, guardianId: added.guardianId });
    expect(await patientsByPhone(desk, '+916000555231')).toEqual([]);
    await expect(
      removeGuardian(desk, { patientId: id, guardianId: details.guardians[0]?.id ?? '' }),
    ).rejects.toMatchObject({
      field: 'guardianId',
    });
    await expect(
      registerPatient(desk, { name: 'Om', guardian: { name: 'Asha', relation: 'mother' }, isToBeCompleted: false }),
    ).rejects.toMatchObject({ field: 'guardian.phone' });
  });
});

describe('consent', () => {
  it('is noted with when and how, and a call notes it by itself', async () => {
    const { id } = await enter({ phone: '+916000555300' });
    await recordConsent(receptionist, { patientId: id, how: 'form', at: '2026-11-20T08:00:00Z' });
    expect((await getPatient(desk, { patientId: id })).consent).toEqual({
      at: '2026-11-20T08:00:00.000Z',
      how: 'form',
    });
    await expect(recordConsent(desk, { patientId: id, how: 'desk', at: '2026-12-20T08:00:00Z' })).rejects.toMatchObject(
      { field: 'at' },
    );
    await expect(recordConsent(desk, { patientId: id, how: 'pigeon' as 'desk' })).rejects.toMatchObject({
      field: 'how',
    });
    expect(await auditOf(id, 'patient.consent')).toBe(1);
  });

  it('is taken back, which stays written, and given again', async () => {
    const { id: patientId } = await enter({ phone: '+916000555302' });
    await expect(withdrawConsent(receptionist, { patientId })).rejects.toMatchObject({ code: 'conflict' });
    await recordConsent(receptionist, { patientId, how: 'desk' });
    await withdrawConsent(receptionist, { patientId });
    const withdrawn = await getPatient(desk, { patientId });
    expect(withdrawn.consent).toBeNull();
    expect(withdrawn.consentWithdrawnAt).not.toBeNull();
    // An older entry of theirs, found later, does not agree for them.
    const older = await enter({ phone: '+916000555303' });
    await recordConsent(receptionist, { patientId: older.id, how: 'form' });
    await mergePatients(desk, { keepId: patientId, mergeId: older.id, idempotencyKey: randomUUID() });
    expect((await getPatient(desk, { patientId })).consent).toBeNull();
    await recordConsent(receptionist, { patientId, how: 'form' });
    expect(await getPatient(desk, { patientId })).toMatchObject({ consent: { how: 'form' }, consentWithdrawnAt: null });
    expect(await auditOf(patientId, 'patient.consent-withdrawn')).toBe(1);
  });

  it('of a minor is a guardian’s', async () => {
    const { id } = await enter({ phone: '+916000555301', name: 'Om Kale', birth: { age: 9, saidOn: '2026-11-24' } });
    await expect(recordConsent(desk, { patientId: id, how: 'desk' })).rejects.toMatchObject({ field: 'guardian' });
    await addGuardian(desk, { patientId: id, name: 'Asha Kale', phone: '+916000555301', relation: 'mother' });
    expect(await recordConsent(desk, { patientId: id, how: 'desk' })).toEqual({ version: 3 });
  });
});

describe('an entry that a call left', () => {
  it('is listed for the desk, a page at a time, until it is completed', async () => {
    const system = house.as(ours.clinicId);
    const { callId } = await startCall(system, {
      direction: 'inbound',
      from: '+916000555400',
      to: '+912066000001',
      language: 'hi',
    });
    const agent = house.as(ours.clinicId, { kind: 'agent', callId });
    const left: string[] = [];
    for (let index = 0; index < 3; index++) {
      house.setNow(`2026-11-24T03:0${index + 1}:00Z`);
      left.push(
        (
          await registerPatient(agent, {
            phone: `+91600055540${index}`,
            isToBeCompleted: true,
            ...(index === 0 ? { callId } : {}),
          })
        ).id,
      );
    }
    const first = await listToBeCompleted(receptionist, { limit: 2 });
    const second = await listToBeCompleted(receptionist, { limit: 2, cursor: first.next ?? '' });
    expect([...first.patients, ...second.patients].map(({ id }) => id)).toEqual(left);
    expect(second.next).toBeNull();
    const [patientId = ''] = left;
    expect((await getPatient(desk, { patientId })).consent).toMatchObject({ how: 'call' });
    await expect(completePatient(desk, { patientId, version: 1 })).rejects.toMatchObject({ field: 'name' });
    await completePatient(receptionist, { patientId, version: 1, name: 'Neha Shah', birth: { year: 1990 } });
    expect((await listToBeCompleted(desk, {})).patients.map(({ id }) => id)).toEqual(left.slice(1));
    await expect(listToBeCompleted(desk, { cursor: 'x' })).rejects.toMatchObject({ field: 'cursor' });
  });
});

describe('a blocked phone', () => {
  it('is known by any way it is written, with who and why, until it is unblocked', async () => {
    const { id } = await blockCaller(receptionist, { phone: '098765 00011', reason: 'Rings and says nothing' });
    expect(await blockCaller(desk, { phone: '+91 98765 00011', reason: 'Again' })).toEqual({ id });
    const agent = house.as(ours.clinicId, { kind: 'agent', callId: randomUUID() });
    expect(await isBlocked(agent, '+919876500011')).toBe(true);
    expect(await isBlocked(agent, '+919876500012')).toBe(false);
    expect(await isBlocked(agent, 'anonymous')).toBe(false);
    expect(await isBlocked(house.as(theirs.clinicId), '+919876500011')).toBe(false);
    expect(await listBlockedCallers(desk)).toMatchObject([
      { id, phone: '+919876500011', reason: 'Again', blockedBy: 'Admin of the test' },
    ]);
    await unblockCaller(desk, { phone: '9876500011' });
    expect(await isBlocked(agent, '+919876500011')).toBe(false);
    await expect(unblockCaller(desk, { phone: '9876500011' })).rejects.toMatchObject({
      code: 'not-found',
      field: 'phone',
    });
    await expect(blockCaller(desk, { phone: 'anonymous' })).rejects.toMatchObject({ field: 'phone' });
    for (const [action, times] of [
      ['caller.block', 2],
      ['caller.unblock', 1],
    ] as const)
      expect(await auditOf(id, action), action).toBe(times);
  });
});

describe('who may', () => {
  it('a doctor reads their own patients with their own appointments, and changes nobody', async () => {
    const { id } = await enter({ phone: '+916000555500', name: 'Lata Joshi' });
    await expect(getPatient(doctor, { patientId: id })).rejects.toMatchObject({ code: 'not-found' });
    expect(
      await count(`audit_entries WHERE object_id = $1 AND action = 'patient.read' AND outcome = 'denied'`, [id]),
    ).toBe(1);
    for (const index of [0, 1])
      await bookAppointment(desk, {
        slot: ours.slot('2026-11-25', 600 + 30 * index, index),
        patientId: id,
        idempotencyKey: randomUUID(),
      });
    expect((await getPatient(doctor, { patientId: id })).appointments.map(({ doctorId }) => doctorId)).toEqual([
      ours.doctorIds[0],
    ]);
    expect((await getPatient(desk, { patientId: id })).appointments).toHaveLength(2);
    const denied = { code: 'not-allowed' };
    await expect(updatePatient(doctor, { patientId: id, version: 1, notes: 'x' })).rejects.toMatchObject(denied);
    await expect(addPhone(doctor, { patientId: id, phone: '+916000555501' })).rejects.toMatchObject(denied);
    await expect(
      addGuardian(doctor, { patientId: id, name: 'x', phone: '+916000555501', relation: 'x' }),
    ).rejects.toMatchObject(denied);
    await expect(recordConsent(doctor, { patientId: id, how: 'desk' })).rejects.toMatchObject(denied);
    await expect(blockCaller(doctor, { phone: '+916000555501' })).rejects.toMatchObject(denied);
    await expect(listToBeCompleted(doctor, {})).rejects.toMatchObject(denied);
  });

  it('another clinic’s entry is nobody’s, whatever is tried', async () => {
    const { id: patientId } = await enter({ phone: '+916000555502' });
    const { phones } = await getPatient(desk, { patientId });
    const elsewhere: ClinicContext = house.as(theirs.clinicId, theirs.admin as Actor);
    const phoneId = phones[0]?.id ?? '';
    const before = await tokensOf(patientId);
    const tries = [
      getPatient(elsewhere, { patientId }),
      updatePatient(elsewhere, { patientId, version: 1, notes: 'mine' }),
      completePatient(elsewhere, { patientId, version: 1, name: 'Mine' }),
      addPhone(elsewhere, { patientId, phone: '+916000555503' }),
      removePhone(elsewhere, { patientId, phoneId }),
      setPrimaryPhone(elsewhere, { patientId, phoneId }),
      addGuardian(elsewhere, { patientId, name: 'Mine', phone: '+916000555503', relation: 'x' }),
      removeGuardian(elsewhere, { patientId, guardianId: randomUUID() }),
      recordConsent(elsewhere, { patientId, how: 'desk' }),
    ];
    for (const [index, one] of (await Promise.allSettled(tries)).entries())
      expect(one, String(index)).toMatchObject({
        status: 'rejected',
        reason: { code: 'not-found', field: 'patientId' },
      });
    expect(await getPatient(desk, { patientId })).toMatchObject({ version: 1, notes: null });
    expect(await tokensOf(patientId)).toBe(before);
    // The same numbers may be another clinic's too.
    expect((await registerPatient(elsewhere, { ...whole, uhid: 'MR-000700' })).id).toBeTruthy();
  });
});

describe('bad input', () => {
  it('is refused by the name of its field, and nothing is written', async () => {
    const tables = ['patients', 'patient_phones', 'guardians', 'patient_tokens', 'audit_entries', 'blocked_callers'];
    const counts = () => Promise.all(tables.map((table) => count(table)));
    const before = await counts();
    const bad: [string, Partial<NewPatientRequest> | Record<string, unknown>][] = [
      ['name', { name: 'Asha\u0000' }],
      ['name', { name: '😀' }],
      ['name', { name: 'x'.repeat(5_000_000) }],
      ['name', { name: 42 }],
      ['phone', { phone: '98765' }],
      ['phone', { phone: 'anonymous' }],
      ['phone', { phone: '9'.repeat(1_000) }],
      ['birth.date', { birth: { date: '2026-02-30' } }],
      ['birth', { birth: { date: '2026-11-25' } }],
      ['birth', { birth: { year: 2027 } }],
      ['birth', { birth: { date: '1990-01-01', year: 1990 } }],
      ['email', { email: 'nobody' }],
      ['abhaNumber', { abhaNumber: '123' }],
      ['abhaNumber', { abhaNumber: '91234567890123' }],
      ['uhid', { uhid: '<script>' }],
      ['language', { language: 'mr' }],
      ['relation', { relation: 'x'.repeat(41) }],
      ['notes', { notes: '\u001b[2J' }],
      ['guardian.name', { guardian: { name: '', relation: 'mother' } }],
      ['guardian.phone', { guardian: { name: 'Asha', relation: 'mother', phone: '1' } }],
      ['consentHow', { consentHow: 'shouting' }],
      ['callId', { callId: randomUUID() }],
      ['idempotencyKey', { idempotencyKey: 'short' }],
    ];
    for (const [field, over] of bad) {
      await expect(enter(over as Partial<NewPatientRequest>), JSON.stringify(over).slice(0, 80)).rejects.toMatchObject({
        name: 'ClinicError',
        field: expect.stringMatching(new RegExp(`^${field}`)),
      });
    }
    await expect(getPatient(desk, { patientId: 'x' })).rejects.toMatchObject({ field: 'patientId' });
    expect(await counts()).toEqual(before);
  });

  it('takes names of every script, and a pasted phone', async () => {
    for (const [name, kept] of [
      ['\u2067محمد علی\u2069', 'محمد علی'],
      ['Priya 👩🏽‍⚕️ Rao', 'Priya 👩🏽‍⚕️ Rao'],
      ['தமிழ்செல்வி', 'தமிழ்செல்வி'],
    ] as const) {
      const { id } = await enter({ name, phone: '\u202a+91 60005 55600\u202c' });
      expect(await getPatient(desk, { patientId: id })).toMatchObject({
        name: kept,
        phones: [{ phone: '+916000555600' }],
      });
    }
  });
});

it('leaves nothing of a patient in the clear, in any table', async () => {
  await blockCaller(desk, { phone: '+916000777999', reason: 'Shouted at Shakuntala' });
  await enter({
    idempotencyKey: randomUUID(),
    phone: '+916000777888',
    name: 'Shakuntala Ghorpade',
    email: 'shaku@example.org',
  });
  const secrets = [
    'tarabai',
    'wankhede',
    '9876543210',
    '876543210',
    'laxmi road',
    '91234567890123',
    'hearing',
    'tara@',
    'kale',
    '6000555',
    'shakuntala',
    'ghorpade',
    '6000777',
    'shaku@',
  ];
  for (const [table, text] of await rawRows(house.owner)) {
    for (const secret of secrets) expect(text.toLowerCase().includes(secret), `${secret} in ${table}`).toBe(false);
  }
});
