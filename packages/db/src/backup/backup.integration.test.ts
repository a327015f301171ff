// Guards that a backup holds all there is, opens for nobody else, and is put back wholly or not at all.
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyRing } from '@vaani/config';
import { type TestDatabase, testDatabase } from '@vaani/services/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../../../../prisma/seed.ts';
import { daySchedule } from '../../../clinic/src/index.ts';
import { type House, startHouse } from '../../../clinic/src/testing/index.ts';
import { createDatabase, listClinicIds } from '../index.ts';
import { type BackupSummary, openBackup, writeBackup } from './index.ts';

const now = '2026-11-24T06:00:00Z';
const passphrase = 'three lamps on a long veranda';

let house: House;
let folder: string;
let file: string;
let summary: BackupSummary;
const databases: TestDatabase[] = [];

const fresh = async (): Promise<TestDatabase> => {
  const database = await testDatabase();
  databases.push(database);
  return database;
};
async function query<R extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** What every table holds, whatever the order of its rows. */
async function sumsOf(url: string): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    url,
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND (n.nspname = 'public' OR c.oid::regclass::text IN ('pgboss.job_common', 'pgboss.schedule')) AND c.relname <> '_prisma_migrations' ORDER BY 1`,
  );
  const each = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM ${name} t`,
  );
  const sums = await query<{ name: string; sum: string }>(url, each.join(' UNION ALL '));
  return Object.fromEntries(sums.map(({ name, sum }) => [name, sum]));
}

