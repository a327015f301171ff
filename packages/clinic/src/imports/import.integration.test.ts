// Guards files of other systems: tried dry they write nothing and tell everything; taken on they become what they say, once; taken back they are gone,
// but for what was used since.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { getPatient } from '../patients/get-patient.ts';
import { mergePatients } from '../patients/merge-patients.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { searchPatients } from '../patients/search-patients.ts';
import { setUhidSeries } from '../patients/uhid.ts';
import { updatePatient } from '../patients/update-patient.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { daySchedule } from '../scheduling/day-schedule.ts';
import { listAppointments } from '../scheduling/list.ts';
import { searchSlots } from '../scheduling/search-slots.ts';
import { type House, rawRows, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { previewImport } from './preview-import.ts';
import { getImport, listImports } from './read-import.ts';
import { runImport } from './run-import.ts';
import { giveUpImport, runImportJob } from './run-import-job.ts';
import type { ImportKind } from './types.ts';
import { undoImport } from './undo-import.ts';

let house: House;
let clinic: TestClinic;
let theirs: TestClinic;
let admin: ClinicContext;
let worker: ClinicContext;

beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'ours.test' });
  theirs = await testClinic(house, { domain: 'theirs.test' });
  admin = house.as(clinic.clinicId, clinic.admin);
  worker = house.as(clinic.clinicId);
});
afterAll(() => house.close());

