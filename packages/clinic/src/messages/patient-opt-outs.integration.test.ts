// Guards: who wants to hear no more is seen at the desk, told by them or by a reply; nothing is sent or rung then, until they want it again.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { againstRinging } from '../callbacks/may-ring.ts';
import { addGuardian } from '../patients/guardians.ts';
import { registerPatient } from '../patients/register-patient.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { optOut } from './opt-outs.ts';
import { patientOptOuts, setPatientOptOut } from './patient-opt-outs.ts';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'opt-out.test' });
  other = await testClinic(house, { domain: 'opt-out-elsewhere.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);
const phone = '+919820006001';
const guardian = '+919820006002';
const email = 'asha@home.test';
const against = (of: string) => house.db.withTenant(clinic.clinicId, (tenant) => againstRinging(tenant, of, 'IN'));

it('shows each address, and stops and allows it as a whole', async () => {
  const { id: patientId } = await registerPatient(admin(), {
    ...{ name: 'Asha Kale', phone, email, isToBeCompleted: false },
  });
  await addGuardian(admin(), { patientId, name: 'Meera Kale', phone: guardian, relation: 'mother' });
  const open = { stopped: [], isWhole: false };
  expect(await patientOptOuts(admin(), { patientId })).toEqual([
    { kind: 'phone', address: phone, ...open },
    { kind: 'phone', address: guardian, ...open },
    { kind: 'email', address: email, ...open },
  ]);

  // One channel alone, as an answer says it.
  const recipient = { channel: 'whatsapp' as const, recipient: phone, source: 'reply' as const };
  await house.db.withTenant(clinic.clinicId, (tenant) => optOut(tenant, admin(), recipient));
  const at = '2026-11-23T05:30:00.000Z';
  expect((await patientOptOuts(admin(), { patientId }))[0]).toEqual({
    ...{ kind: 'phone', address: phone, isWhole: false, stopped: [{ channel: 'whatsapp', source: 'reply', at }] },
  });

  const stopped = await setPatientOptOut(admin(), { patientId, address: phone, isStopped: true });
  expect(stopped[0]).toMatchObject({ isWhole: true });
  expect(stopped[0]?.stopped.map(({ channel, source }) => [channel, source])).toEqual(
    expect.arrayContaining([
      ['whatsapp', 'reply'],
      ['sms', 'desk'],
      ['local', 'desk'],
    ]),
  );
  expect([await against(phone), await against(guardian)]).toEqual(['opted-out', null]);
  const allowed = await setPatientOptOut(admin(), { patientId, address: phone, isStopped: false });
  expect(allowed[0]).toMatchObject({ stopped: [] });
  expect(await against(phone)).toBeNull();
  await setPatientOptOut(admin(), { patientId, address: email, isStopped: true });
  expect((await patientOptOuts(admin(), { patientId }))[2]).toMatchObject({ isWhole: true });
  const { rows } = await house.owner.query(
    `SELECT action FROM audit_entries WHERE object_id = $1 AND action LIKE 'patient.opt%' ORDER BY id`,
    [patientId],
  );
  expect(rows.map(({ action }) => action)).toEqual(['patient.opt-out', 'patient.opt-in', 'patient.opt-out']);
});

it('is for addresses of that patient alone, by those who may', async () => {
  const { id: patientId } = await registerPatient(admin(), {
    ...{ name: 'Ravi Joshi', phone: '+919820006003', isToBeCompleted: false },
  });
  await expect(
    setPatientOptOut(admin(), { patientId, address: '+919820006099', isStopped: true }),
  ).rejects.toMatchObject({ code: 'not-found', field: 'address' });
  for (const ctx of [house.as(clinic.clinicId, clinic.doctor), house.as(other.clinicId, other.admin)])
    await expect(patientOptOuts(ctx, { patientId })).rejects.toThrow();
});
