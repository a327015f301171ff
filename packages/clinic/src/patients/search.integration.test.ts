// Guards finding somebody: by name in either script, by the end of a phone, by number; the last seen first, by plans that row-level security leaves to the
// index.
import { randomUUID } from 'node:crypto';
import { nameTerms, newId, Prisma, type Tenant } from '@vaani/db';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { cancelAppointment } from '../scheduling/cancel.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { findHits } from './find-hits.ts';
import { addGuardian } from './guardians.ts';
import { mergePatients } from './merge-patients.ts';
import { registerPatient } from './register-patient.ts';
import { searchPatients } from './search-patients.ts';
import { parseSearch } from './search-query.ts';
import { completePatient, updatePatient } from './update-patient.ts';

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let desk: ClinicContext;
const ids = new Map<string, string>();

const people: [string, string, string][] = [
  ['Sunita Sharma', '+916000100001', 'SH-000101'],
  ['सुनीता शर्मा', '+916000100002', 'SH-000102'],
  ['Suneeta Sarma', '+916000100003', 'SH-000103'],
  ['Sunita Yadav', '+916000101234', 'SH-000104'],
  ['Rakesh Yadav', '+916000101234', 'SH-000105'],
  ['राकेश यादव', '+916000109999', 'SH-000106'],
  ['Vikram Rao', '+916000100004', 'SH-001234'],
  ['विक्रम राव', '+916000100005', 'SH-000107'],
  ['Chandrashekhar Kulkarni', '+916000100006', 'SH-000108'],
  ['محمد علی', '+916000100007', 'SH-000109'],
];

beforeAll(async () => {
  house = await startHouse('2026-11-01T03:00:00Z');
  ours = await testClinic(house, { domain: 'ours.test' });
  theirs = await testClinic(house, { domain: 'theirs.test' });
  desk = house.as(ours.clinicId, ours.admin);
  for (const [index, [name, phone, uhid]] of people.entries()) {
    house.setNow(`2026-11-${String(index + 1).padStart(2, '0')}T03:00:00Z`);
    ids.set(name, (await registerPatient(desk, { name, phone, uhid, isToBeCompleted: false })).id);
  }
  house.setNow('2026-11-24T03:00:00Z');
});
afterAll(() => house.close());

const idOf = (name: string) => ids.get(name) ?? '';
const found = async (text: string, ctx = desk) =>
  (await searchPatients(ctx, { text })).patients.map(({ name }) => name);

