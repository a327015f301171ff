// A clinic with a million appointments, backed up and put back into a fresh database.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installJobs } from '@vaani/clinic/jobs';
import { openBackup, writeBackup } from '@vaani/db/backup';
import { ensureRoles, migrate } from '@vaani/db/migrate';
import pg from 'pg';
import { benchKeys, openBigClinic } from './big-clinic/index.ts';
import type { Row, RunOptions } from './report.ts';
import { rolePasswords } from './servers.ts';
import { loadRow } from './timing.ts';

const passphrase = 'a passphrase of the bench';
const database = 'restored_clinic';

export async function benchBackup(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const clinic = await openBigClinic({ tell, signal, isSmall });
  const folder = await mkdtemp(join(tmpdir(), 'vaani-bench-'));
  const server = new pg.Client({ connectionString: clinic.superuserUrl });
  await server.connect();
  const drop = () => server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  try {
    const { ownerUrl } = clinic;
    const file = join(folder, 'clinic.vaani');
    const write = () => writeBackup({ ownerUrl, keys: benchKeys, file, passphrase, now: new Date(), signal });
    const { value: summary, seconds: writing } = await timed(write);
    tell(`✓ backup: ${summary.rows.toLocaleString('en')} rows, ${writing.toFixed(1)} s`);
    await drop();
    const target = await ensureRoles({ superuserUrl: clinic.superuserUrl, database, ...rolePasswords });
    await migrate({ ownerUrl: target.ownerUrl });
    await installJobs(target.ownerUrl);
    const backup = await openBackup({ file, passphrase });
    const { seconds: restoring } = await timed(() => backup.restore({ ownerUrl: target.ownerUrl, signal }));
    tell(`✓ restore: ${restoring.toFixed(1)} s`);
    const differing = await tablesThatDiffer(ownerUrl, target.ownerUrl);
    for (const name of differing) tell(`✗ ${name} is not what it was`);
    return [
      { name: 'rows', value: summary.rows, unit: `in ${summary.tables} tables`, limit: null },
      { name: 'backup', value: writing, unit: 's', limit: null },
      { name: 'the file', value: (await stat(file)).size / 2 ** 20, unit: 'MB', limit: null },
      { name: 'restore into a migrated database', value: restoring, unit: 's', limit: null },
      {
        name: 'memory of this process, at most',
        value: process.resourceUsage().maxRSS / 1_024,
        unit: 'MB',
        limit: null,
      },
      { name: 'tables that are not what they were', value: differing.length, unit: '', limit: 0, bound: 'exactly' },
      loadRow(),
    ];
  } finally {
    await drop().catch(reportTo(tell));
    await server.end().catch(reportTo(tell));
    await clinic.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A bench that was stopped has no server any more that could tidy up. */
const reportTo = (tell: (line: string) => void) => (error: unknown) =>
  tell(`${database} may be left: ${error instanceof Error ? error.message : String(error)}`);

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const began = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - began) / 1_000 };
}

/** By a sum over all rows, whatever their order. */
async function tablesThatDiffer(one: string, other: string): Promise<string[]> {
  const [sums, otherSums] = [await sumsOf(one), await sumsOf(other)];
  return [...sums].filter(([name, sum]) => otherSums.get(name) !== sum).map(([name]) => name);
}

async function sumsOf(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'`,
    );
    const sums = new Map<string, string>();
    for (const { name } of rows) {
      const sql = `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM ${name} t`;
      sums.set(name, (await client.query<{ sum: string }>(sql)).rows[0]?.sum ?? '');
    }
    return sums;
  } finally {
    await client.end();
  }
}
