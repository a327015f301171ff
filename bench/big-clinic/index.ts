import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ClinicContext, connectClinic } from '@vaani/clinic';
import { type Clock, parseKeyRing, systemClock } from '@vaani/config';
import { createLogger } from '@vaani/observability';
import { ensureBuilt, onlyClinic } from '../built-database.ts';
import { startBenchServers } from '../servers.ts';
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
    const urls = await ensureBuilt({
      ...{ superuserUrl, database, fingerprint: await fingerprintOf(size), keys: benchKeys },
      onStart: () => tell(`… building ${database}: ${size.appointments} appointments. It is kept for the next bench.`),
      build: ({ db, ownerUrl }) => buildBigClinic({ db, ownerUrl, size, tell }),
    });
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