describe('somebody is found', () => {
  it.each([
    // Word for word first, then what sounds so; among equals those seen last.
    ['sunita sharma', ['सुनीता शर्मा', 'Sunita Sharma', 'Suneeta Sarma']],
    ['सुनीता शर्मा', ['सुनीता शर्मा', 'Sunita Sharma', 'Suneeta Sarma']],
    ['शर्मा सुनीता', ['सुनीता शर्मा', 'Sunita Sharma', 'Suneeta Sarma']],
    ['SARMA', ['Suneeta Sarma', 'सुनीता शर्मा', 'Sunita Sharma']],
    ['sun', ['Sunita Yadav', 'Suneeta Sarma', 'सुनीता शर्मा', 'Sunita Sharma']],
    ['सुनी', ['Sunita Yadav', 'सुनीता शर्मा', 'Sunita Sharma']],
    ['s yadav', ['Sunita Yadav']],
    ['Dr. Rao', ['Vikram Rao', 'विक्रम राव']],
    ['राव', ['विक्रम राव', 'Vikram Rao']],
    ['chandrashekhar', ['Chandrashekhar Kulkarni']],
    ['chandrasekar', ['Chandrashekhar Kulkarni']],
    ['chandrakant', []],
    ['محمد', ['محمد علی']],
    ['1234', ['Vikram Rao', 'Rakesh Yadav', 'Sunita Yadav']],
    ['101234', ['Rakesh Yadav', 'Sunita Yadav']],
    ['91234', []],
    ['6000101234', ['Rakesh Yadav', 'Sunita Yadav']],
    ['+91 60001 01234', ['Rakesh Yadav', 'Sunita Yadav']],
    ['sunita 1234', ['Sunita Yadav']],
    ['sh-000104', ['Sunita Yadav']],
    ['SH 104', ['Sunita Yadav']],
    ['104', ['Sunita Yadav']],
    ['nobody', []],
    ['😀', []],
    ["'; DROP TABLE patients; --", []],
  ])('%s: %j', async (text, names) => {
    expect(await found(text)).toEqual(names);
  });

  it('with nothing typed: those seen last, page by page', async () => {
    const names: (string | null)[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await searchPatients(desk, { text: ' ', limit: 3, ...(cursor ? { cursor } : {}) });
      names.push(...page.patients.map(({ name }) => name));
      cursor = page.next;
    } while (cursor !== null);
    expect(names).toEqual(people.map(([name]) => name).reverse());
  });

  it('page by page, none twice, none left out', async () => {
    const first = await searchPatients(desk, { text: 'su', limit: 2 });
    const second = await searchPatients(desk, { text: 'su', limit: 2, cursor: first.next ?? '' });
    expect([...first.patients, ...second.patients].map(({ name }) => name)).toEqual(await found('su'));
    expect(second.next).toBeNull();
    await expect(searchPatients(desk, { text: 'su', cursor: 'x|y|z' })).rejects.toMatchObject({ field: 'cursor' });
    await expect(searchPatients(desk, { text: 'x'.repeat(101) })).rejects.toMatchObject({ field: 'text' });
  });

  it('as they are now: by a new name, by a guardian’s phone, with what was merged into them', async () => {
    const { id } = await registerPatient(desk, { phone: '+916000200001', isToBeCompleted: true });
    await completePatient(desk, { patientId: id, version: 1, name: 'Hemlata Bisht', abhaNumber: '91234567890123' });
    expect(await found('bisht')).toEqual(['Hemlata Bisht']);
    expect(await found('91-2345-6789-0123')).toEqual(['Hemlata Bisht']);
    await updatePatient(desk, { patientId: id, version: 2, name: 'Hemlata Negi', abhaNumber: null });
    expect([await found('bisht'), await found('negi'), await found('91234567890123')]).toEqual([
      [],
      ['Hemlata Negi'],
      [],
    ]);
    await addGuardian(desk, { patientId: id, name: 'Asha', phone: '+916000207777', relation: 'mother' });
    expect(await found('7777')).toEqual(['Hemlata Negi']);
    const other = await registerPatient(desk, {
      phone: '+916000208888',
      name: 'Hema Rawat',
      uhid: 'OLD/9',
      isToBeCompleted: false,
    });
    await mergePatients(desk, { keepId: id, mergeId: other.id, idempotencyKey: randomUUID() });
    for (const text of ['hema rawat', 'रावत', '8888', 'old9', 'OLD/9'])
      expect(await found(text), text).toEqual(['Hemlata Negi']);
  });

  it('by those who may: a doctor’s own, no other clinic’s', async () => {
    const doctor = house.as(ours.clinicId, ours.doctor);
    expect(await found('sunita', doctor)).toEqual([]);
    const slot = ours.slot('2026-11-25', 600);
    await bookAppointment(desk, { slot, patientId: idOf('Suneeta Sarma'), idempotencyKey: randomUUID() });
    await bookAppointment(desk, {
      slot: ours.slot('2026-11-25', 600, 1),
      patientId: idOf('Sunita Sharma'),
      idempotencyKey: randomUUID(),
    });
    expect(await found('sunita sharma', doctor)).toEqual(['Suneeta Sarma']);
    expect(await found('sun', doctor)).toEqual(['Suneeta Sarma']);
    expect(await found('0003', doctor)).toEqual(['Suneeta Sarma']);
    expect(await found('', doctor)).toEqual(['Suneeta Sarma']);
    expect(await found('sunita', house.as(theirs.clinicId, theirs.admin))).toEqual([]);
  });
});

describe('seen last', () => {
  it('is whoever was booked, moved or cancelled last, to the hour', async () => {
    const order = async () => (await found('yadav')).filter((name) => name !== 'राकेश यादव');
    expect(await order()).toEqual(['Rakesh Yadav', 'Sunita Yadav']);
    house.setNow('2026-11-24T05:00:00Z');
    const booked = await bookAppointment(desk, {
      slot: ours.slot('2026-11-26', 660),
      patientId: idOf('Sunita Yadav'),
      idempotencyKey: randomUUID(),
    });
    if (!booked.ok) throw new Error(booked.reason);
    expect(await order()).toEqual(['Sunita Yadav', 'Rakesh Yadav']);
    const { rows } = await house.owner.query<{ same: boolean }>(
      `SELECT bool_and(t.last_seen_at = p.last_seen_at AND p.last_seen_at = '2026-11-24T05:00:00Z') AS same
       FROM patients p JOIN patient_tokens t ON t.patient_id = p.id WHERE p.id = $1`,
      [idOf('Sunita Yadav')],
    );
    expect(rows).toEqual([{ same: true }]);
    house.setNow('2026-11-24T07:00:00Z');
    await cancelAppointment(desk, { appointmentId: booked.appointment.id, by: 'patient' });
    expect((await searchPatients(desk, { text: 'sunita yadav' })).patients[0]?.lastSeenAt).toBe(
      '2026-11-24T07:00:00.000Z',
    );
  });

  it('waits for nobody who is changing the patient at that moment', async () => {
    const other = new pg.Client({ connectionString: house.database.ownerUrl });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query('UPDATE patients SET version = version WHERE id = $1', [idOf('Rakesh Yadav')]);
      house.setNow('2026-11-24T09:00:00Z');
      const slot = ours.slot('2026-11-26', 720);
      const booked = await bookAppointment(desk, {
        slot,
        patientId: idOf('Rakesh Yadav'),
        idempotencyKey: randomUUID(),
      });
      expect(booked.ok).toBe(true);
    } finally {
      await other.query('ROLLBACK');
      await other.end();
    }
  });
});

