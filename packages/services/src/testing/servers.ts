import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, ensureRoles, migrate } from '@vaani/db/migrate';
import pg from 'pg';
import { freePort } from '../ports.ts';
import { startPostgres } from '../postgres.ts';
import { findRedisServer, startRedisServer } from '../redis.ts';
import { startRedisStandIn } from '../redis-stand-in.ts';

/** What a test run's servers are reached by. */
export interface TestServers {
  superuserUrl: string;
  standInUrl: string;
  /** Empty where there is no redis-server on this machine. */
  redisServerUrl: string;
}

export const template = 'vaani_template';
export const passwords = { ownerPassword: 'owner-of-tests', appPassword: 'app-of-tests' };

/**
 * One Postgres (of the binaries in VAANI_TEST_POSTGRES_BIN, or the one running at VAANI_TEST_POSTGRES_URL, a superuser's address), the stand-in and, where it is found, a real Redis, for a
 * whole run. A migrated template is made once; each test clones it.
 */
export async function startTestServers(
  env: Record<string, string | undefined>,
  prepare: (ownerUrl: string) => Promise<void>,
): Promise<{ servers: TestServers; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'vaani-test-'));
  // Postgres runs as a user of its own where the tests run as root.
  await chmod(folder, 0o755);
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  let superuserUrl = env.VAANI_TEST_POSTGRES_URL;
  if (superuserUrl === undefined || superuserUrl === '') {
    const server = await startPostgres({
      dir: join(folder, 'postgres'),
      port: await freePort(),
      password: 'superuser-of-tests',
      ...(env.VAANI_TEST_POSTGRES_BIN ? { bin: env.VAANI_TEST_POSTGRES_BIN } : {}),
    });
    superuserUrl = server.superuserUrl;
    stops.push(server.stop);
  }
  const standIn = await startRedisStandIn({ port: 0 });
  stops.push(standIn.stop);
  const program = findRedisServer(env.PATH ?? '');
  let redisServerUrl = '';
  if (program !== null) {
    const redis = await startRedisServer({ program, dir: join(folder, 'redis'), port: await freePort() });
    redisServerUrl = redis.url;
    stops.push(redis.stop);
  }
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await client.end();
  const { ownerUrl } = await ensureRoles({ superuserUrl, database: template, ...passwords });
  await migrate({ ownerUrl });
  await prepare(ownerUrl);
  return {
    servers: { superuserUrl, standInUrl: standIn.url, redisServerUrl },
    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

/** Addresses of a database of the test server. */
export function testUrls(superuserUrl: string, database: string): { ownerUrl: string; appUrl: string } {
  return {
    ownerUrl: addressOf(superuserUrl, { database, user: 'vaani_owner', password: passwords.ownerPassword }),
    appUrl: addressOf(superuserUrl, { database, user: 'vaani_app', password: passwords.appPassword }),
  };
}
