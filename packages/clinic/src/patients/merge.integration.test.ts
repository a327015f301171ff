// Guards two entries that become one, and one that becomes two again: everything moves, nothing dangles, and what came since stays.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkCaller, startCall } from '../calls/write-calls.ts';
import type { ClinicContext } from '../context.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { listAppointments } from '../scheduling/list.ts';
import { type House, rawRows, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { recordConsent } from './consent.ts';
import { findDuplicates } from './find-duplicates.ts';
import { getPatient } from './get-patient.ts';
import { addGuardian } from './guardians.ts';
import { mergePatients } from './merge-patients.ts';
import { addPhone, setPrimaryPhone } from './patient-phones.ts';
import { patientsByPhone } from './patients-by-phone.ts';
import { type NewPatientRequest, registerPatient } from './register-patient.ts';
import { searchPatients } from './search-patients.ts';
import { undoMerge } from './undo-merge.ts';
import { updatePatient } from './update-patient.ts';

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let desk: ClinicContext;
let minute = 540;
let number = 0;

beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  ours = await testClinic(house, { domain: 'ours.test' });
  theirs = await testClinic(house, { domain: 'theirs.test' });
  desk = house.as(ours.clinicId, ours.admin);
});
beforeEach(() => house.setNow('2026-11-24T03:00:00Z'));
afterAll(() => house.close());

const enter = async (over: Partial<NewPatientRequest> = {}, ctx = desk) =>
  (
    await registerPatient(ctx, {
      phone: `+9160004${String(++number).padStart(5, '0')}`,
      name: 'Sunita Yadav',
      isToBeCompleted: false,
      ...over,
    })
  ).id;
/** A booking at a time that nobody else has here. */
async function book(patientId: string): Promise<string> {
  const day = `2026-11-${25 + Math.floor((minute - 540) / 210)}`;
  const slot = ours.slot(day, 540 + ((minute - 540) % 210), 1);
  minute += 15;
  const booked = await bookAppointment(desk, { slot, patientId, idempotencyKey: randomUUID(), isDespiteOwn: true });
  if (!booked.ok) throw new Error(booked.reason);
  return booked.appointment.id;
}
async function call(patientId: string): Promise<string> {
  const { callId } = await startCall(house.as(ours.clinicId), {
    direction: 'inbound',
    from: null,
    to: '+912066000001',
    language: 'hi',
  });
  await linkCaller(house.as(ours.clinicId), callId, patientId, true);
  return callId;
}
const merge = (keepId: string, mergeId: string, ctx = desk) =>
  mergePatients(ctx, { keepId, mergeId, idempotencyKey: randomUUID() });
const found = async (text: string) => (await searchPatients(desk, { text, limit: 50 })).patients.map(({ id }) => id);
/** All rows about a patient, as they stand, without what counts changes. */
async function everythingOf(id: string): Promise<Record<string, unknown>> {
  const rows = async (sql: string) => (await house.owner.query(sql, [id])).rows;
  return {
    patient: await rows(
      `SELECT name, birth, email, address, abha_number, notes, uhid, language, is_to_be_completed, consent_at, consent_how, merged_into_id, last_seen_at FROM patients WHERE id = $1`,
    ),
    phones: await rows('SELECT id, phone, relation, is_primary FROM patient_phones WHERE patient_id = $1 ORDER BY id'),
    guardians: await rows('SELECT id, name, phone FROM guardians WHERE patient_id = $1 ORDER BY id'),
    tokens: await rows('SELECT kind, token FROM patient_tokens WHERE patient_id = $1 ORDER BY token'),
    appointments: await rows('SELECT id FROM appointments WHERE patient_id = $1 ORDER BY id'),
    calls: await rows('SELECT id FROM call_logs WHERE patient_id = $1 ORDER BY id'),
    messages: await rows('SELECT id FROM message_jobs WHERE patient_id = $1 ORDER BY id'),
  };
}

