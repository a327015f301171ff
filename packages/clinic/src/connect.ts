import type { Clock, KeyRing } from '@vaani/config';
import { createDatabase } from '@vaani/db';
import { createLive, createRedis } from '@vaani/live';
import type { Logger, Metrics } from '@vaani/observability';
import type { ClinicDeps } from './context.ts';
import { createJobQueue } from './jobs/boss.ts';

/** Connects a process to the clinic's data: Postgres under the app role, Redis, the job queue. Redis may be away; Postgres must be there. */
export async function connectClinic(options: {
  databaseUrl: string;
  redisUrl: string;
  keyRing: KeyRing;
  clock: Clock;
  logger: Logger;
  poolSize?: number;
  /** Where the times of queries go. */
  metrics?: Metrics;
}): Promise<ClinicDeps & { close(): Promise<void> }> {
  const { databaseUrl, redisUrl, keyRing, clock, logger } = options;
  const db = createDatabase({
    url: databaseUrl,
    keyRing,
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
    ...(options.metrics === undefined ? {} : { metrics: options.metrics }),
  });
  const redis = createRedis(redisUrl, (error) => logger.debug('Redis cannot be reached', { error }));
  const live = createLive({ redis, cipherFor: db.cipherFor, clock, logger });
  const jobs = await createJobQueue({
    url: databaseUrl,
    onError: (error) => logger.warn('the job queue lost its connection', { error }),
  });
  return {
    db,
    live,
    clock,
    jobs,
    logger,
    async close() {
      await live.close();
      await jobs.close();
      await db.close();
    },
  };
}
