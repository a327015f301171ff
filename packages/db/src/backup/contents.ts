import type { ClientBase } from 'pg';
import { z } from 'zod';
import { BackupError } from './backup-error.ts';

const tableSchema = z.object({
  /** Quoted, with its schema. */
  name: z.string(),
  /** Those that are written, in order: what Postgres makes of others is left to it. */
  columns: z.array(z.string()),
});
export type BackupTable = z.infer<typeof tableSchema>;

export const manifestSchema = z.object({
  /** ISO-8601: the state of the data is that of this moment. */
  madeAt: z.string(),
  /** Of the schema that the rows fit, in order. */
  migrations: z.array(z.string()),
  /** The key ring, as VAANI_KEYS has it: without it no sealed value opens. */
  keys: z.string(),
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Of the queue's tables those that say what is still to be done. Queues, versions and statistics are made anew by whoever installs it. */
const jobTables = ['pgboss.job', 'pgboss.job_dependency', 'pgboss.schedule', 'pgboss.subscription'];

/** Rows come and go in these, whatever is set for the database or the role. */
export const textSettings = `
  SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL TimeZone = 'UTC';
  SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8'`;

/** Names of the migrations that a database has; none where it was never migrated. */
export async function listMigrations(client: ClientBase): Promise<string[]> {
  const { rows: known } = await client.query<{ name: string | null }>(
    `SELECT to_regclass('public._prisma_migrations') AS name`,
  );
  if (known[0]?.name === null) return [];
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Every table of the product, and the queue's where it is installed. Partitions are reached through their parents. */
export async function listTables(client: ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name,
       ARRAY(SELECT format('%I', attname) FROM pg_attribute
             WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND (n.nspname = 'public' AND c.relname <> '_prisma_migrations' OR format('%I.%I', n.nspname, c.relname) = ANY($1))
     ORDER BY n.nspname DESC, c.relname`,
    [jobTables],
  );
  return rows;
}

export const isJobTable = ({ name }: BackupTable): boolean => jobTables.includes(name);

/** Where each counter of the schema stands; those that were never used stand where a new one does. */
export async function listSequences(client: ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS last
     FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
  );
  return rows;
}

/**
 * Row-level security hides nothing from the owner of the tables, and a superuser passes it. Whoever else connects would see none or some of the rows.
 * @throws {BackupError}
 */
export async function requireOwner(client: ClientBase, tables: BackupTable[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.oid = ANY($1::regclass[]) AND (NOT pg_has_role(c.relowner, 'USAGE') OR row_security_active(c.oid))`,
    [tables.map(({ name }) => name)],
  );
  const [first] = rows;
  if (first === undefined) return;
  throw new BackupError(
    `The database role does not own ${first.name}, or a policy hides rows of it: connect as the owner of the tables (DATABASE_OWNER_URL).`,
  );
}
