import {
  daySchedule,
  getCall,
  getClinicProfile,
  listCalls,
  patientsByPhone,
  searchSlots,
  verifySignIn,
} from '@vaani/clinic';
import { clinicByNumber } from '@vaani/db';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, rawRows, startHouse } from '../packages/clinic/src/testing/index.ts';
import { createClinicWithAdmin, demoCallers, demoNumbers, demoSignIns, seedDemo } from './seed.ts';

const now = '2026-11-24T06:00:00Z';
let house: House;
const clinics: Record<'asha' | 'lotus', string> = { asha: '', lotus: '' };

beforeAll(async () => {
  house = await startHouse(now);
  await seedDemo({ db: house.db, ownerUrl: house.database.ownerUrl, now: Date.parse(now) });
  for (const key of ['asha', 'lotus'] as const) {
    clinics[key] = (await clinicByNumber(house.db, demoNumbers[key]))?.clinicId ?? '';
  }
});
afterAll(() => house.close());

const count = async (table: string, where = 'true'): Promise<number> => {
  const { rows } = await house.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE ${where}`,
  );
  return rows[0]?.count ?? 0;
};

describe('the demo', () => {
  it('is what it promises', async () => {
    expect(await count('clinics', 'demo_seeded_at IS NOT NULL')).toBe(2);
    expect(await count('doctors')).toBe(8);
    expect(await count('patients')).toBe(300);
    expect(await count('call_logs')).toBeGreaterThanOrEqual(55);
    expect(await count('appointments')).toBeGreaterThan(1_200);
    expect(await count('callbacks', `status = 'open'`)).toBeGreaterThanOrEqual(4);
    expect(await count('appointments', 'call_id IS NOT NULL')).toBeGreaterThanOrEqual(20);
    const { rows } = await house.owner.query<{ language: string }>(
      'SELECT DISTINCT language::text FROM call_logs ORDER BY 1',
    );
    expect(rows.map(({ language }) => language)).toEqual(['en', 'hi', 'hi-en']);
    const spans = await house.owner.query<{ days: number }>(
      `SELECT extract(day FROM max(starts_at) - min(starts_at))::int AS days FROM appointments`,
    );
    expect(spans.rows[0]?.days).toBeGreaterThanOrEqual(39);
    expect(
      await count('call_logs', `started_at > '${now}' OR started_at < '${now}'::timestamptz - interval '15 days'`),
    ).toBe(0);
  });

  it('has no two appointments of a doctor at once, and a claim for each that is active', async () => {
    const { rows } = await house.owner.query(
      `SELECT a.id FROM appointments a JOIN appointments b ON a.doctor_id = b.doctor_id AND a.id < b.id
       AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`,
    );
    expect(rows).toEqual([]);
    expect(await count('slot_claims')).toBe(
      await count('appointments', `status IN ('scheduled', 'confirmed', 'checked_in', 'in_consultation')`),
    );
    expect(
      await count('appointments', `ends_at <= '${now}' AND status NOT IN ('completed', 'no_show', 'cancelled')`),
    ).toBe(0);
  });

  it('keeps every appointment inside its doctor’s hours, and leaves room tomorrow', async () => {
    const ctx = house.as(clinics.asha);
    const day = await daySchedule(ctx, { date: '2026-11-24' });
    for (const one of day.appointments) {
      const windows = day.windows.filter(({ doctorId }) => doctorId === one.doctorId);
      expect(windows.some((window) => window.startsAt <= one.startsAt && one.endsAt <= window.endsAt)).toBe(true);
    }
    const minutes = (spans: { startsAt: string; endsAt: string }[]) =>
      spans.reduce((sum, span) => sum + (Date.parse(span.endsAt) - Date.parse(span.startsAt)) / 60_000, 0);
    const sat = minutes(day.windows) - minutes(day.closed.filter(({ kind }) => kind === 'break'));
    const share = minutes(day.appointments) / sat;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.65);
    const free = await searchSlots(ctx, { from: '2026-11-25', to: '2026-11-25', isWhole: true, limit: 500 });
    expect(free.length).toBeGreaterThan(40);
  });

  it('sends children to the children’s doctors, and nobody to two places at once', async () => {
    const { rows } = await house.owner.query<{ adults: number; others: number }>(`
      SELECT count(*) FILTER (WHERE d.speciality = 'paediatrics' AND p.relation IN ('self', 'wife', 'husband'))::int AS adults,
        count(*) FILTER (WHERE d.speciality = 'gynaecology' AND p.relation IN ('husband', 'child'))::int AS others
      FROM appointments a JOIN doctors d ON d.id = a.doctor_id JOIN patient_phones p ON p.patient_id = a.patient_id`);
    expect(rows).toEqual([{ adults: 0, others: 0 }]);
    const twice = await house.owner.query(
      `SELECT a.id FROM appointments a JOIN appointments b ON a.patient_id = b.patient_id AND a.id < b.id
       AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`,
    );
    expect(twice.rows).toEqual([]);
  });

  it('shows the app role of one clinic nothing of the other, in any table', async () => {
    const app = new pg.Client({ connectionString: house.database.appUrl });
    await app.connect();
    try {
      await app.query(`SELECT set_config('app.clinic_id', $1, false)`, [clinics.lotus]);
      const { rows: tables } = await house.owner.query<{ name: string }>(
        `SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'clinic_id' ORDER BY 1`,
      );
      const filled: string[] = [];
      for (const { name } of tables) {
        if ((await count(name, `clinic_id = '${clinics.asha}'`)) > 0) filled.push(name);
        const seen = await app.query(`SELECT DISTINCT clinic_id FROM ${name} WHERE clinic_id <> $1`, [clinics.lotus]);
        expect(seen.rows, name).toEqual([]);
      }
      expect(filled.length).toBeGreaterThan(20);
    } finally {
      await app.end();
    }
  });

  it('finds callers by their phone, and everybody signs in', async () => {
    for (const caller of Object.values(demoCallers)) {
      const found = await patientsByPhone(house.as(clinics[caller.clinic]), caller.phone);
      expect(found.map(({ name }) => name).sort()).toEqual(caller.patients.map(({ name }) => name).sort());
    }
    for (const { email, password, role } of demoSignIns) {
      const result = await verifySignIn(house.deps, { email, password, address: '127.0.0.1' });
      expect(result.ok && result.memberships.map((one) => one.role)).toEqual([role]);
    }
    const profile = await getClinicProfile(house.as(clinics.asha));
    expect(profile.doctors).toHaveLength(6);
    expect(profile.doctors.every(({ services }) => services.length >= 2)).toBe(true);
  });

  it('has calls that can be read, with times that fit', async () => {
    const ctx = house.as(clinics.asha);
    const { calls } = await listCalls(ctx, { outcome: 'booked' });
    const call = await getCall(ctx, calls[0]?.id ?? '');
    expect(call.appointments).toHaveLength(1);
    expect(call.summary).toContain(call.appointments[0]?.doctorName);
    expect(call.summaryHindi).toMatch(/^अपॉइंटमेंट बुक हुआ: डॉ/);
    for (const [index, turn] of call.turns.entries()) {
      expect(turn.endedMs).toBeGreaterThan(turn.startedMs);
      expect(turn.startedMs).toBeGreaterThanOrEqual(call.turns[index - 1]?.endedMs ?? 0);
    }
  });

  it('has nothing of a patient in the clear', async () => {
    const names = new Set<string>();
    for (const clinicId of Object.values(clinics)) {
      await house.db.withTenant(clinicId, async ({ tx, cipher }) => {
        const patients = await tx.patient.findMany({ select: { id: true, name: true } });
        for (const { id, name } of patients) if (name !== null) names.add(cipher.open('patients', 'name', id, name));
        const phones = await tx.patientPhone.findMany({ select: { id: true, phone: true } });
        for (const { id, phone } of phones) names.add(cipher.open('patient_phones', 'phone', id, phone).slice(3));
        const turns = await tx.callTurn.findMany({ where: { who: 'caller' }, select: { id: true, text: true } });
        for (const { id, text } of turns) names.add(cipher.open('call_turns', 'text', id, text));
      });
    }
    expect(names.size).toBeGreaterThan(400);
    for (const [table, text] of await rawRows(house.owner)) {
      // A word of a few letters may stand anywhere by chance.
      const found = [...names].filter((name) => name.length >= 8 && text.includes(name));
      expect(found, table).toEqual([]);
    }
  });

  it('is not written twice, nor where a clinic exists, nor on another machine', async () => {
    const rows = async () =>
      JSON.stringify([...(await rawRows(house.owner))].filter(([name]) => name.startsWith('public.')));
    const before = await rows();
    await seedDemo({ db: house.db, ownerUrl: house.database.ownerUrl, now: Date.parse(now) + 86_400_000 });
    expect((await rows()) === before).toBe(true);
    const elsewhere = house.database.ownerUrl.replace(/127\.0\.0\.1|localhost/, 'db.example.org');
    await expect(seedDemo({ db: house.db, ownerUrl: elsewhere, now: 0 })).rejects.toThrow(/this machine only/);
  });
});

it('a clinic is made with its admin, wholly or not at all', async () => {
  const wanted = {
    db: house.db,
    ownerUrl: house.database.ownerUrl,
    clinicName: 'Neem Clinic',
    name: 'Ila',
    password: 'a good long one',
  };
  await createClinicWithAdmin({ ...wanted, email: 'Ila@neem.test', zone: 'America/New_York', language: 'en' });
  const result = await verifySignIn(house.deps, {
    email: 'ila@neem.test',
    password: wanted.password,
    address: '127.0.0.2',
  });
  expect(result.ok && result.memberships).toMatchObject([
    { clinicName: 'Neem Clinic', role: 'admin', zone: 'America/New_York' },
  ]);
  const before = await count('clinics');
  await expect(createClinicWithAdmin({ ...wanted, email: 'ila@neem.test' })).rejects.toThrow();
  expect(await count('clinics')).toBe(before);
});