describe('where very many hit', () => {
  it('the latest three hundred are ranked, and another letter is asked for', async () => {
    const crowded = house.as(theirs.clinicId, theirs.admin);
    const { clinicId } = theirs;
    // Four hundred of one name, each seen an hour after the one before; and one of another, seen longest ago.
    await house.db.withTenant(
      clinicId,
      async ({ tx, cipher }) => {
        const crowd = Array.from({ length: 401 }, (_, index) => ({
          id: newId(),
          name: index === 0 ? 'Ram Prasad' : `Ramesh Prasad ${'abcdefghij'[index % 10]}`,
          lastSeenAt: new Date(Date.parse('2026-01-01T00:00:00Z') + index * 3_600_000),
        }));
        await tx.patient.createMany({
          data: crowd.map(({ id, name, lastSeenAt }) => ({
            id,
            clinicId,
            name: cipher.seal('patients', 'name', id, name),
            lastSeenAt,
          })),
        });
        await tx.patientToken.createMany({
          data: crowd.flatMap(({ id, name, lastSeenAt }) =>
            nameTerms(name).map((term) => ({
              clinicId,
              kind: term.kind,
              token: cipher.token(term),
              patientId: id,
              lastSeenAt,
            })),
          ),
        });
      },
      { timeoutMs: 60_000 },
    );
    const many = await searchPatients(crowded, { text: 'ramesh prasad', limit: 50 });
    expect(many).toMatchObject({ isTooMany: true });
    expect(many.patients[0]?.lastSeenAt).toBe('2026-01-17T16:00:00.000Z');
    let [seen, cursor] = [many.patients.length, many.next];
    while (cursor !== null) {
      const page = await searchPatients(crowded, { text: 'ramesh prasad', limit: 50, cursor });
      seen += page.patients.length;
      cursor = page.next;
    }
    expect(seen).toBe(300);
    expect(await searchPatients(crowded, { text: 'r' })).toEqual({ patients: [], next: null, isTooMany: true });
    expect((await searchPatients(crowded, { text: 'ramesh prasad c', limit: 50 })).isTooMany).toBe(true);
  }, 60_000);
});

it('is audited: who was shown, and nobody else', async () => {
  await found('sh-000104');
  const { rows } = await house.owner.query<{ id: string; new_values: string }>(
    `SELECT id, new_values FROM audit_entries WHERE action = 'patient.find' ORDER BY id DESC LIMIT 1`,
  );
  const [last] = rows;
  const cipher = await house.db.cipherFor(ours.clinicId);
  expect(cipher.openJson('audit_entries', 'new_values', last?.id ?? '', last?.new_values ?? '')).toEqual({
    found: [idOf('Sunita Yadav')],
  });
});

describe('the plans, as the app role has them', () => {
  /** The statements that a search makes, with their values. */
  async function statementsOf(text: string, doctorId: string | null): Promise<Prisma.Sql[]> {
    const statements: Prisma.Sql[] = [];
    await house.db.withTenant(ours.clinicId, (tenant) => {
      const tx = new Proxy(tenant.tx, {
        get(target, name, receiver) {
          if (name !== '$queryRaw') return Reflect.get(target, name, receiver);
          return (strings: TemplateStringsArray, ...values: Prisma.Sql['values']) => {
            statements.push(Prisma.sql(strings, ...values));
            return target.$queryRaw(strings, ...values);
          };
        },
      });
      const watched: Tenant = { ...tenant, tx };
      return findHits(watched, parseSearch(text, 'IN'), doctorId);
    });
    return statements;
  }

  it.each([
    ['sunita', false],
    ['sunita sharma', false],
    ['su sha ra', false],
    ['1234', false],
    ['sunita sharma', true],
  ])('%s, for a doctor %s: the token is a condition of the index', async (text, isDoctor) => {
    const app = new pg.Client({ connectionString: house.database.appUrl });
    await app.connect();
    try {
      await app.query(`SELECT set_config('app.clinic_id', $1, false)`, [ours.clinicId]);
      // The tables are small here: a plan that could use no index at all would still read them whole.
      await app.query('SET enable_seqscan = off');
      const statements = await statementsOf(text, isDoctor ? ours.doctorIds[0] : null);
      expect(statements.length).toBeGreaterThan(0);
      for (const { text: sql, values } of statements) {
        const { rows } = await app.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values as unknown[]);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).not.toMatch(/Seq Scan/);
        const conditions = plan.split('\n').filter((line) => /Index Cond/.test(line));
        expect(conditions.length).toBeGreaterThan(0);
        // With few patients of a doctor it is they who are gone through.
        if (!isDoctor) expect(conditions.some((condition) => /token = /.test(condition))).toBe(true);
        for (const condition of conditions) expect(condition).toMatch(/token|patient_id|doctor_id/);
        // What is not leakproof would be left to a filter.
        for (const line of plan.split('\n').filter((one) => /Filter: /.test(one)))
          expect(line).toMatch(/One-Time|token/);
      }
    } finally {
      await app.end();
    }
  });
});
