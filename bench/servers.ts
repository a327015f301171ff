import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, homeOf, lockHome, postgresFolder, startPostgres, startRedis } from '@vaani/services';

/** Postgres and Redis of the benches, on loopback. */
export interface BenchServers {
  superuserUrl: string;
  redisUrl: string;
  /** A real `redis-server`, or the stand-in. */
  redisKind: string;
  stop(): Promise<void>;
}

export const rolePasswords = { ownerPassword: 'owner-of-benches', appPassword: 'app-of-benches' };

/** Beside what the product keeps there, so that neither meets the other. */
export const benchHome = (): string =>
  resolve(homeOf(fileURLToPath(new URL('..', import.meta.url)), process.env), 'bench');

/**
 * Starts the servers of the benches. Postgres keeps its files in the state folder from one bench to the next; Redis keeps nothing.
 * @param signal stops them: what still talks to them fails, and the bench comes to its end.
 */
export async function startBenchServers(signal: AbortSignal): Promise<BenchServers> {
  const home = benchHome();
  const unlock = await lockHome(home);
  const stops: (() => Promise<unknown>)[] = [unlock];
  let stopping: Promise<void> | undefined;
  const stopAll = async () => {
    for (let undo = stops.pop(); undo !== undefined; undo = stops.pop()) await undo();
  };
  const stop = () => {
    stopping ??= stopAll();
    return stopping;
  };
  try {
    const postgres = await startPostgres({
      dir: await postgresFolder(home),
      port: await freePort(),
      password: 'superuser-of-benches',
    });
    stops.push(postgres.stop);
    const redis = await startRedis({ dir: `${home}/redis`, port: await freePort(), path: process.env.PATH ?? '' });
    stops.push(redis.stop);
    signal.throwIfAborted();
    signal.addEventListener('abort', () => void stop(), { once: true });
    return { superuserUrl: postgres.superuserUrl, redisUrl: redis.url, redisKind: redis.kind, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
