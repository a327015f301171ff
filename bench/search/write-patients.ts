import { seededRandom } from '@vaani/config';
import { type Database, nameTerms, newId, phoneTerms, type SearchTerm, type Tenant, uhidTerms } from '@vaani/db';
import pg from 'pg';
import { asOwner, insertClinic } from '../../prisma/factories/clinics.ts';
import { insertPractice } from '../../prisma/factories/practice.ts';
import { makeSomebodies, type Somebody } from './people.ts';

/** Of the people: the bench makes them again to know whom to ask for. */
export const SEED = 20_261_124;

const BATCH = 2_000;
const DAY_MS = 86_400_000;
/** When the last of them was seen: fixed, so that the same seed makes the same rows. */
const NOW = Date.parse('2026-11-24T05:00:00Z');

/**
 * Writes a clinic and its patients into a migrated database: sealed and keyed in this process, sent as arrays, the indexes of the tokens made
 * when all are there.
 * @param options.loadUrl a superuser's: references are not checked row by row while it loads.
 */
export async function writeManyPatients(options: {
  db: Database;
  ownerUrl: string;
  loadUrl: string;
  count: number;
  tell: (line: string) => void;
}): Promise<void> {
  const { db, ownerUrl, count, tell } = options;
  const { tenant, doctorIds } = await asOwner({ db, ownerUrl }, (tx) => insertClinicOf(tx, db));
  const client = new pg.Client({ connectionString: options.loadUrl });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    await client.query(`SET maintenance_work_mem = '256MB'`);
    const restore = await dropIndexes(client, 'patient_tokens');
    const writer = createWriter(client, tenant, doctorIds[0] ?? '');
    let batch: Somebody[] = [];
    let written = 0;
    for (const somebody of makeSomebodies(seededRandom(SEED), count)) {
      batch.push(somebody);
      if (batch.length < BATCH) continue;
      await writer(batch);
      written += batch.length;
      batch = [];
      if (written % 50_000 === 0) tell(`✓ ${written} patients`);
    }
    await writer(batch);
    await restore();
    tell('✓ indexes');
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

async function insertClinicOf(tx: Tenant['tx'], db: Database): Promise<{ tenant: Tenant; doctorIds: string[] }> {
  const tenant = await insertClinic(tx, db, {
    name: 'Sangam Hospital of the bench',
    nameHindi: 'संगम अस्पताल',
    zone: 'Asia/Kolkata',
    language: 'hi',
    ownPhone: null,
    demoSeededAt: null,
  });
  const hours = [{ weekdays: [1, 2, 3, 4, 5, 6], fromMin: 540, toMin: 1_020 }];
  const doctor = { speciality: 'general', branch: 0, gridMin: 15, hours, services: [{ key: 'consultation' }] };
  const { doctorIds } = await insertPractice(
    tenant,
    {
      branches: [{ name: 'Main', nameHindi: 'मुख्य', address: '1 Bench Road' }],
      services: [{ key: 'consultation', name: 'Consultation', nameHindi: 'परामर्श', durationMin: 15, feePaise: 50_000 }],
      doctors: [{ ...doctor, name: 'Dr Meera Pillai', nameHindi: 'डॉ मीरा पिल्लई', initials: 'MP' }],
      knowledge: [],
      transfer: [],
      holidays: [],
    },
    { date: () => '2026-01-01', startOfDay: () => NOW },
  );
  return { tenant, doctorIds };
}

/** Every fortieth is the doctor's own patient. */
const DOCTORS_SHARE = 40;

function createWriter(client: pg.Client, tenant: Tenant, doctorId: string): (people: Somebody[]) => Promise<void> {
  const { clinicId, cipher } = tenant;
  // The same few names over and over: each term is keyed once.
  const known = new Map<string, string>();
  const tokenOf = (term: SearchTerm): string => {
    const key = `${term.kind}|${term.term}`;
    const token = known.get(key) ?? String(cipher.token(term));
    if (term.kind !== 'phone' && term.kind !== 'uhid') known.set(key, token);
    return token;
  };
  let row = 0;
  return async (people) => {
    const patients = people.map((person) => {
      const id = newId();
      return { ...person, id, seenAt: new Date(NOW - person.seenDaysAgo * DAY_MS).toISOString() };
    });
    await client.query(
      `INSERT INTO patients (id, clinic_id, uhid, name, birth, last_seen_at)
       SELECT id, $1, uhid, name, birth, seen FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) AS p(id, uhid, name, birth, seen)`,
      [
        clinicId,
        patients.map(({ id }) => id),
        patients.map(({ uhid }) => uhid),
        patients.map(({ id, name }) => cipher.seal('patients', 'name', id, name)),
        patients.map(({ id, birthYear }) => cipher.sealJson('patients', 'birth', id, { year: birthYear })),
        patients.map(({ seenAt }) => seenAt),
      ],
    );
    const phones = patients.map(({ id, phone, relation }) => {
      const phoneId = newId();
      return { phoneId, id, relation, phone: cipher.seal('patient_phones', 'phone', phoneId, phone) };
    });
    await client.query(
      `INSERT INTO patient_phones (id, clinic_id, patient_id, phone, relation)
       SELECT id, $1, patient, phone, relation FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS p(id, patient, phone, relation)`,
      [
        clinicId,
        phones.map(({ phoneId }) => phoneId),
        phones.map(({ id }) => id),
        phones.map(({ phone }) => phone),
        phones.map(({ relation }) => relation),
      ],
    );
    const tokens = patients.flatMap((patient) =>
      [...phoneTerms(patient.phone), ...uhidTerms(patient.uhid), ...nameTerms(patient.name)].map((term) => ({
        kind: term.kind,
        token: tokenOf(term),
        patient: patient.id,
        seenAt: patient.seenAt,
      })),
    );
    await client.query(
      `INSERT INTO patient_tokens (clinic_id, kind, token, patient_id, last_seen_at)
       SELECT $1, kind::token_kind, token, patient, seen FROM unnest($2::text[], $3::bigint[], $4::uuid[], $5::timestamptz[]) AS t(kind, token, patient, seen)`,
      [
        clinicId,
        tokens.map(({ kind }) => kind),
        tokens.map(({ token }) => token),
        tokens.map(({ patient }) => patient),
        tokens.map(({ seenAt }) => seenAt),
      ],
    );
    const own = patients.filter(() => row++ % DOCTORS_SHARE === 0);
    await client.query(
      `INSERT INTO appointments (id, clinic_id, patient_id, doctor_id, service_id, branch_id, starts_at, ends_at, status, source)
       SELECT a.id, $1, patient, $2, s.id, b.id, seen, seen + interval '15 minutes', 'completed', 'seed'
       FROM unnest($3::uuid[], $4::uuid[], $5::timestamptz[]) AS a(id, patient, seen), services s, branches b`,
      [clinicId, doctorId, own.map(() => newId()), own.map(({ id }) => id), own.map(({ seenAt }) => seenAt)],
    );
  };
}

/** Takes the indexes of a table away, and gives what puts them back. */
async function dropIndexes(client: pg.Client, table: string): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'p'`,
    [table],
  );
  for (const { name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1`,
    [table],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  return async () => {
    for (const { name, definition } of keys)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    for (const { definition } of indexes) await client.query(definition);
  };
}