describe('a merge', () => {
  it('moves everything, fills what was missing, and keeps the rest', async () => {
    const keep = await enter({ email: 'sunita@example.org', notes: 'kept' });
    const gone = await enter({
      name: 'सुनीता यादव',
      birth: { date: '1985-03-04' },
      notes: 'left behind',
      uhid: 'OLD-77',
      abhaNumber: '91111122223333',
      consentHow: 'form',
    });
    await addGuardian(desk, { patientId: gone, name: 'Kamla Yadav', phone: '+916000499999', relation: 'mother' });
    const [keptPhone] = (await getPatient(desk, { patientId: keep })).phones;
    await addPhone(desk, { patientId: gone, phone: keptPhone?.phone ?? '', relation: 'sister' });
    const appointments = [await book(gone), await book(gone)];
    const callId = await call(gone);
    const before = await getPatient(desk, { patientId: gone });
    const { mergeId, patientId } = await merge(keep, gone);
    expect(patientId).toBe(keep);
    const merged = await getPatient(desk, { patientId: keep });
    expect(merged).toMatchObject({
      name: 'Sunita Yadav',
      email: 'sunita@example.org',
      notes: 'kept',
      birth: { date: '1985-03-04' },
      abhaNumber: '91111122223333',
      uhid: null,
      consent: { how: 'form' },
      merged: [{ mergeId, patientId: gone }],
    });
    expect(merged.appointments.map(({ id }) => id).sort()).toEqual(appointments.toSorted());
    expect(merged.calls.map(({ id }) => id)).toEqual([callId]);
    expect(merged.guardians.map(({ name }) => name)).toEqual(['Kamla Yadav']);
    // Of a phone that both had there is one, and the kept one's own stays where messages go.
    expect(merged.phones.map(({ phone, isPrimary }) => [phone, isPrimary])).toEqual([
      [keptPhone?.phone, true],
      [before.phones[0]?.phone, false],
    ]);
    // Whoever has the old id gets the kept entry; it is found by every name and number of either.
    expect((await getPatient(desk, { patientId: gone })).id).toBe(keep);
    for (const text of ['सुनीता यादव', 'OLD-77', '91111122223333', before.phones[0]?.phone ?? '', '9999'])
      expect(await found(text), text).toContain(keep);
    expect(await found('OLD-77')).toEqual([keep]);
    expect((await patientsByPhone(desk, before.phones[0]?.phone ?? '')).map(({ id }) => id)).toEqual([keep]);
  });

  it('leaves nothing that refers to the entry that is gone, in any table there is', async () => {
    const [keep, gone] = [await enter(), await enter()];
    await book(gone);
    await call(gone);
    await house.db.withTenant(ours.clinicId, (tenant) =>
      queueMessage(tenant, desk, {
        kind: 'callback',
        patientId: gone,
        language: 'hi',
        notAfter: new Date('2026-12-01T00:00:00Z'),
      }),
    );
    await merge(keep, gone);
    const { rows } = await house.owner.query<{ table: string; column: string }>(`
      SELECT c.relname AS "table", a.attname AS "column" FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY(f.conkey)
      WHERE f.contype = 'f' AND f.confrelid = 'patients'::regclass AND a.attname <> 'clinic_id'`);
    expect(rows.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['appointments', 'call_logs', 'message_jobs', 'patient_tokens']),
    );
    for (const { table, column } of rows) {
      const { rowCount } = await house.owner.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [gone]);
      expect(rowCount, `${table}.${column}`).toBe(table === 'patient_merges' && column === 'merged_id' ? 1 : 0);
    }
  });

  it('is written down to the row, sealed', async () => {
    const [keep, gone] = [await enter(), await enter({ notes: 'Ghutno ka dard' })];
    const appointmentId = await book(gone);
    const { mergeId } = await merge(keep, gone);
    const { rows } = await house.owner.query<{ id: string; object_id: string; new_values: string }>(
      `SELECT id, object_id, new_values FROM audit_entries WHERE action = 'patient.merge' AND object_id = ANY($1)`,
      [[keep, gone]],
    );
    expect(rows.map((row) => row.object_id).sort()).toEqual([keep, gone].sort());
    const cipher = await house.db.cipherFor(ours.clinicId);
    for (const row of rows) {
      expect(cipher.openJson('audit_entries', 'new_values', row.id, row.new_values)).toMatchObject({
        mergeId,
        keepId: keep,
        mergedId: gone,
        moved: expect.arrayContaining([{ table: 'appointments', column: 'patient_id', ids: [appointmentId] }]),
        filled: { notes: 'Ghutno ka dard' },
      });
    }
    for (const [table, text] of await rawRows(house.owner))
      expect(text.toLowerCase().includes('ghutno'), table).toBe(false);
  });

  it('is done once for a key, and refused for what cannot be', async () => {
    const [keep, gone, third] = [await enter(), await enter(), await enter()];
    const request = { keepId: keep, mergeId: gone, idempotencyKey: randomUUID() };
    const first = await mergePatients(desk, request);
    expect(await mergePatients(desk, request)).toEqual(first);
    await expect(merge(keep, keep)).rejects.toMatchObject({ code: 'bad-input', field: 'mergeId' });
    await expect(merge(third, gone)).rejects.toMatchObject({ code: 'conflict', field: 'mergeId' });
    await expect(merge(gone, third)).rejects.toMatchObject({ code: 'conflict', field: 'keepId' });
    await expect(merge(keep, randomUUID())).rejects.toMatchObject({ code: 'not-found', field: 'mergeId' });
    await expect(merge(randomUUID(), keep)).rejects.toMatchObject({ code: 'not-found', field: 'keepId' });
    const foreign = await enter({}, house.as(theirs.clinicId, theirs.admin));
    await expect(merge(keep, foreign)).rejects.toMatchObject({ code: 'not-found', field: 'mergeId' });
    await expect(merge(keep, third, house.as(theirs.clinicId, theirs.admin))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(merge(keep, third, house.as(ours.clinicId, ours.doctor))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(undoMerge(house.as(theirs.clinicId, theirs.admin), { mergeId: first.mergeId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(undoMerge(house.as(ours.clinicId, ours.doctor), { mergeId: first.mergeId })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('is followed by whoever still holds the old id', async () => {
    const [keep, gone] = [await enter(), await enter()];
    await merge(keep, gone);
    const appointmentId = await book(gone);
    const callId = await call(gone);
    const details = await getPatient(desk, { patientId: keep });
    expect(details.appointments.map(({ id }) => id)).toEqual([appointmentId]);
    expect(details.calls.map(({ id }) => id)).toEqual([callId]);
    await addPhone(desk, { patientId: gone, phone: '+916000488888' });
    expect((await patientsByPhone(desk, '+916000488888')).map(({ id }) => id)).toEqual([keep]);
  });
});

describe('taken back', () => {
  it('it is as if it had never been', async () => {
    const keep = await enter({ isToBeCompleted: true, language: 'hi' });
    const gone = await enter({
      birth: { year: 1985 },
      email: 'two@example.org',
      uhid: 'OLD-78',
      consentHow: 'desk',
      address: 'Pune',
    });
    await addGuardian(desk, { patientId: gone, name: 'Kamla', phone: '+916000477777', relation: 'mother' });
    for (const id of [keep, gone]) {
      await book(id);
      await call(id);
    }
    const before = [await everythingOf(keep), await everythingOf(gone)];
    const { mergeId } = await merge(keep, gone);
    expect(await everythingOf(keep)).not.toEqual(before[0]);
    expect(await undoMerge(desk, { mergeId })).toEqual({ keptId: keep, restoredId: gone });
    expect([await everythingOf(keep), await everythingOf(gone)]).toEqual(before);
    // Once more it answers the same and does nothing.
    expect(await undoMerge(desk, { mergeId })).toEqual({ keptId: keep, restoredId: gone });
    expect([await everythingOf(keep), await everythingOf(gone)]).toEqual(before);
    expect((await getPatient(desk, { patientId: gone })).id).toBe(gone);
  });

  it('what the kept entry got since stays with it, and what was changed by hand stays changed', async () => {
    const keep = await enter({ name: 'Anita Rawat' });
    const gone = await enter({ name: 'Anita R', birth: { year: 1985 }, email: 'old@example.org' });
    const [own, others] = [await book(keep), await book(gone)];
    const { mergeId } = await merge(keep, gone);
    const since = [await book(keep), await book(gone)];
    const callId = await call(keep);
    await addPhone(desk, { patientId: keep, phone: '+916000466666' });
    const { version, phones } = await getPatient(desk, { patientId: keep });
    await updatePatient(desk, { patientId: keep, version, email: 'new@example.org', name: 'Anita Rawat-Negi' });
    // Messages have gone to the phone that goes home again.
    const moved = phones.find(({ isPrimary, phone }) => !isPrimary && phone !== '+916000466666');
    await setPrimaryPhone(desk, { patientId: keep, phoneId: moved?.id ?? '' });
    await cancelAppointment(desk, { appointmentId: others, by: 'patient' });
    await recordConsent(desk, { patientId: keep, how: 'desk' });
    await undoMerge(desk, { mergeId });
    const kept = await getPatient(desk, { patientId: keep });
    const restored = await getPatient(desk, { patientId: gone });
    expect(kept).toMatchObject({
      name: 'Anita Rawat-Negi',
      birth: null,
      email: 'new@example.org',
      consent: { how: 'desk' },
      merged: [],
    });
    expect(kept.appointments.map(({ id }) => id).sort()).toEqual([own, ...since].sort());
    expect(kept.calls.map(({ id }) => id)).toEqual([callId]);
    expect(kept.phones.map(({ phone }) => phone)).toContain('+916000466666');
    expect(kept.phones.filter(({ isPrimary }) => isPrimary)).toHaveLength(1);
    expect(restored).toMatchObject({ name: 'Anita R', birth: { year: 1985 }, email: 'old@example.org' });
    expect(restored.appointments.map(({ id, status }) => [id, status])).toEqual([[others, 'cancelled']]);
    expect(restored.phones.map(({ phone, isPrimary }) => [phone, isPrimary])).toEqual([[moved?.phone, true]]);
    expect(await found('anita rawat negi')).toEqual([keep]);
  });

  it('one after the other, the last first', async () => {
    const [first, second, third] = [
      await enter({ name: 'Ila Sen' }),
      await enter({ name: 'Ila Sen B' }),
      await enter({ name: 'Ila Sen C' }),
    ];
    const ids = [first, second, third];
    for (const id of ids) await book(id);
    const before = await Promise.all(ids.map(everythingOf));
    const inner = await merge(second, first);
    const outer = await merge(third, second);
    expect((await getPatient(desk, { patientId: first })).id).toBe(third);
    expect((await getPatient(desk, { patientId: third })).appointments).toHaveLength(3);
    expect(await found('ila sen b')).toEqual([third]);
    await expect(undoMerge(desk, { mergeId: inner.mergeId })).rejects.toMatchObject({
      code: 'conflict',
      field: 'mergeId',
    });
    await undoMerge(desk, { mergeId: outer.mergeId });
    expect((await getPatient(desk, { patientId: first })).id).toBe(second);
    await undoMerge(desk, { mergeId: inner.mergeId });
    expect(await Promise.all(ids.map(everythingOf))).toEqual(before);
  });
});

describe('at the same moment', () => {
  it('two merges of the same two, the other way round: one is done, the other is told', async () => {
    for (let round = 0; round < 4; round++) {
      const [one, other] = [await enter(), await enter()];
      await Promise.all([book(one), book(other)].map((booking) => booking));
      const ends = await Promise.allSettled([merge(one, other), merge(other, one)]);
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
      const [a, b] = [await getPatient(desk, { patientId: one }), await getPatient(desk, { patientId: other })];
      expect(a.id).toBe(b.id);
      expect(a.appointments).toHaveLength(2);
    }
  });

  it('a circle of three merges ends with one entry that has everything, or two of which one is whole', async () => {
    const ids = [await enter(), await enter(), await enter()];
    for (const id of ids) await book(id);
    const [a = '', b = '', c = ''] = ids;
    await Promise.allSettled([merge(a, b), merge(b, c), merge(c, a)]);
    const live = new Set(await Promise.all(ids.map(async (patientId) => (await getPatient(desk, { patientId })).id)));
    const details = await Promise.all([...live].map((patientId) => getPatient(desk, { patientId })));
    expect(details.flatMap(({ appointments }) => appointments)).toHaveLength(3);
    const { rows } = await house.owner.query('SELECT id FROM patients WHERE id = ANY($1) AND merged_into_id IS NULL', [
      ids,
    ]);
    expect(rows.map(({ id }) => id).sort()).toEqual([...live].sort());
  });

  it('a booking is about whoever is there when it is made', async () => {
    for (let round = 0; round < 4; round++) {
      const [keep, gone] = [await enter(), await enter()];
      const ends = await Promise.allSettled([merge(keep, gone), book(gone), book(gone)]);
      expect(ends[0]?.status).toBe('fulfilled');
      const booked = ends.slice(1).flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
      const { rows } = await house.owner.query<{ patient_id: string }>(
        'SELECT patient_id FROM appointments WHERE id = ANY($1)',
        [booked],
      );
      expect(rows.map(({ patient_id }) => patient_id)).toEqual(booked.map(() => keep));
    }
  });

  it('a cancellation and a merge of the same patient both come to their end', async () => {
    for (let round = 0; round < 4; round++) {
      const [keep, gone] = [await enter(), await enter()];
      const appointments = [await book(gone), await book(gone), await book(gone)];
      house.setNow(`2026-11-24T0${4 + round}:30:00Z`);
      const ends = await Promise.allSettled([
        ...appointments.map((appointmentId) => cancelAppointment(desk, { appointmentId, by: 'patient' })),
        merge(keep, gone),
      ]);
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
      const listed = await listAppointments(desk, {
        from: '2026-11-24T00:00:00Z',
        to: '2026-12-30T00:00:00Z',
        patientId: keep,
        isWhole: true,
      });
      expect(listed.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    }
  });
});

describe('duplicates', () => {
  it('are those of one phone who may be one person, the likeliest first, page by page', async () => {
    const clinic = await testClinic(house, { domain: 'doubles.test' });
    const there = house.as(clinic.clinicId, clinic.admin);
    const family = '+916000455501';
    const one = await enter({ phone: family, name: 'Sunita Yadav', birth: { date: '1985-03-04' } }, there);
    await enter({ phone: family, name: 'Rakesh Yadav', birth: { year: 1980 } }, there);
    await enter({ phone: family, name: 'Diya Yadav', birth: { year: 2015 } }, there);
    await enter({ phone: family, isToBeCompleted: true, name: undefined } as Partial<NewPatientRequest>, there);
    // Mother and daughter of one name.
    await enter({ phone: family, name: 'Sunita Yadav', birth: { year: 2010 } }, there);
    const same = await enter({ phone: family, name: 'सुनीता यादव', birth: { year: 1985 } }, there);
    const elsewhere = [
      await enter({ phone: '+916000455502', name: 'Imran Khan' }, there),
      await enter({ phone: '+916000455502', name: 'Imraan Khan' }, there),
    ];
    await enter({ phone: '+916000455503', name: 'Imran Khan' }, there);
    const all = await findDuplicates(there);
    expect(all.next).toBeNull();
    expect(all.pairs.map(({ newer, older }) => [newer.id, older.id])).toEqual([
      [same, one],
      [elsewhere[1], elsewhere[0]],
    ]);
    const [certain, likely] = all.pairs.map(({ score }) => score);
    expect(certain).toBeGreaterThan(likely ?? 0);
    const first = await findDuplicates(there, { limit: 1 });
    const second = await findDuplicates(there, { limit: 1, cursor: first.next ?? '' });
    expect([...first.pairs, ...second.pairs].map(({ newer }) => newer.id)).toEqual([elsewhere[1], same]);
    expect((await findDuplicates(there, { cursor: second.next ?? '' })).pairs).toEqual([]);
    // The kept entry is its own duplicate no more.
    await merge(one, same, there);
    expect((await findDuplicates(there)).pairs.map(({ newer }) => newer.id)).toEqual([elsewhere[1]]);
    await expect(findDuplicates(there, { cursor: 'x' })).rejects.toMatchObject({ field: 'cursor' });
    await expect(findDuplicates(house.as(clinic.clinicId, clinic.doctor))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await findDuplicates(house.as(theirs.clinicId, theirs.admin))).pairs).toEqual([]);
  });
});
