// Guards who hears, thinks and speaks for a clinic, on a real database: who may set it, what is refused, and that calls see it at once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { getClinicProfile } from './profile.ts';
import { getProviderOrder, saveProviderOrder } from './provider-order.ts';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'providers.test' });
  other = await testClinic(house, { domain: 'elsewhere.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);

it('is the installation’s at first; what is saved is audited, no other clinic’s, and known to the next call', async () => {
  const { order, version } = await getProviderOrder(admin());
  expect(order).toEqual({});
  const wanted = { hearing: ['local' as const], speaking: ['openai-speech' as const, 'local' as const] };
  const saved = await saveProviderOrder(admin(), { ...wanted, version });
  expect(saved.order).toEqual(wanted);
  expect((await getClinicProfile(house.as(clinic.clinicId))).providers).toEqual(wanted);
  expect((await getClinicProfile(house.as(other.clinicId))).providers).toEqual({});
  const { rows } = await house.owner.query<{ fields: string[] }>(
    `SELECT fields FROM audit_entries WHERE action = 'settings.providers' AND clinic_id = $1`,
    [clinic.clinicId],
  );
  expect(rows.map(({ fields }) => fields.toSorted())).toEqual([['hearing', 'speaking']]);
  await expect(saveProviderOrder(admin(), { version })).rejects.toMatchObject({ code: 'conflict' });
  expect((await saveProviderOrder(admin(), { version: saved.version })).order).toEqual({});
});

it.each([
  [{ hearing: [] }, 'hearing'],
  [{ hearing: ['cartesia'] }, 'hearing.0'],
  [{ speaking: ['local', 'local'] }, 'speaking'],
  [{ seeing: ['local'] }, ''],
])('%j is refused', async (request, field) => {
  const { version } = await getProviderOrder(admin());
  const refused = saveProviderOrder(admin(), { ...request, version } as never);
  await expect(refused).rejects.toMatchObject({ code: 'bad-input', field });
});

it('is the admin’s', async () => {
  const doctor = house.as(clinic.clinicId, clinic.doctor);
  await expect(getProviderOrder(doctor)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(saveProviderOrder(doctor, { version: 'any' })).rejects.toMatchObject({ code: 'not-allowed' });
});