/** Constraints, indexes and triggers, as Postgres tells them. */
const shapeOf = (url: string) =>
  query(
    url,
    `SELECT conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS definition, convalidated AS valid FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT tablename, indexname, indexdef, true FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT tgrelid::regclass::text, tgname, tgenabled::text, true FROM pg_trigger WHERE NOT tgisinternal
     ORDER BY 1, 2, 3`,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaani-backup-'));
  file = join(folder, 'clinic.vaani');
  house = await startHouse(now);
  await seedDemo({ db: house.db, ownerUrl: house.database.ownerUrl, now: Date.parse(now) });
  await addCircles();
  const [clinicId = ''] = await listClinicIds(house.db);
  const later = { startAfter: new Date('2099-01-01') };
  await house.db.withTenant(clinicId, (tenant) =>
    house.deps.jobs.enqueue(tenant, 'message.send', { clinicId, messageId: clinicId }, later),
  );
  summary = await backUp(file);
});
afterAll(async () => {
  await house.close();
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** What no order of tables could load: rows that refer to each other, and to their own table. */
async function addCircles(): Promise<void> {
  const [row] = await query<{ clinic: string; call: string; patient: string }>(
    house.database.ownerUrl,
    `UPDATE call_logs SET patient_id = p.id FROM patients p
     WHERE p.clinic_id = call_logs.clinic_id AND call_logs.id = (SELECT id FROM call_logs ORDER BY id LIMIT 1) AND p.id = (SELECT max(id::text)::uuid FROM patients WHERE clinic_id = call_logs.clinic_id)
     RETURNING call_logs.clinic_id AS clinic, call_logs.id AS call, p.id AS patient`,
  );
  if (row === undefined) throw new Error('the demo has no call');
  const change = `UPDATE patients SET created_by_call_id = $1, merged_into_id = (SELECT min(id::text)::uuid FROM patients WHERE clinic_id = $3) WHERE id = $2`;
  await query(house.database.ownerUrl, change, [row.call, row.patient, row.clinic]);
  await query(
    house.database.ownerUrl,
    `UPDATE appointments SET status = 'rescheduled', claim_id = NULL, rescheduled_to_id = (SELECT max(id::text)::uuid FROM appointments WHERE clinic_id = $1)
     WHERE id = (SELECT min(id::text)::uuid FROM appointments WHERE clinic_id = $1)`,
    [row.clinic],
  );
}

const backUp = (to: string, url = house.database.ownerUrl) =>
  writeBackup({ ownerUrl: url, keys: house.keys, file: to, passphrase, now: new Date(now) });

async function restoreInto(ownerUrl: string, from = file, word = passphrase, beforeCommit?: () => Promise<void>) {
  const backup = await openBackup({ file: from, passphrase: word });
  try {
    return await backup.restore({ ownerUrl, ...(beforeCommit === undefined ? {} : { beforeCommit }) });
  } finally {
    backup.close();
  }
}

const thrownBy = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
};

describe('a backup', () => {
  it('brings back every row of every table, under the same constraints', async () => {
    const target = await fresh();
    const shape = await shapeOf(target.ownerUrl);
    const restored = await restoreInto(target.ownerUrl);
    expect(restored).toEqual(summary);
    const sums = await sumsOf(house.database.ownerUrl);
    expect(await sumsOf(target.ownerUrl)).toEqual(sums);
    expect(sums['pgboss.job_common']).toMatch(/^1 rows /);
    expect(Object.values(sums).filter((sum) => !sum.startsWith('0 ')).length).toBeGreaterThan(20);
    expect(await shapeOf(target.ownerUrl)).toEqual(shape);
  });

  it('carries the keys: the product reads names from what was restored, and from nothing else', async () => {
    const target = await fresh();
    const backup = await openBackup({ file, passphrase });
    await backup.restore({ ownerUrl: target.ownerUrl });
    backup.close();
    const db = createDatabase({ url: target.appUrl, keyRing: parseKeyRing(backup.manifest.keys), poolSize: 2 });
    try {
      const clinics = await listClinicIds(db);
      expect(clinics).toEqual(await listClinicIds(house.db));
      for (const clinicId of clinics) {
        const query = { date: '2026-11-24', days: 7 };
        const restored = await daySchedule({ ...house.as(clinicId), db }, query);
        expect(restored).toEqual(await daySchedule(house.as(clinicId), query));
        expect(restored.appointments.some(({ patientName }) => patientName !== null)).toBe(true);
      }
    } finally {
      await db.close();
    }
    const bytes = await readFile(file);
    expect(bytes.includes(house.keys)).toBe(false);
    expect(bytes.includes('vaani_owner')).toBe(false);
  });

  it('can be read through without a database', async () => {
    const backup = await openBackup({ file, passphrase });
    expect(await backup.check()).toEqual(summary);
    expect(backup.manifest.madeAt).toBe('2026-11-24T06:00:00.000Z');
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    const { ownerUrl } = house.database;
    const before = await sumsOf(ownerUrl);
    const later = join(folder, 'later.vaani');
    await writeBackup({
      ownerUrl,
      keys: house.keys,
      file: later,
      passphrase,
      now: new Date(now),
      async onTable(table) {
        if (table === 'public.api_keys') await query(ownerUrl, `UPDATE weekly_windows SET to_min = to_min - 1`);
      },
    });
    expect(await sumsOf(ownerUrl)).not.toEqual(before);
    await query(ownerUrl, `UPDATE weekly_windows SET to_min = to_min + 1`);
    const target = await fresh();
    await restoreInto(target.ownerUrl, later);
    expect(await sumsOf(target.ownerUrl)).toEqual(before);
  });

  it('keeps what Postgres makes itself: computed columns, counters, triggers that must not run again', async () => {
    const [from, to] = [await fresh(), await fresh()];
    for (const { ownerUrl } of [from, to]) {
      await query(
        ownerUrl,
        `CREATE TABLE tickets (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "said, so" text, length integer GENERATED ALWAYS AS (length("said, so")) STORED, gone text);
         ALTER TABLE tickets DROP COLUMN gone;
         CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."said, so" := upper(NEW."said, so"); RETURN NEW; END $$;`,
      );
    }
    await query(from.ownerUrl, `INSERT INTO tickets ("said, so") VALUES ('a\tb\nc\\N'), (NULL), (''), ('नमस्ते')`);
    await query(from.ownerUrl, `DELETE FROM tickets WHERE number = 4`);
    for (const { ownerUrl } of [from, to]) {
      await query(ownerUrl, `CREATE TRIGGER shout BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION shout()`);
    }
    const path = join(folder, 'tickets.vaani');
    await backUp(path, from.ownerUrl);
    await restoreInto(to.ownerUrl, path);
    const rows = (url: string) => query(url, 'SELECT * FROM tickets ORDER BY number');
    expect(await rows(to.ownerUrl)).toEqual(await rows(from.ownerUrl));
    expect(
      await query(to.ownerUrl, `INSERT INTO tickets ("said, so") VALUES ('next') RETURNING number, "said, so"`),
    ).toEqual([{ number: '5', 'said, so': 'NEXT' }]);
  });

  it('is its owner’s alone to read, replaces no file, and leaves nothing half written', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await thrownBy(backUp(file))).toBe(`BackupError: ${file} is there already. It was not touched.`);
    const gone = join(folder, 'gone.vaani');
    const stopping = new AbortController();
    const cut = writeBackup({
      ownerUrl: house.database.ownerUrl,
      keys: house.keys,
      file: gone,
      passphrase,
      now: new Date(now),
      signal: stopping.signal,
      onTable: () => stopping.abort(),
    });
    expect(await thrownBy(cut)).toContain('AbortError');
    await expect(stat(gone)).rejects.toThrow('ENOENT');
    await expect(stat(`${gone}.part`)).rejects.toThrow('ENOENT');
  });

  it('is not made by a role from which rows are hidden', async () => {
    const path = join(folder, 'app.vaani');
    expect(await thrownBy(backUp(path, house.database.appUrl))).toMatch(
      /^BackupError: The database role does not own .*DATABASE_OWNER_URL/,
    );
    const forced = await fresh();
    await query(forced.ownerUrl, 'ALTER TABLE patients FORCE ROW LEVEL SECURITY');
    expect(await thrownBy(backUp(path, forced.ownerUrl))).toMatch(/policy hides rows/);
    await expect(stat(`${path}.part`)).rejects.toThrow('ENOENT');
  });
});

