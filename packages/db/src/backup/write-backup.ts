import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BackupError } from './backup-error.ts';
import {
  type BackupTable,
  listMigrations,
  listSequences,
  listTables,
  type Manifest,
  requireOwner,
  textSettings,
} from './contents.ts';
import { frame } from './frames.ts';
import { sealStream } from './seal-stream.ts';

export interface BackupSummary {
  tables: number;
  rows: number;
}

/**
 * Writes all rows of a database, as they stand at one moment, and the key ring to a file sealed under a passphrase. The database may be in use. The file is
 * its owner's alone to read, and bears its name only once it is whole.
 * @param options.ownerUrl the role that owns the tables.
 * @param options.keys the key ring, as VAANI_KEYS has it.
 * @param options.onTable told of each table as it is done.
 * @throws {BackupError} where the file is there already, or the role may not read all.
 */
export async function writeBackup(options: {
  ownerUrl: string;
  keys: string;
  file: string;
  passphrase: string;
  now: Date;
  signal?: AbortSignal;
  onTable?: (table: string, rows: number) => void | Promise<void>;
}): Promise<BackupSummary> {
  const { ownerUrl, file, passphrase, signal } = options;
  const part = `${file}.part`;
  if (existsSync(file)) throw new BackupError(`${file} is there already. It was not touched.`);
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  let isOurs = false;
  try {
    const target = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
    target.once('open', () => {
      isOurs = true;
    });
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(textSettings);
    const summary: BackupSummary = { tables: 0, rows: 0 };
    await pipeline(
      writeFrames(client, options, summary),
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
      (plain: AsyncIterable<Buffer>) => sealStream(plain, passphrase),
      target,
      ...(signal === undefined ? [] : [{ signal }]),
    );
    await client.query('COMMIT');
    await rename(part, file);
    return summary;
  } catch (error) {
    if (isOurs) await rm(part, { force: true });
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new BackupError(`${part} is there already: another backup is writing it, or was cut off.`, {
        cause: error,
      });
    }
    throw error;
  } finally {
    await client.end();
  }
}

async function* writeFrames(
  client: pg.Client,
  options: { keys: string; now: Date; onTable?: (table: string, rows: number) => void | Promise<void> },
  summary: BackupSummary,
): AsyncGenerator<Buffer> {
  const tables = await listTables(client);
  await requireOwner(client, tables);
  const manifest: Manifest = {
    madeAt: options.now.toISOString(),
    migrations: await listMigrations(client),
    keys: options.keys,
    tables,
    sequences: await listSequences(client),
  };
  if (manifest.migrations.length === 0)
    throw new BackupError('There is nothing to back up: the database was never migrated.');
  yield frame('manifest', JSON.stringify(manifest));
  for (const [index, table] of tables.entries()) {
    yield frame('table', String(index));
    const copy = client.query(copyTo(copyStatement(table)));
    for await (const rows of copy) yield frame('rows', rows);
    yield frame('table-end', String(copy.rowCount));
    summary.tables += 1;
    summary.rows += copy.rowCount;
    await options.onTable?.(table.name, copy.rowCount);
  }
  yield frame('end', String(summary.rows));
}

/** By a query: a table that has partitions is not copied otherwise. */
const copyStatement = ({ name, columns }: BackupTable): string =>
  `COPY (SELECT ${columns.join(', ')} FROM ${name}) TO STDOUT`;
