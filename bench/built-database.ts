import { installJobs } from '@vaani/clinic/jobs';
import { parseKeyRing } from '@vaani/config';
import { createDatabase, type Database } from '@vaani/db';
import { addressOf, ensureRoles, migrate } from '@vaani/db/migrate';
import pg from 'pg';
import { rolePasswords } from './servers.ts';

export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
}

export interface ToBuild {
  superuserUrl: string;
  database: string;
  /** Of all that the rows are made by: where it changes, they are made anew. */
  fingerprint: string;
  /** What wraps the keys of the bench's clinic. */
  keys: string;
  /** Whose connection `db` is: the owner's looks past row-level security. */
  as?: 'app' | 'owner';
  onStart: () => void;
  /** Fills the empty schema. */
  build: (made: DatabaseUrls & { db: Database; loadUrl: string }) => Promise<void>;
}

/**
 * The database of a bench as it was left, or built anew where it is missing or was built by other code. Its comment says what built it, and is written
 * last: what has none is not whole.
 */
export async function ensureBuilt(options: ToBuild): Promise<DatabaseUrls> {
  const { superuserUrl, database, fingerprint } = options;
  const isBuilt = await connected(superuserUrl, async (server) => {
    const { rows } = await server.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
      [database],
    );
    if (rows[0]?.comment === fingerprint) return true;
    options.onStart();
    await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    return false;
  });
  const urls = await ensureRoles({ superuserUrl, database, ...rolePasswords });
  if (!isBuilt) await build(options, urls);
  return urls;
}

async function build({ superuserUrl, database, fingerprint, keys, as = 'app', build }: ToBuild, urls: DatabaseUrls) {
  await migrate({ ownerUrl: urls.ownerUrl });
  await installJobs(urls.ownerUrl);
  const url = as === 'app' ? urls.appUrl : urls.ownerUrl;
  const db = createDatabase({ url, keyRing: parseKeyRing(keys), poolSize: 1 });
  const loadUrl = addressOf(superuserUrl, { database });
  try {
    await build({ ...urls, db, loadUrl });
  } finally {
    await db.close();
  }
  await connected(loadUrl, async (whole) => {
    // So that no checkpoint of the load falls into what is measured.
    await whole.query('CHECKPOINT');
    await whole.query(`COMMENT ON DATABASE ${database} IS '${fingerprint}'`);
  });
}

/** The clinic of a bench, which has one. */
export async function onlyClinic(ownerUrl: string): Promise<string> {
  return connected(ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM clinics');
    const [clinic] = rows;
    if (clinic === undefined || rows.length > 1) throw new Error('the bench has one clinic');
    return clinic.id;
  });
}

/** Does something over a connection of its own. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
