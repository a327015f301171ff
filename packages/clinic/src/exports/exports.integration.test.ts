// Guards what leaves as a file: whole, by the batch, for those who may, with numbers only where they are wanted, and never unseen.
import { randomUUID } from 'node:crypto';
import { seededRandom } from '@vaani/config';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerPatient } from '../patients/register-patient.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { type House, makePeople, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { exportAppointments } from './export-appointments.ts';
import { exportPatients } from './export-patients.ts';
import { listExports } from './list-exports.ts';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-24T06:00:00Z');
  const options = { count: 503, today: '2026-11-24', prefix: 'E', phonePrefix: '+91600007', share: 0.5, callers: [] };
  clinic = await testClinic(house, { domain: 'exports.test', people: makePeople(seededRandom(3), options) });
  other = await testClinic(house, { domain: 'other-exports.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);

async function whole(
  lines: Promise<AsyncIterable<string>>,
): Promise<{ parts: number; rows: Record<string, string>[]; text: string }> {
  const parts: string[] = [];
  for await (const part of await lines) parts.push(part);
  const text = parts.join('');
  return { parts: parts.length, text, rows: parse(text, { columns: true, bom: true }) };
}

describe('patients', () => {
  it('are all there, once each, a batch at a time, without a number', async () => {
    const { rows, parts, text } = await whole(exportPatients(admin(), {}));
    expect(rows).toHaveLength(503);
    expect(new Set(rows.map(({ patient_id }) => patient_id)).size).toBe(503);
    expect(parts).toBe(3);
    expect(text).not.toContain('+91600007');
    expect(Object.keys(rows[0] ?? {})).not.toContain('phones');
    expect(rows.map(({ name }) => name).sort()).toEqual(clinic.patients.map(({ name }) => name).sort());
  });

  it('come with their numbers where that is wanted', async () => {
    const { rows } = await whole(exportPatients(admin(), { hasPhones: true }));
    expect(rows[0]?.phones).toMatch(/^'?\+91600007/);
  });

  it('cannot plant a formula', async () => {
    await registerPatient(admin(), { phone: '+916000799999', name: '=cmd|calc A', isToBeCompleted: false });
    const { rows } = await whole(exportPatients(admin(), {}));
    expect(rows.map(({ name }) => name)).toContain("'=cmd|calc A");
  });
});

it('appointments are those of the days, on the clinic’s clock', async () => {
  for (const [index, date] of ['2026-11-26', '2026-11-26', '2026-11-27'].entries()) {
    const booked = await bookAppointment(admin(), {
      slot: clinic.slot(date, 600 + 15 * index),
      patientId: clinic.patients[index]?.id ?? '',
      reason: 'secret reason',
      idempotencyKey: randomUUID(),
    });
    if (!booked.ok) throw new Error(booked.reason);
  }
  const { rows, text } = await whole(exportAppointments(admin(), { from: '2026-11-26', to: '2026-11-26' }));
  expect(rows).toMatchObject([
    { date: '2026-11-26', from: '10:00', to: '10:15', doctor: 'Dr Meera Pillai', status: 'scheduled', source: 'desk' },
    { date: '2026-11-26', from: '10:15', to: '10:30', patient: clinic.patients[1]?.name },
  ]);
  expect(text).not.toContain('secret reason');
  const others = { from: '2026-11-26', to: '2026-11-27', doctorId: clinic.doctorIds[1] };
  expect((await whole(exportAppointments(admin(), others))).rows).toEqual([]);
  const theirs = house.as(other.clinicId, other.admin);
  expect((await whole(exportAppointments(theirs, { from: '2026-11-26', to: '2026-11-27' }))).rows).toEqual([]);
});

it.each([
  [{ from: '2026-11-27', to: '2026-11-26' }, 'to'],
  [{ from: '2026-11-27', to: '2028-11-26' }, 'to'],
  [{ from: 'today', to: '2026-11-26' }, 'from'],
])('is asked for sensibly: %j', async (request, field) => {
  await expect(exportAppointments(admin(), request)).rejects.toMatchObject({ code: 'bad-input', field });
});

it('is for admins, and whoever tried stands in the audit before a line is read', async () => {
  const doctor = house.as(clinic.clinicId, clinic.doctor);
  await expect(exportPatients(doctor, {})).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(exportAppointments(doctor, { from: '2026-11-26', to: '2026-11-26' })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  const key = house.as(clinic.clinicId, { kind: 'api-key', keyId: randomUUID() });
  await expect(exportPatients(key, {})).rejects.toMatchObject({ code: 'not-allowed' });
  await exportPatients(admin(), { hasPhones: true });
  const [latest, ...before] = await listExports(admin());
  expect(latest).toMatchObject({ kind: 'patients', hasPhones: true, isDenied: false, userName: 'Admin of the test' });
  expect(before.filter(({ isDenied }) => isDenied)).toHaveLength(3);
  await expect(listExports(doctor)).rejects.toMatchObject({ code: 'not-allowed' });
});
