import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ClinicDeps, connectClinic } from '@vaani/clinic';
import { parseKeyRing, systemClock } from '@vaani/config';
import { createLogger } from '@vaani/observability';
import { freePort, homeOf, lockHome, postgresFolder, startPostgres, startRedis } from '@vaani/services';
import { connected, ensureBuilt, onlyClinic } from '../built-database.ts';
import { writeManyPatients } from './write-patients.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const database = 'many_patients';
/** What wraps the keys of the bench's clinic: they guard nothing. */
const keys = `bench:${Buffer.alloc(32, 'search').toString('base64')}`;

export interface ManyPatients {
  clinicId: string;
  deps: ClinicDeps;
  /**
   * How often one of the big tables was read from end to end since this was opened, as Postgres itself counts it. Closes the app's connections,
   * which tell their counts when they end.
   */
  scansSinceOpened(): Promise<number>;
  close(): Promise<void>;
}

const bigTables = ['patients', 'patient_phones', 'patient_tokens'];

/**
 * A clinic with so many patients, from the state folder, or built there first where it is missing or was built by another version of this code
 * or schema.
 */
export async function openManyPatients(count: number, tell: (line: string) => void): Promise<ManyPatients> {
  const home = resolve(homeOf(root, process.env), 'bench-search');
  await mkdir(home, { recursive: true });
  const stops: (() => Promise<unknown>)[] = [await lockHome(home)];
  const close = async () => {
    for (const stop of stops.reverse()) await stop();
  };
  try {
    const server = await startPostgres({
      dir: await postgresFolder(home),
      port: await freePort(),
      password: 'of-benches',
    });
    stops.push(server.stop);
    const redis = await startRedis({ dir: `${home}/redis`, port: await freePort(), path: process.env.PATH ?? '' });
    stops.push(redis.stop);
    const urls = await ensureBuilt({
      ...{ superuserUrl: server.superuserUrl, database, fingerprint: await versionOf(count), keys, as: 'owner' },
      onStart: () => tell(`building ${count} patients: some minutes, once`),
      build: (made) => writeManyPatients({ ...made, count, tell }),
    });
    const before = await scansOf(urls.ownerUrl);
    const deps = await connectClinic({
      databaseUrl: urls.appUrl,
      redisUrl: redis.url,
      keyRing: parseKeyRing(keys),
      clock: systemClock,
      logger: createLogger({ service: 'bench', level: 'silent' }),
    });
    stops.push(deps.close);
    const clinicId = await onlyClinic(urls.ownerUrl);
    const scansSinceOpened = async () => {
      await stops.pop()?.();
      return (await scansOf(urls.ownerUrl)) - before;
    };
    return { clinicId, deps, scansSinceOpened, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Of everything that what is built depends on. */
async function versionOf(count: number): Promise<string> {
  const hash = createHash('sha256').update(String(count));
  const migrations = (await readdir(`${root}/prisma/migrations`)).filter((name) => /^\d/.test(name)).sort();
  const files = [
    ...migrations.map((name) => `prisma/migrations/${name}/migration.sql`),
    ...['names', 'people', 'write-patients'].map((name) => `bench/search/${name}.ts`),
    'packages/db/src/search-terms.ts',
  ];
  for (const file of files) hash.update(await readFile(`${root}/${file}`));
  return hash.digest('hex').slice(0, 16);
}

async function scansOf(ownerUrl: string): Promise<number> {
  return connected(ownerUrl, async (client) => {
    const isBusy = `SELECT 1 FROM pg_stat_activity WHERE usename = 'vaani_app'`;
    while (((await client.query(isBusy)).rowCount ?? 0) > 0) await delay(20);
    const { rows } = await client.query<{ scans: number }>(
      `SELECT sum(seq_scan)::int AS scans FROM pg_stat_user_tables WHERE relname = ANY($1)`,
      [bigTables],
    );
    return rows[0]?.scans ?? 0;
  });
}
