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
import { buildBigClinic } from './build.ts';
import { NOW, type Size, smallSize, wholeSize } from './calendar.ts';

/** What wraps the keys of the bench's clinic: they guard nothing. */
export const benchKeys = `bench:${Buffer.alloc(32, 'bench').toString('base64')}`;

export interface BigClinic {
  ctx: ClinicContext;
  ownerUrl: string;
  appUrl: string;
  superuserUrl: string;
  size: Size;
  close(): Promise<void>;
}

/** A clinic's clock stands at the moment up to which its calendar is past; timers are the machine's. */
export const benchClock: Clock = { ...systemClock, now: () => NOW };

/**
 * The clinic with the big table, from the state folder, or built there first where it is missing or was built by another version of this code or schema.
 * @param options.isSmall a small one instead, to see that a bench runs.
 */
export async function openBigClinic(options: {
  tell: (line: string) => void;
  signal: AbortSignal;
  isSmall: boolean;
}): Promise<BigClinic> {
  const { tell, signal, isSmall } = options;
  const size = isSmall ? smallSize : wholeSize;
  const servers = await startBenchServers(signal);
  try {
    const { superuserUrl, redisUrl } = servers;
    const database = isSmall ? 'small_clinic' : 'big_clinic';
    const urls = await ensureBuilt({ superuserUrl, database, size, tell });
    const deps = await connectClinic({
      databaseUrl: urls.appUrl,
      redisUrl,
      keyRing: parseKeyRing(benchKeys),
      clock: benchClock,
      logger: createLogger({ service: 'bench', level: 'silent' }),
    });
    const clinicId = await onlyClinic(urls.ownerUrl);
    return {
      ctx: { ...deps, clinicId, actor: { kind: 'system' } },
      ...urls,
      superuserUrl,
      size,
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
async function ensureBuilt(options: {
  superuserUrl: string;
  database: string;
  size: Size;
  tell: (line: string) => void;
}): Promise<{ ownerUrl: string; appUrl: string }> {
  const { superuserUrl, database, size, tell } = options;
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
      tell(`… building ${database}: ${size.appointments} appointments. It is kept for the next bench.`);
      await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    }
    const urls = await ensureRoles({ superuserUrl, database, ...rolePasswords });
    if (isBuilt) return urls;
    await migrate({ ownerUrl: urls.ownerUrl });
    await installJobs(urls.ownerUrl);
    const db = createDatabase({ url: urls.appUrl, keyRing: parseKeyRing(benchKeys), poolSize: 1 });
    try {
      await buildBigClinic({ db, ownerUrl: urls.ownerUrl, size, tell });
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

/** Of the schema, the builder and the size: where one changes, the table is built anew. */
async function fingerprintOf(size: Size): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(size));
  for (const folder of ['../../prisma/migrations/', '../../prisma/factories/', './']) {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    const names = await readdir(path, { recursive: true });
    for (const name of names.filter((each) => /\.(sql|ts)$/.test(each)).sort())
      hash.update(await readFile(`${path}/${name}`));
  }
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
