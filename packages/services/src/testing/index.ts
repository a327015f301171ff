import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { startRedisStandIn } from '../redis-stand-in.ts';
import { type TestServers, template, testUrls } from './servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    servers: TestServers;
  }
}

export interface TestDatabase {
  ownerUrl: string;
  appUrl: string;
  drop(): Promise<void>;
}

/** A fresh migrated database of its own. */
export async function testDatabase(): Promise<TestDatabase> {
  const { superuserUrl } = inject('servers');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(superuserUrl, `CREATE DATABASE ${name} TEMPLATE ${template} OWNER vaani_owner`);
  return {
    ...testUrls(superuserUrl, name),
    drop: () => asSuperuser(superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** The run's shared stand-in: for tests that use Redis in passing. Keys carry clinic ids, so they do not meet. */
export function testRedisUrl(): string {
  return inject('servers').standInUrl;
}

/** Every Redis that a contract must hold on: the stand-in always, a real one where it is installed. */
export function redisKinds(): { kind: string; url: string }[] {
  const { standInUrl, redisServerUrl } = inject('servers');
  const kinds = [{ kind: 'stand-in', url: standInUrl }];
  return redisServerUrl === '' ? kinds : [...kinds, { kind: 'redis-server', url: redisServerUrl }];
}

/** A stand-in of one's own, to be killed; on a port of the system's choice, or on the one that another had. */
export const ownRedis = (port = 0) => startRedisStandIn({ port });

async function asSuperuser(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