describe('nothing is restored', () => {
  let target: TestDatabase;
  let before: Record<string, string>;
  beforeAll(async () => {
    target = await fresh();
    before = await sumsOf(target.ownerUrl);
  });

  /** Tries to restore a changed copy, and looks that the target is as it was. */
  async function refused(change: (path: string) => Promise<void>, word = passphrase): Promise<string> {
    const copy = join(folder, 'changed.vaani');
    await writeFile(copy, await readFile(file));
    await change(copy);
    const said = await thrownBy(restoreInto(target.ownerUrl, copy, word));
    expect(await sumsOf(target.ownerUrl)).toEqual(before);
    return said;
  }
  it('under a wrong passphrase', async () => {
    expect(await refused(async () => undefined, `${passphrase} `)).toBe(
      'BackupError: The passphrase is wrong, or the beginning of the file was changed.',
    );
  });

  it('from a file that was changed in its middle, or cut short', async () => {
    const flip = async (path: string) => {
      const bytes = await readFile(path);
      const middle = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      await writeFile(path, bytes);
    };
    expect(await refused(flip)).toMatch(/^BackupError: The file was changed/);
    const cut = async (path: string) => truncate(path, Math.floor((await stat(path)).size / 2));
    expect(await refused(cut)).toMatch(/^BackupError: The file is cut short/);
  });

  it('from a file that is not there', async () => {
    expect(await thrownBy(openBackup({ file: join(folder, 'none'), passphrase }))).toMatch(
      /^BackupError: There is no file/,
    );
  });

  it('into a database that holds anything', async () => {
    const filled = await fresh();
    await query(
      filled.ownerUrl,
      `INSERT INTO users (id, email, name, password_hash) VALUES (gen_random_uuid(), 'a@b.test', 'A', 'x')`,
    );
    const held = await sumsOf(filled.ownerUrl);
    expect(await thrownBy(restoreInto(filled.ownerUrl))).toMatch(/^BackupError: The database is not empty \(users\)/);
    expect(await sumsOf(filled.ownerUrl)).toEqual(held);
  });

  it('into a database of another schema', async () => {
    const names = await query<{ name: string }>(
      target.ownerUrl,
      'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1',
    );
    const last = names.at(-1)?.name ?? '';
    const older = await fresh();
    await query(older.ownerUrl, 'DELETE FROM _prisma_migrations WHERE migration_name = $1', [last]);
    expect(await thrownBy(restoreInto(older.ownerUrl))).toMatch(new RegExp(`newer version of Vaani.*${last}`));
    const newer = await fresh();
    await query(
      newer.ownerUrl,
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ('x', 'x', now(), '29990101000000_flight', now(), 1)`,
    );
    expect(await thrownBy(restoreInto(newer.ownerUrl))).toMatch(/before the migrations 29990101000000_flight/);
    const differing = await fresh();
    await query(differing.ownerUrl, 'ALTER TABLE knowledge_entries RENAME COLUMN topic TO subject');
    expect(await thrownBy(restoreInto(differing.ownerUrl))).toMatch(
      /no table public.knowledge_entries as the backup has it/,
    );
  });

  it('where what belongs to it cannot be written, or somebody stops it at the last moment', async () => {
    const full = new Error('the disk is full');
    expect(await thrownBy(restoreInto(target.ownerUrl, file, passphrase, () => Promise.reject(full)))).toBe(
      'Error: the disk is full',
    );
    expect(await sumsOf(target.ownerUrl)).toEqual(before);
    const backup = await openBackup({ file, passphrase });
    const stopping = new AbortController();
    const stopped = backup.restore({
      ownerUrl: target.ownerUrl,
      signal: stopping.signal,
      onTable: (table) => {
        if (table === 'public.patients') stopping.abort();
      },
    });
    expect(await thrownBy(stopped)).toContain('AbortError');
    backup.close();
    expect(await sumsOf(target.ownerUrl)).toEqual(before);
    // And is none the worse for all of it.
    expect(await restoreInto(target.ownerUrl)).toEqual(summary);
  });
});
