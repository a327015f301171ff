// Guards the two walls between clinics: row-level security, and references that name the clinic.
import { randomUUID } from 'node:crypto';
import { type TestDatabase, testDatabase } from '@vaani/services/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaFromNothing } from './migrate/index.ts';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
const [ours, theirs] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  app = new pg.Client({ connectionString: database.appUrl });
  await Promise.all([owner.connect(), app.connect()]);
  for (const id of [ours, theirs]) {
    await owner.query(`INSERT INTO clinics (id, name, name_hindi) VALUES ($1, 'Clinic', 'क्लिनिक')`, [id]);
  }
});

afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

const tenantTables = async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'clinic_id' ORDER BY 1`,
  );
  return rows.map((row) => row.name);
};

/** A value of a column's type that breaks no check, so that only the reference can refuse. */
async function fillRow(
  table: string,
  fixed: Record<string, unknown>,
): Promise<{ columns: string[]; values: unknown[] }> {
  const { rows } = await owner.query<{
    column_name: string;
    data_type: string;
    udt_name: string;
    is_nullable: string;
    column_default: string | null;
  }>(
    `SELECT column_name, data_type, udt_name, is_nullable, column_default FROM information_schema.columns WHERE table_name = $1`,
    [table],
  );
  const sealed =
    /name|birth|email|address|phone|reason|notes|text|payload|number|body|recipient|summary|transcript|response|values|forwarded|url|secret/;
  const row: Record<string, unknown> = {};
  for (const column of rows) {
    if (fixed[column.column_name] !== undefined || column.is_nullable === 'YES' || column.column_default !== null)
      continue;
    const isEnum = column.data_type === 'USER-DEFINED';
    if (isEnum) {
      const labels = await owner.query<{ label: string }>(
        `SELECT enumlabel AS label FROM pg_enum WHERE enumtypid = $1::regtype ORDER BY enumsortorder`,
        [`"${column.udt_name}"`],
      );
      row[column.column_name] =
        column.column_name === 'kind' && table === 'slot_claims' ? 'block' : labels.rows[0]?.label;
    } else if (column.data_type === 'uuid') row[column.column_name] = randomUUID();
    else if (column.data_type === 'ARRAY') row[column.column_name] = [];
    else if (column.data_type === 'boolean') row[column.column_name] = true;
    else if (/timestamp|date/.test(column.data_type))
      row[column.column_name] = column.column_name.startsWith('ends') ? '2026-12-01T11:00:00Z' : '2026-12-01T10:00:00Z';
    else if (/int|real|numeric/.test(column.data_type))
      row[column.column_name] = /to_min|duration/.test(column.column_name) ? 60 : 1;
    else if ((table === 'transfer_entries' && column.column_name === 'phone') || table === 'phone_numbers')
      row[column.column_name] = '+911234567890';
    // Hashes are unique across clinics.
    else if (column.column_name === 'hash') row[column.column_name] = randomUUID();
    else row[column.column_name] = sealed.test(column.column_name) ? 'v1.clinic.x' : 'x';
  }
  const whole = { ...row, ...fixed };
  return { columns: Object.keys(whole), values: Object.values(whole) };
}

async function insert(client: pg.Client, table: string, fixed: Record<string, unknown>): Promise<string> {
  const { columns, values } = await fillRow(table, fixed);
  const names = columns.map((name) => `"${name}"`).join(', ');
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO "${table}" (${names}) VALUES (${values.map((_, index) => `$${index + 1}`).join(', ')})`,
      values,
    );
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    return 'went in';
  } catch (error) {
    return error instanceof pg.DatabaseError ? `${error.code} ${error.constraint ?? error.message}` : String(error);
  } finally {
    await client.query('ROLLBACK');
  }
}

