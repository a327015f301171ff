import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { conflictOf } from '../conflicts.ts';
import { BackupError } from './backup-error.ts';
import {
  type BackupTable,
  isJobTable,
  listMigrations,
  listTables,
  type Manifest,
  requireOwner,
  textSettings,
} from './contents.ts';
import { type Frames, readTables } from './read-tables.ts';
import { withoutConstraints } from './without-constraints.ts';
import type { BackupSummary } from './write-backup.ts';

export interface RestoreOptions {
  /** The role that owns the tables. */
  ownerUrl: string;
  /** Told of each table as it is done. */
  onTable?: (table: string, rows: number) => void;
  /** The last word before all is there for good: what belongs to it outside of the database is written now. */
  beforeCommit?: () => Promise<void>;
  signal?: AbortSignal;
}

/**
 * Puts the rows of a backup into a database that was migrated and holds none, in one transaction: what fails leaves it as it was.
 * @throws {BackupError} where the database is not empty, in use, or of another schema; where the file was changed or is not whole.
 */
export async function restoreRows(manifest: Manifest, frames: Frames, options: RestoreOptions): Promise<BackupSummary> {
  const client = new pg.Client({ connectionString: options.ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  // Ended by the server, the work within the transaction fails and says so.
  client.on('error', ignoreHere);
  try {
    await client.query('BEGIN');
    await client.query(textSettings);
    await client.query(`SET LOCAL lock_timeout = '10s'; SET LOCAL maintenance_work_mem = '256MB'`);
    await requireSameSchema(client, manifest);
    await requireEmpty(client, manifest.tables);
    const own = manifest.tables.filter((table) => !isJobTable(table)).map(({ name }) => name);
    const summary = await withoutConstraints(client, own, () => loadTables(client, manifest, frames, options));
    for (const { name, last } of manifest.sequences)
      await client.query('SELECT setval($1::regclass, $2::bigint)', [name, last]);
    options.signal?.throwIfAborted();
    await options.beforeCommit?.();
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE)');
    return summary;
  } catch (error) {
    await client.query('ROLLBACK').catch(ignoreHere);
    throw error;
  } finally {
    await client.end().catch(ignoreHere);
  }
}

/** Who waits for a query is told: what is thrown is what went wrong first. */
function ignoreHere(error: unknown): void {
  void error;
}

async function requireSameSchema(client: pg.Client, manifest: Manifest): Promise<void> {
  const here = await listMigrations(client);
  if (here.length === 0) throw new BackupError('The database was not migrated yet.');
  const missing = manifest.migrations.filter((name) => !here.includes(name));
  const more = here.filter((name) => !manifest.migrations.includes(name));
  if (missing.length > 0) {
    throw new BackupError(
      `The backup was made by a newer version of Vaani: this one does not have its migrations ${missing.join(', ')}. Nothing was restored.`,
    );
  }
  if (more.length > 0) {
    throw new BackupError(
      `The backup was made before the migrations ${more.join(', ')}, which the database has already. Restore it into a database without any tables: they are made as the backup has them, and then brought up to date.`,
    );
  }
  const tables = await listTables(client);
  await requireOwner(client, tables);
  for (const { name, columns } of manifest.tables) {
    const table = tables.find((other) => other.name === name);
    if (table === undefined || columns.some((column) => !table.columns.includes(column))) {
      throw new BackupError(`The database has no table ${name} as the backup has it. Nothing was restored.`);
    }
  }
}

/** Nobody writes to the tables until the end of the transaction, and nothing is in them. Jobs of no clinic are nobody's: they go. */
async function requireEmpty(client: pg.Client, tables: BackupTable[]): Promise<void> {
  const names = tables.map(({ name }) => name);
  try {
    await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  } catch (error) {
    if (conflictOf(error) !== 'lock-timeout') throw error;
    throw new BackupError('Somebody is working in the database: stop Vaani first. Nothing was restored.', {
      cause: error,
    });
  }
  const filled: string[] = [];
  for (const table of tables.filter((each) => !isJobTable(each))) {
    const { rowCount } = await client.query(`SELECT FROM ${table.name} LIMIT 1`);
    if (rowCount !== 0) filled.push(table.name.replace('public.', ''));
  }
  if (filled.length > 0) {
    throw new BackupError(
      `The database is not empty (${filled.slice(0, 3).join(', ')}${filled.length > 3 ? ', …' : ''}). A backup is restored into a fresh one: what is here is not overwritten.`,
    );
  }
  for (const { name } of tables.filter(isJobTable)) await client.query(`DELETE FROM ${name}`);
}

async function loadTables(
  client: pg.Client,
  manifest: Manifest,
  frames: Frames,
  options: RestoreOptions,
): Promise<BackupSummary> {
  return readTables(manifest, frames, async (table, rows) => {
    options.signal?.throwIfAborted();
    const copy = client.query(copyFrom(`COPY ${table.name} (${table.columns.join(', ')}) FROM STDIN`));
    await pipeline(Readable.from(rows), copy, ...(options.signal === undefined ? [] : [{ signal: options.signal }]));
    options.onTable?.(table.name, copy.rowCount);
    return copy.rowCount;
  });
}
