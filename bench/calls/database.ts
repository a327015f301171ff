import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ClinicContext, connectClinic } from '@vaani/clinic';
import { installJobs } from '@vaani/clinic/jobs';
import { type Clock, parseKeyRing, systemClock } from '@vaani/config';
import { createDatabase } from '@vaani/db';
import { addressOf, ensureRoles, migrate } from '@vaani/db/migrate';
import { createLogger } from '@vaani/observability';
import pg from 'pg';
import { rolePasswords, startBenchServers } from '../servers.ts';
import { buildCalls, type CallsSize, NOW } from './build.ts';

/** What wraps the keys of the bench's clinic: they guard nothing. */
const keys = `bench:${Buffer.alloc(32, 'calls').toString('base64')}`;
const clock: Clock = { ...systemClock, now: () => NOW };

export interface ManyCalls {
  ctx: ClinicContext;
  appUrl: string;
  close(): Promise<void>;
}

/** A clinic with many calls, from the state folder, or built there first where it is missing or was built by other code or another schema. */
export async function openManyCalls(options: {
  name: string;
  size: CallsSize;
  tell: (line: string) => void;
  signal: AbortSignal;
}): Promise<ManyCalls> {
  const servers = await startBenchServers(options.signal);
  try {
    const urls = await ensureBuilt(servers.superuserUrl, options);
    const deps = await connectClinic({
      ...{ databaseUrl: urls.appUrl, redisUrl: servers.redisUrl, keyRing: parseKeyRing(keys), clock },
      logger: createLogger({ service: 'bench', level: 'silent' }),
    });
    const clinicId = await onlyClinic(urls.ownerUrl);
    return {
      ctx: { ...deps, clinicId, actor: { kind: 'system' } },
      appUrl: urls.appUrl,
      async close() {
        await deps.close();
        await servers.stop();
      },
    };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

/** A database's comment says what built it, and is written last: what has none is not whole. */
async function ensureBuilt(
  superuserUrl: string,
  { name: database, size, tell }: { name: string; size: CallsSize; tell: (line: string) => void },
): Promise<{ ownerUrl: string; appUrl: string }> {
  const fingerprint = await fingerprintOf(size);
  const server = new pg.Client({ connectionString: superuserUrl });
  await server.connect();
  try {
    const { rows } = await server.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
      [database],
    );
    const isBuilt = rows[0]?.comment === fingerprint;
    if (!isBuilt) {
      tell(`… building ${database}: ${size.calls} calls. It is kept for the next bench.`);
      await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    }
    const urls = await ensureRoles({ superuserUrl, database, ...rolePasswords });
    if (isBuilt) return urls;
    await migrate({ ownerUrl: urls.ownerUrl });
    await installJobs(urls.ownerUrl);
    const db = createDatabase({ url: urls.appUrl, keyRing: parseKeyRing(keys), poolSize: 1 });
    try {
      await buildCalls({ db, ownerUrl: urls.ownerUrl, size, tell });
    } finally {
      await db.close();
    }
    const whole = new pg.Client({ connectionString: addressOf(superuserUrl, { database }) });
    await whole.connect();
    // So that no checkpoint of the load falls into what is measured.
    await whole.query('CHECKPOINT');
    await whole.query(`COMMENT ON DATABASE ${database} IS '${fingerprint}'`);
    await whole.end();
    return urls;
  } finally {
    await server.end();
  }
}

/** Of the schema, and of what the rows are made by: where one changes, they are made anew. */
async function fingerprintOf(size: CallsSize): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(size));
  const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const migrations = '../../prisma/migrations/';
  const names = await readdir(pathOf(migrations), { recursive: true });
  const files = [
    ...['./build.ts', './conversations.ts', '../search/names.ts'],
    ...['search-terms', 'word-terms'].map((name) => `../../packages/db/src/${name}.ts`),
    ...['chance', 'clinics', 'conversations', 'practice'].map((name) => `../../prisma/factories/${name}.ts`),
    ...names
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => `${migrations}${name}`),
  ];
  for (const file of files) hash.update(await readFile(pathOf(file)));
  return hash.digest('hex');
}

async function onlyClinic(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM clinics');
    const [clinic] = rows;
    if (clinic === undefined || rows.length > 1) throw new Error('the bench has one clinic');
    return clinic.id;
  } finally {
    await client.end();
  }
}
