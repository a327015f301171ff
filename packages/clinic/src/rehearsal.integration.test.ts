// Guards: what is rehearsed is done with every check, and leaves nothing behind: no row, no job, no news to the desk.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rollUpDays } from './analytics/roll-up.ts';
import { listCalls } from './calls/list-calls.ts';
import { endCall, linkCaller, startCall } from './calls/write-calls.ts';
import { registerPatient } from './patients/register-patient.ts';
import { rehearse } from './rehearsal.ts';
import { bookAppointment } from './scheduling/book.ts';
import { searchSlots } from './scheduling/search-slots.ts';
import { type House, startHouse, type TestClinic, testClinic } from './testing/index.ts';

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'rehearsal.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);
const tables = ['patients', 'appointments', 'slot_claims', 'message_jobs', 'audit_entries', 'idempotency_keys'];
const countAll = async () => {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await house.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    counts[table] = rows[0]?.count ?? 0;
  }
  return counts;
};
const kavya = { name: 'Kavya Nair', phone: '+919812345671', isToBeCompleted: false };
const slot = () => clinic.slot('2026-11-25', 600);

it('registers a patient and books for them, and then neither was ever there', async () => {
  const before = await countAll();
  const published: string[] = [];
  const ctx = admin();
  const live = {
    ...ctx.live,
    publish: async (_: string, { type }: { type: string }) => {
      published.push(type);
      return null;
    },
  };
  const booked = await rehearse({ ...ctx, live }, async (rehearsing) => {
    const { id: patientId } = await registerPatient(rehearsing, kavya);
    return bookAppointment(rehearsing, { slot: slot(), patientId, idempotencyKey: 'rehearsed-once' });
  });
  expect(booked).toMatchObject({ ok: true, appointment: { startsAt: slot().startsAt } });
  expect(await countAll()).toEqual(before);
  expect(published).toEqual([]);
  const free = await searchSlots(admin(), { from: '2026-11-25', to: '2026-11-25', limit: 50 });
  expect(free.map(({ startsAt }) => startsAt)).toContain(slot().startsAt);
});

it('refuses what the real thing would refuse, and goes on after it', async () => {
  const before = await countAll();
  const end = await rehearse(admin(), async (ctx) => {
    const refused = await registerPatient(ctx, { name: '' } as never).catch((error: { code: string }) => error.code);
    const { id: patientId } = await registerPatient(ctx, kavya);
    const book = (key: string) => bookAppointment(ctx, { slot: slot(), patientId, idempotencyKey: key });
    return [refused, (await book('rehearsed-twice')).ok, (await book('rehearsed-again')).ok];
  });
  expect(end).toEqual(['bad-input', true, false]);
  expect(await countAll()).toEqual(before);
});

it('throws what its work throws', async () => {
  await expect(rehearse(admin(), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

it('a draft’s call is counted nowhere and listed nowhere, whatever its worker notes of it', async () => {
  const start = { direction: 'browser' as const, from: null, to: '', language: 'en' as const };
  const { callId: real } = await startCall(admin(), start);
  const { callId: draft } = await startCall(admin(), { ...start, isDraft: true });
  // It was made up, and taken back.
  await linkCaller(admin(), draft, '01937b1e-0000-7000-8000-000000000000', true);
  for (const callId of [real, draft])
    await endCall(admin(), callId, { outcome: 'booked', durationMs: 60_000, language: 'en' });
  await house.db.withTenant(clinic.clinicId, (tenant) =>
    rollUpDays(tenant, { from: '2026-11-23', to: '2026-11-23' }, house.deps.clock.now()),
  );
  const { rows } = await house.owner.query<{ amount: string }>(
    `SELECT amount FROM call_rollups WHERE measure = 'outcome' AND key = 'booked' AND clinic_id = $1`,
    [clinic.clinicId],
  );
  expect(rows.map(({ amount }) => Number(amount))).toEqual([1]);
  const { calls, total } = await listCalls(admin(), {});
  expect([calls.map(({ id }) => id), total]).toEqual([[real], 1]);
});