describe('every table of a clinic', () => {
  it('has a policy, and a key that others can refer to with the clinic', async () => {
    const tables = await tenantTables();
    expect(tables.length).toBeGreaterThan(30);
    const { rows } = await owner.query<{ relname: string; relrowsecurity: boolean; policies: number }>(
      `SELECT c.relname, c.relrowsecurity, (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
       FROM pg_class c WHERE c.relkind = 'r' AND c.relname = ANY($1)`,
      [tables],
    );
    expect(rows.filter((row) => !row.relrowsecurity || row.policies !== 1)).toEqual([]);
    const keyed = await owner.query<{ tablename: string }>(
      `SELECT DISTINCT tablename FROM pg_indexes WHERE schemaname = 'public' AND indexdef ~ 'UNIQUE INDEX .* \\(clinic_id, id\\)$'`,
    );
    const unkeyed = tables.filter((table) => !keyed.rows.some((row) => row.tablename === table));
    // These have no id: what they are is their key, which begins with the clinic, and nothing refers to them.
    expect(unkeyed).toEqual([
      'call_rollups',
      'call_steps',
      'call_tokens',
      'idempotency_keys',
      'patient_tokens',
      'rollup_states',
      'visit_rollups',
    ]);
  });

  it('is every table there is, but those that are nobody’s own', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    const tables = await tenantTables();
    expect(rows.map(({ name }) => name).filter((name) => !tables.includes(name))).toEqual([
      '_prisma_migrations',
      'clinics',
      'users',
    ]);
  });

  it('has no id of another row that is not a reference', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid = 'uuid'::regtype AND a.attname <> 'id'
        AND NOT EXISTS (SELECT 1 FROM pg_constraint con WHERE con.contype = 'f' AND con.conrelid = c.oid AND a.attnum = ANY(con.conkey))
      ORDER BY 1`);
    expect(rows.map(({ name }) => name)).toEqual([]);
  });

  it('refers to other tables of a clinic by the clinic too', async () => {
    const { rows } = await owner.query<{ name: string; columns: string[] }>(`
      SELECT con.conname AS name, ARRAY(SELECT a.attname::text FROM unnest(con.conkey) k JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k) AS columns
      FROM pg_constraint con JOIN pg_class target ON target.oid = con.confrelid
      WHERE con.contype = 'f' AND con.connamespace = 'public'::regnamespace AND target.relname NOT IN ('clinics', 'users')`);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((row) => !row.columns.includes('clinic_id'))).toEqual([]);
  });

  it('refuses a reference to a row of another clinic', async () => {
    const { rows: references } = await owner.query<{
      from_table: string;
      to_table: string;
      column: string;
      name: string;
    }>(`
      SELECT source.relname AS from_table, target.relname AS to_table, con.conname AS name,
        (SELECT a.attname FROM unnest(con.conkey) k JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k WHERE a.attname <> 'clinic_id') AS column
      FROM pg_constraint con JOIN pg_class target ON target.oid = con.confrelid JOIN pg_class source ON source.oid = con.conrelid
      WHERE con.contype = 'f' AND con.connamespace = 'public'::regnamespace AND target.relname NOT IN ('clinics', 'users')`);
    for (const reference of references) {
      // The row of the other clinic is there: only that it is the other clinic's can refuse it.
      const theirRow = randomUUID();
      const { columns, values } = await fillRow(reference.to_table, { id: theirRow, clinic_id: theirs });
      const outcome = await insertBeside(reference, theirRow, columns, values);
      expect(outcome, `${reference.from_table}.${reference.column}`).toMatch(/^23503/);
    }
  });

  async function insertBeside(
    reference: { from_table: string; to_table: string; column: string; name: string },
    theirRow: string,
    columns: string[],
    values: unknown[],
  ): Promise<string> {
    const mine = await fillRow(reference.from_table, { clinic_id: ours, [reference.column]: theirRow });
    const statement = (table: string, names: string[]) =>
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`;
    try {
      await owner.query('BEGIN');
      // Their row's own references are not what is tried here: all but the one constraint are put aside, within this transaction.
      const others = await owner.query<{ name: string; table: string }>(
        `SELECT con.conname AS name, c.relname AS table FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid WHERE con.contype = 'f' AND con.conname <> $1 AND c.relname = ANY($2)`,
        [reference.name, [reference.from_table, reference.to_table]],
      );
      for (const other of others.rows)
        await owner.query(`ALTER TABLE "${other.table}" DROP CONSTRAINT "${other.name}"`);
      const checks = await owner.query<{ name: string; table: string }>(
        `SELECT con.conname AS name, c.relname AS table FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid WHERE con.contype = 'c' AND c.relname = ANY($1)`,
        [[reference.from_table, reference.to_table]],
      );
      for (const check of checks.rows)
        await owner.query(`ALTER TABLE "${check.table}" DROP CONSTRAINT "${check.name}"`);
      if (reference.from_table !== reference.to_table || !columns.includes(reference.column))
        await owner.query(statement(reference.to_table, columns), values);
      await owner.query(statement(reference.from_table, mine.columns), mine.values);
      return 'went in';
    } catch (error) {
      return error instanceof pg.DatabaseError ? `${error.code} ${error.constraint ?? error.message}` : String(error);
    } finally {
      await owner.query('ROLLBACK');
    }
  }
});