const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  (await house.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`, values)).rows[0]?.count ?? 0;
const everything = [
  'patients',
  'patient_phones',
  'guardians',
  'patient_tokens',
  'doctors',
  'weekly_windows',
  'appointments',
  'slot_claims',
  'imports',
  'import_rows',
  'message_jobs',
];
const counts = () => Promise.all(everything.map((table) => count(table)));

/** Takes a file on and writes it, as the queue would. */
async function bring(
  kind: ImportKind,
  csv: string,
  over: { isWithoutBadLines?: boolean; isWithDuplicates?: boolean } = {},
): Promise<string> {
  const taken = await runImport(admin, { kind, csv, idempotencyKey: randomUUID(), ...over });
  if (!taken.ok) throw new Error(`${taken.reason}: ${JSON.stringify(taken.report.problems)}`);
  await runImportJob(worker, taken.importId);
  return taken.importId;
}

const patientsFile = [
  '\ufeffनाम;मोबाइल नंबर;जन्म तिथि;UHID;Blood group;Notes',
  'Sunita Yadav;98765 43210;04/03/1985;MR-1;O+;"Allergic to\r\npenicillin"',
  'सुनीता यादव;+91 98765 43210;1985-03-04;MR-2;;',
  'Rakesh Yadav;9876543210;1980;;;',
  ';12345;31/04/1990;;;',
  'Om Yadav;;;MR-1;;',
  'Kamla Bisht;09812345678;;MR-900;;',
  'Imran Khan;9.81E+09;;;;',
].join('\r\n');

describe('a file of patients', () => {
  it('tried dry tells everything that is wrong with it, and writes nothing', async () => {
    const { id } = await registerPatient(admin, { phone: '+919812345678', name: 'Kamla Bist', isToBeCompleted: false });
    await registerPatient(admin, {
      phone: '+919812345679',
      name: 'Somebody Else',
      uhid: 'MR-900',
      isToBeCompleted: false,
    });
    const before = await counts();
    const report = await previewImport(admin, { kind: 'patients', csv: patientsFile });
    expect(report).toEqual({
      kind: 'patients',
      total: 7,
      good: 1,
      columns: [
        { header: 'नाम', field: 'name' },
        { header: 'मोबाइल नंबर', field: 'phone' },
        { header: 'जन्म तिथि', field: 'birthDate' },
        { header: 'UHID', field: 'uhid' },
        { header: 'Notes', field: 'notes' },
      ],
      unknownColumns: ['Blood group'],
      problems: [
        // The notes of line 2 reach into line 3.
        { line: 5, field: 'birthDate', reason: 'is not a date, day first, with its whole year' },
        { line: 6, field: 'name', reason: 'is missing' },
        { line: 6, field: 'phone', reason: 'is not a phone number' },
        { line: 6, field: 'birthDate', reason: 'is not a date, day first, with its whole year' },
        { line: 7, field: 'uhid', reason: 'stands on line 2 already' },
        { line: 8, field: 'uhid', reason: 'is the number of another patient' },
        { line: 9, field: 'phone', reason: 'was shortened by a spreadsheet: format the column as text' },
      ],
      duplicates: [{ line: 4, of: { line: 2 } }],
    });
    const known = await previewImport(admin, {
      kind: 'patients',
      csv: 'name,phone\nकमला बिष्ट,09812345678\nKamla Rawat,9812345678\n',
    });
    expect(known.duplicates).toEqual([{ line: 2, of: { id } }]);
    expect(await counts()).toEqual(before);
    expect(await count(`audit_entries WHERE action = 'import.preview'`)).toBe(2);
  });

  it('with a bad line is refused whole, or taken without it', async () => {
    const before = await counts();
    const refused = await runImport(admin, { kind: 'patients', csv: patientsFile, idempotencyKey: randomUUID() });
    expect(refused).toMatchObject({ ok: false, reason: 'bad-lines', report: { problems: { length: 7 } } });
    expect(await counts()).toEqual(before);
    const importId = await bring('patients', patientsFile, { isWithoutBadLines: true });
    expect(await getImport(admin, { importId })).toMatchObject({
      kind: 'patients',
      status: 'done',
      total: 7,
      made: 1,
      skipped: 1,
      failed: 5,
      startedBy: 'Admin of the test',
      lines: [
        { line: 4, state: 'skipped', reason: 'is there already' },
        { line: 5, state: 'failed', field: 'birthDate' },
        { line: 6, state: 'failed', field: 'name' },
        { line: 7, state: 'failed', field: 'uhid' },
        { line: 8, state: 'failed', field: 'uhid' },
        { line: 9, state: 'failed', field: 'phone' },
      ],
    });
    const { patients } = await searchPatients(admin, { text: 'MR-1' });
    expect(patients).toMatchObject([
      { name: 'Sunita Yadav', birth: { date: '1985-03-04' }, phones: [{ phone: '+919876543210' }], lastSeenAt: null },
    ]);
    expect(await getPatient(admin, { patientId: patients[0]?.id ?? '' })).toMatchObject({
      notes: 'Allergic to\npenicillin',
      version: 1,
    });
    // The same file again: the patient is there.
    expect(
      await runImport(admin, {
        kind: 'patients',
        csv: patientsFile,
        isWithoutBadLines: true,
        idempotencyKey: randomUUID(),
      }),
    ).toMatchObject({
      ok: false,
      reason: 'nothing-left',
    });
  });

  it('is stored sealed until a line is written, and not a moment longer', async () => {
    const csv =
      'name,phone,address\nZubeida Contractor,9800011122,12 Jasmine Lane\nFarida Contractor,9800011123,12 Jasmine Lane\n';
    const secrets = ['zubeida', 'farida', 'contractor', '9800011122', 'jasmine'];
    const taken = await runImport(admin, { kind: 'patients', csv, idempotencyKey: randomUUID() });
    if (!taken.ok) throw new Error(taken.reason);
    expect(await count('import_rows WHERE import_id = $1 AND row_values IS NOT NULL', [taken.importId])).toBe(2);
    expect(await count(`pgboss.job WHERE name = 'import.run' AND data->>'importId' = $1`, [taken.importId])).toBe(1);
    expect(await getImport(admin, { importId: taken.importId })).toMatchObject({ status: 'waiting', made: 0 });
    const clear = async () => {
      for (const [table, text] of await rawRows(house.owner))
        for (const secret of secrets) expect(text.toLowerCase().includes(secret), `${secret} in ${table}`).toBe(false);
    };
    await clear();
    await runImportJob(worker, taken.importId);
    await clear();
    expect(await count('import_rows WHERE import_id = $1 AND row_values IS NOT NULL', [taken.importId])).toBe(0);
    expect(await count('import_rows WHERE import_id = $1 AND object_id IS NOT NULL', [taken.importId])).toBe(2);
  });

  it('gets the clinic’s next numbers where it has none, is written once however often the job runs, and once for a key', async () => {
    await setUhidSeries(admin, { prefix: 'A', digits: 4, next: 1 });
    const csv = [
      'name,phone',
      ...Array.from(
        { length: 250 },
        (_, index) =>
          `Person ${'abcdefghij'[index % 10]}${'klmnopqrst'[Math.floor(index / 10) % 10]}${'uvw'[Math.floor(index / 100)]},98${String(10_000_000 + index)}`,
      ),
    ].join('\n');
    const idempotencyKey = randomUUID();
    const first = await runImport(admin, { kind: 'patients', csv, idempotencyKey });
    expect(await runImport(admin, { kind: 'patients', csv, idempotencyKey })).toEqual(first);
    if (!first.ok) throw new Error(first.reason);
    // Two workers, and one that comes too late.
    await Promise.all([runImportJob(worker, first.importId), runImportJob(worker, first.importId)]);
    await runImportJob(worker, first.importId);
    expect(await getImport(admin, { importId: first.importId })).toMatchObject({
      status: 'done',
      made: 250,
      failed: 0,
    });
    expect(await count(`patients WHERE uhid LIKE 'A%' AND clinic_id = $1`, [clinic.clinicId])).toBe(250);
    const { rows } = await house.owner.query<{ last: string }>(
      `SELECT max(uhid) AS last FROM patients WHERE uhid LIKE 'A%'`,
    );
    expect(rows[0]?.last).toBe('A0250');
    await setUhidSeries(admin, { prefix: null, digits: 4, next: 251 });
    const undone = await undoImport(admin, { importId: first.importId });
    expect(undone).toEqual({ removed: 250, kept: [] });
    expect(await count(`patients WHERE uhid LIKE 'A%'`)).toBe(0);
  }, 120_000);

  it('goes on where it was after it was broken off; given up, nothing of it is kept', async () => {
    const csv = [
      'name',
      ...Array.from(
        { length: 150 },
        (_, index) => `Broken ${'abcdefghijklmno'[index % 15]}${'abcdefghij'[Math.floor(index / 15)]}`,
      ),
    ].join('\n');
    const taken = await runImport(admin, { kind: 'patients', csv, idempotencyKey: randomUUID() });
    if (!taken.ok) throw new Error(taken.reason);
    let asked = 0;
    const signal = new AbortController();
    const stopping = {
      ...signal.signal,
      throwIfAborted: () => (asked++ > 0 ? signal.signal.throwIfAborted() : undefined),
    } as AbortSignal;
    signal.abort(new Error('the worker was told to stop'));
    await expect(runImportJob(worker, taken.importId, stopping)).rejects.toThrow('told to stop');
    expect(await getImport(admin, { importId: taken.importId })).toMatchObject({ status: 'running', made: 50 });
    await expect(undoImport(admin, { importId: taken.importId })).rejects.toMatchObject({
      code: 'conflict',
      field: 'importId',
    });
    await giveUpImport(worker, taken.importId);
    expect(await getImport(admin, { importId: taken.importId })).toMatchObject({
      status: 'failed',
      made: 50,
      failed: 100,
    });
    expect(await count('import_rows WHERE row_values IS NOT NULL')).toBe(0);
    await runImportJob(worker, taken.importId);
    expect(await undoImport(admin, { importId: taken.importId })).toMatchObject({ removed: 50 });
  }, 120_000);

  it('whose line somebody was faster than notes it, and writes the others', async () => {
    const taken = await runImport(admin, {
      kind: 'patients',
      csv: 'name,uhid\nOne,F-1\nTwo,F-2\nThree,F-3\n',
      idempotencyKey: randomUUID(),
    });
    if (!taken.ok) throw new Error(taken.reason);
    await registerPatient(admin, { name: 'Faster', uhid: 'F-2', isToBeCompleted: false });
    await runImportJob(worker, taken.importId);
    expect(await getImport(admin, { importId: taken.importId })).toMatchObject({
      status: 'done',
      made: 2,
      failed: 1,
      lines: [{ line: 3, state: 'failed', field: 'uhid' }],
    });
  });

  it('taken back leaves whom somebody changed, booked or merged since, and says so', async () => {
    const csv = [
      'name,phone',
      ...['Left', 'Changed', 'Booked', 'Merged', 'Gone'].map((name, index) => `${name} Person,980002000${index}`),
    ].join('\n');
    const importId = await bring('patients', csv);
    const { rows } = await house.owner.query<{ line: number; object_id: string }>(
      'SELECT line, object_id FROM import_rows WHERE import_id = $1 ORDER BY line',
      [importId],
    );
    const [, changed = '', booked = '', merged = ''] = rows.map((row) => row.object_id);
    await updatePatient(admin, { patientId: changed, version: 1, notes: 'by hand' });
    await bookAppointment(admin, {
      slot: clinic.slot('2026-11-25', 600),
      patientId: booked,
      idempotencyKey: randomUUID(),
    });
    const other = await registerPatient(admin, {
      name: 'Merged Person',
      phone: '+919800020003',
      isToBeCompleted: false,
    });
    await mergePatients(admin, { keepId: other.id, mergeId: merged, idempotencyKey: randomUUID() });
    const expected = {
      removed: 2,
      kept: [
        { line: 3, objectId: changed, reason: 'was changed since' },
        { line: 4, objectId: booked, reason: 'is in use' },
        { line: 5, objectId: merged, reason: 'is in use' },
      ],
    };
    expect(await undoImport(admin, { importId })).toEqual(expected);
    expect(await undoImport(admin, { importId })).toEqual(expected);
    expect(await getImport(admin, { importId })).toMatchObject({
      status: 'undone',
      lines: [{ state: 'kept' }, { state: 'kept' }, { state: 'kept' }],
    });
    expect((await searchPatients(admin, { text: 'person' })).patients.map(({ name }) => name).sort()).toEqual([
      'Booked Person',
      'Changed Person',
      'Merged Person',
    ]);
  });
});

describe('a file of doctors', () => {
  const csv = [
    'Doctor name,Hindi name,Speciality,Branch,Timings,Break,Slot,Services',
    'Dr Anita Desai,डॉ अनीता देसाई,Dermatology,Main,"Mon-Fri 9:00-13:00, 17:00-20:00; Sat 10-14",Mon-Fri 11:00-11:15,20,Consultation;परामर्श',
    'Dr Rohan Gill,,,,10am-2pm,,,',
  ].join('\n');

  it('is checked, written with hours and services, and can be booked at once', async () => {
    const bad = await previewImport(admin, {
      kind: 'doctors',
      csv: 'name,branch,hours,slot,services,capacity\n,Nowhere,whenever,3,Surgery,0\nJoseph Kurien,,,,,\nDr Asha Rao,,,,,\nAsha Rao,,,,,\n',
    });
    expect(bad.problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '2 name',
      '2 branch',
      '2 services',
      '2 hours',
      '2 slotMinutes',
      '2 capacity',
    ]);
    expect(bad.duplicates).toEqual([
      { line: 3, of: { id: clinic.doctorIds[1] } },
      { line: 5, of: { line: 4 } },
    ]);
    const importId = await bring('doctors', csv);
    const { doctors, windows } = await daySchedule(admin, { date: '2026-11-28' });
    const desai = doctors.find(({ name }) => name === 'Dr Anita Desai');
    expect(desai).toMatchObject({ nameHindi: 'डॉ अनीता देसाई', speciality: 'dermatology', initials: 'AD', gridMin: 20 });
    expect(windows.filter(({ doctorId }) => doctorId === desai?.id)).toEqual([
      {
        doctorId: desai?.id,
        branchId: expect.any(String),
        startsAt: '2026-11-28T04:30:00Z',
        endsAt: '2026-11-28T08:30:00Z',
      },
    ]);
    const gill = doctors.find(({ name }) => name === 'Dr Rohan Gill');
    const slots = await searchSlots(worker, {
      doctorId: gill?.id ?? '',
      from: '2026-11-29',
      to: '2026-11-29',
      limit: 1,
    });
    expect(slots).toMatchObject([{ startsAt: '2026-11-29T04:30:00Z' }]);
    const { id: patientId } = await registerPatient(admin, { name: 'First of Gill', isToBeCompleted: false });
    const [slot] = slots;
    if (slot === undefined) throw new Error('no slot');
    expect((await bookAppointment(admin, { slot, patientId, idempotencyKey: randomUUID() })).ok).toBe(true);
    const undone = await undoImport(admin, { importId });
    expect(undone).toEqual({ removed: 1, kept: [{ line: 3, objectId: gill?.id, reason: 'is in use' }] });
    expect(await count('weekly_windows WHERE doctor_id = $1', [desai?.id])).toBe(0);
  });
});

describe('a file of appointments', () => {
  const header = 'Doctor,Date,Time,UHID,Mobile,Patient,Status,Reason';
  const pillai = 'Dr Meera Pillai';

  beforeAll(async () => {
    await bring(
      'patients',
      'name,phone,uhid\nAsha Kale,9800030001,AP-1\nVijay Kale,9800030001,AP-2\nOm Kale,9800030002,AP-3\nIla Kale,9800030003,AP-4\n',
    );
  });

  it('tried dry tells who is unknown, what is no time, and what time is taken', async () => {
    const { patients } = await searchPatients(admin, { text: 'AP-3' });
    const held = await bookAppointment(admin, {
      slot: clinic.slot('2026-12-07', 600),
      patientId: patients[0]?.id ?? '',
      idempotencyKey: randomUUID(),
    });
    if (!held.ok) throw new Error(held.reason);
    const report = await previewImport(admin, {
      kind: 'appointments',
      csv: [
        header,
        'Meera Pillai,07/12/2026,09:30,AP-1,,,,Fever',
        'Dr Nobody,07/12/2026,09:30,AP-1,,,,',
        `${pillai},32/12/2026,25:00,AP-404,,,perhaps,`,
        `${pillai},07/12/2026,10:05,AP-2,,,,`,
        `${pillai},07/12/2026,09:40,AP-3,,,,`,
        `${pillai},07/12/2026,10:00,AP-3,,,,`,
        `${pillai},01/11/2026,10:00,,9800030001,,,`,
        `${pillai},01/11/2026,10:00,,9800030001,विजय काले,done,`,
        `${pillai},01/11/2026,10:15,,9800099999,Vijay,,`,
        `${pillai},01/11/2026,10:15,,,Vijay,,`,
        `${pillai},01/11/2026,10:15,AP-1,,,booked,`,
        `${pillai},07/12/2026,11:00,AP-1,,,completed,`,
        `${pillai},07/12/2026,23:55,AP-1,,,,`,
        'डॉ मीरा पिल्लई,07/12/2026,09:30,AP-1,,,,',
        // Before the doctor's hours, as it was agreed elsewhere.
        `${pillai},07/12/2026,7:00 am,AP-2,,,,`,
      ].join('\n'),
    });
    expect(report.problems.map(({ line, field, reason }) => `${line} ${field} ${reason}`)).toEqual([
      '3 doctor is none of the clinic’s doctors',
      '4 date is not a date, day first, with its whole year',
      '4 time is not a time as 10:30 or 2:30 pm',
      '4 uhid is no patient of the clinic',
      '4 status is none of scheduled, confirmed, completed, cancelled and no-show',
      '5 time is taken, or goes past midnight',
      '6 time is taken, or goes past midnight',
      '8 patient is more than one patient of this phone',
      '10 phone is no patient of the clinic',
      '11 patient needs a UHID, or a phone with a name',
      '12 status is not over, and the time is past',
      '13 status is over, and the time is to come',
      '14 time is taken, or goes past midnight',
    ]);
    expect(report.duplicates).toEqual([
      { line: 7, of: { id: held.appointment.id } },
      { line: 15, of: { line: 2 } },
    ]);
    expect(report.good).toBe(3);
  });

  const csv = [
    header,
    `${pillai},08/12/2026,10:00,AP-1,,,confirmed,Fever`,
    `${pillai},08/12/2026,10:15,AP-2,,,,`,
    `${pillai},08/12/2026,19:00,AP-3,,,,`,
    `${pillai},02/11/2026,10:00,AP-1,,,,Cough`,
    `${pillai},02/11/2026,10:00,AP-2,,,no show,`,
    `${pillai},03/11/2026,10:00,AP-3,,,cancelled,`,
    `${pillai},04/11/2026,10:00,AP-4,,,,`,
  ].join('\n');
  const listed = () =>
    listAppointments(admin, { from: '2026-11-01T00:00:00Z', to: '2026-12-31T00:00:00Z', isWhole: true }).then((rows) =>
      rows.filter(({ source }) => source === 'import'),
    );

  it('claims what is to come and keeps what is past as it was; nobody is told, but all are reminded', async () => {
    const told = `message_jobs WHERE kind <> 'reminder'`;
    const messages = await count(told);
    const importId = await bring('appointments', csv);
    expect((await listed()).map(({ startsAt, status, patientName }) => [startsAt, status, patientName])).toEqual([
      ['2026-11-02T04:30:00Z', 'completed', 'Asha Kale'],
      ['2026-11-02T04:30:00Z', 'no_show', 'Vijay Kale'],
      ['2026-11-03T04:30:00Z', 'cancelled', 'Om Kale'],
      ['2026-11-04T04:30:00Z', 'completed', 'Ila Kale'],
      ['2026-12-08T04:30:00Z', 'confirmed', 'Asha Kale'],
      ['2026-12-08T04:45:00Z', 'scheduled', 'Vijay Kale'],
      ['2026-12-08T13:30:00Z', 'scheduled', 'Om Kale'],
    ]);
    expect(await count(told)).toBe(messages);
    expect(
      await count(
        `slot_claims c JOIN appointments a ON a.claim_id = c.id WHERE a.source = 'import' AND c.released_at IS NULL`,
      ),
    ).toBe(3);
    const { patients } = await searchPatients(admin, { text: 'AP-3' });
    const refused = await bookAppointment(admin, {
      slot: clinic.slot('2026-12-08', 600),
      patientId: patients[0]?.id ?? '',
      idempotencyKey: randomUUID(),
      isDespiteOwn: true,
    });
    expect(refused).toMatchObject({ ok: false, reason: 'taken' });
    // Who came before was seen then, who is booked is seen now.
    expect((await searchPatients(admin, { text: 'AP-4' })).patients[0]?.lastSeenAt).toBe('2026-11-04T04:45:00.000Z');
    expect((await searchPatients(admin, { text: 'AP-2' })).patients[0]?.lastSeenAt).toBe('2026-11-24T03:00:00.000Z');
    const [, , , , confirmed, scheduled] = await listed();
    await cancelAppointment(admin, { appointmentId: scheduled?.id ?? '', by: 'patient' });
    const reminders = `message_jobs m JOIN appointments a ON a.id = m.appointment_id WHERE m.kind = 'reminder' AND a.source = 'import'`;
    expect(await count(reminders)).toBeGreaterThanOrEqual(3);
    const undone = await undoImport(admin, { importId });
    expect(await count(`${reminders} AND m.status = 'waiting'`)).toBe(0);
    expect(undone).toEqual({ removed: 6, kept: [{ line: 3, objectId: scheduled?.id, reason: 'was changed since' }] });
    expect((await listed()).map(({ id }) => id)).toEqual([scheduled?.id]);
    expect(confirmed).toBeDefined();
    // The time is free again.
    const again = await bookAppointment(admin, {
      slot: clinic.slot('2026-12-08', 600),
      patientId: patients[0]?.id ?? '',
      idempotencyKey: randomUUID(),
      isDespiteOwn: true,
    });
    expect(again.ok).toBe(true);
  });

  it('beside bookings of the same times: no two get one', async () => {
    const lines = Array.from(
      { length: 8 },
      (_, index) =>
        `${pillai},09/12/2026,${9 + Math.floor(index / 4)}:${String((index % 4) * 15).padStart(2, '0')},AP-1,,,,`,
    );
    const taken = await runImport(admin, {
      kind: 'appointments',
      csv: [header, ...lines].join('\n'),
      idempotencyKey: randomUUID(),
    });
    if (!taken.ok) throw new Error(JSON.stringify(taken.report.problems));
    const { patients } = await searchPatients(admin, { text: 'AP-2' });
    const bookings = Array.from({ length: 8 }, (_, index) =>
      bookAppointment(admin, {
        slot: clinic.slot('2026-12-09', 540 + 15 * index),
        patientId: patients[0]?.id ?? '',
        idempotencyKey: randomUUID(),
        isDespiteOwn: true,
      }),
    );
    const [, ...ends] = await Promise.all([runImportJob(worker, taken.importId), ...bookings]);
    const booked = ends.filter((end) => end?.ok === true).length;
    const { made, failed } = await getImport(admin, { importId: taken.importId });
    expect([made + failed, made + booked]).toEqual([8, 8]);
  }, 60_000);
});

describe('who may', () => {
  it('an admin brings files in; nobody else, and nobody of another clinic', async () => {
    const importId = await bring('patients', 'name\nOnly Ours\n');
    const file = { kind: 'patients' as const, csv: 'name\nX Y\n' };
    for (const actor of [clinic.doctor, { ...clinic.admin, role: 'receptionist' as const }]) {
      const ctx = house.as(clinic.clinicId, actor);
      const denied = { code: 'not-allowed' };
      await expect(previewImport(ctx, file)).rejects.toMatchObject(denied);
      await expect(runImport(ctx, { ...file, idempotencyKey: randomUUID() })).rejects.toMatchObject(denied);
      await expect(undoImport(ctx, { importId })).rejects.toMatchObject(denied);
      await expect(getImport(ctx, { importId })).rejects.toMatchObject(denied);
      await expect(listImports(ctx)).rejects.toMatchObject(denied);
    }
    const elsewhere = house.as(theirs.clinicId, theirs.admin);
    await expect(getImport(elsewhere, { importId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(undoImport(elsewhere, { importId })).rejects.toMatchObject({ code: 'not-found' });
    await runImportJob(house.as(theirs.clinicId), importId);
    expect(await listImports(elsewhere)).toEqual([]);
    expect((await listImports(admin)).map(({ id }) => id)).toContain(importId);
    await expect(previewImport(admin, { ...file, kind: 'cats' as 'patients' })).rejects.toMatchObject({
      field: 'kind',
    });
    await expect(previewImport(admin, { kind: 'patients', csv: 'x'.repeat(11_000_000) })).rejects.toMatchObject({
      field: 'csv',
    });
  });
});
