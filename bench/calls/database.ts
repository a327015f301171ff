import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ClinicContext, connectClinic } from '@vaani/clinic';
import { type Clock, parseKeyRing, systemClock } from '@vaani/config';
import { createLogger } from '@vaani/observability';
import { ensureBuilt, onlyClinic } from '../built-database.ts';
import { startBenchServers } from '../servers.ts';
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
  const { name: database, size, tell, signal } = options;
  const servers = await startBenchServers(signal);
  try {
    const urls = await ensureBuilt({
      ...{ superuserUrl: servers.superuserUrl, database, fingerprint: await fingerprintOf(size), keys },
      onStart: () => tell(`… building ${database}: ${size.calls} calls. It is kept for the next bench.`),
      build: ({ db, ownerUrl }) => buildCalls({ db, ownerUrl, size, tell }),
    });
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