describe('the app role', () => {
  it('is neither superuser nor owner, and passes no policy', async () => {
    const { rows } = await app.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
    const owned = await app.query(`SELECT tablename FROM pg_tables WHERE tableowner = current_user`);
    expect(owned.rows).toEqual([]);
  });

  it('sees its own clinic only, even by raw SQL, and nothing outside of a clinic', async () => {
    await owner.query(
      `INSERT INTO knowledge_entries (id, clinic_id, topic, language, text) VALUES (gen_random_uuid(), $1, 'fees', 'en', 'theirs')`,
      [theirs],
    );
    expect((await app.query('SELECT * FROM knowledge_entries')).rows).toEqual([]);
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.clinic_id', $1, true)`, [ours]);
    expect((await app.query('SELECT * FROM knowledge_entries')).rows).toEqual([]);
    expect((await app.query('SELECT id FROM clinics')).rows).toEqual([{ id: ours }]);
    expect((await app.query(`UPDATE knowledge_entries SET text = 'mine'`)).rowCount).toBe(0);
    expect((await app.query(`DELETE FROM knowledge_entries`)).rowCount).toBe(0);
    await expect(
      app.query(
        `INSERT INTO knowledge_entries (id, clinic_id, topic, language, text) VALUES (gen_random_uuid(), $1, 'x', 'en', 'x')`,
        [theirs],
      ),
    ).rejects.toThrow(/row-level security/);
    await app.query('ROLLBACK');
  });

  it('writes the audit and cannot change it', async () => {
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.clinic_id', $1, true)`, [ours]);
    await app.query(
      `INSERT INTO audit_entries (id, clinic_id, actor_kind, action, object_kind, outcome) VALUES (gen_random_uuid(), $1, 'system', 'x', 'x', 'done')`,
      [ours],
    );
    await app.query('SAVEPOINT s');
    await expect(app.query(`UPDATE audit_entries SET action = 'y'`)).rejects.toThrow(/permission denied/);
    await app.query('ROLLBACK TO s');
    await expect(app.query(`DELETE FROM audit_entries`)).rejects.toThrow(/permission denied/);
    await app.query('ROLLBACK');
  });

  it('writes no row of another clinic, into any table', async () => {
    await app.query(`SELECT set_config('app.clinic_id', $1, false)`, [ours]);
    try {
      for (const table of await tenantTables()) {
        const outcome = await insert(app, table, { clinic_id: theirs });
        expect(outcome, table).toMatch(/^42501 .*row-level security/);
      }
    } finally {
      await app.query(`SELECT set_config('app.clinic_id', '', false)`);
    }
  });

  it('never reads a password hash', async () => {
    await expect(app.query('SELECT password_hash FROM users')).rejects.toThrow(/permission denied/);
  });

  it('cannot write in the clear what is to be sealed', async () => {
    expect(await insert(owner, 'patients', { clinic_id: ours, name: 'Asha Kulkarni' })).toMatch(
      /^23514 patients_sealed/,
    );
    expect(await insert(owner, 'patients', { clinic_id: ours, name: 'v1.clinic.x' })).toBe('went in');
  });
});

it('the migrations make what schema.prisma says', async () => {
  const plain = await testDatabase();
  const client = new pg.Client({ connectionString: plain.ownerUrl });
  await client.connect();
  const shape = async (of: pg.Client) => ({
    columns: (
      await of.query(
        `SELECT table_name, column_name, udt_name, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2`,
      )
    ).rows,
    indexes: (
      await of.query(
        `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%no_overlap' AND indexname NOT LIKE '%\\_partial' AND indexname NOT LIKE '%\\_covering' AND tablename <> '_prisma_migrations' ORDER BY 1`,
      )
    ).rows,
    references: (
      await of.query(
        `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1`,
      )
    ).rows,
    enums: (
      await of.query(
        `SELECT t.typname, e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typnamespace = 'public'::regnamespace ORDER BY t.typname, e.enumsortorder`,
      )
    ).rows,
  });
  const migrated = await shape(client);
  await client.query('DROP SCHEMA public CASCADE');
  await client.query('CREATE SCHEMA public');
  await client.query(await schemaFromNothing({ ownerUrl: plain.ownerUrl }));
  expect(await shape(client)).toEqual(migrated);
  await client.end();
  await plain.drop();
});
