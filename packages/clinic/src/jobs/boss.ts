import type { Tenant } from '@vaani/db';
import { fromPrisma, PgBoss } from 'pg-boss';
import { deadLetter, jobNames, kinds, schema } from './kinds.ts';
import type { JobData, JobName, JobQueue } from './queue.ts';
import { scheduleNames } from './schedules.ts';

/** A job whose kind says nothing else is given up on its worker after this. */
const EXPIRE_SECONDS = 15 * 60;

/** Makes pg-boss' tables and queues as the owner, and lets the app role use them. Safe to repeat. */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, supervise: false, schedule: false, max: 2 });
  boss.on('error', ignoreWhileInstalling);
  await boss.start();
  try {
    for (const name of jobNames) {
      const { retryLimit, retryDelay, expireSeconds = EXPIRE_SECONDS } = kinds[name];
      await boss.createQueue(deadLetter(name));
      const options = { retryLimit, retryDelay, retryBackoff: true, expireInSeconds: expireSeconds };
      await boss.createQueue(name, { ...options, deadLetter: deadLetter(name) });
      // One that was there already keeps what it was made with, unless it is told.
      await boss.updateQueue(name, options);
    }
    // A schedule that was missed comes again by itself: its job is not tried again for long.
    for (const name of scheduleNames) await boss.createQueue(name, { retryLimit: 2, retryDelay: 30 });
    const db = boss.getDb();
    for (const statement of [
      `GRANT USAGE, CREATE ON SCHEMA ${schema} TO vaani_app`,
      `GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${schema} TO vaani_app`,
      `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO vaani_app`,
    ]) {
      await db.executeSql(statement, []);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** An error of a connection that is being closed again: what matters is thrown by the calls themselves. */
function ignoreWhileInstalling(error: Error): void {
  void error;
}

/**
 * Puts jobs into the caller's transaction.
 * @param options.url as the app role; the connection is used for the queue's own look-ups only.
 */
export async function createJobQueue(options: {
  url: string;
  onError: (error: Error) => void;
}): Promise<JobQueue & { close(): Promise<void> }> {
  const boss = new PgBoss({
    connectionString: options.url,
    schema,
    supervise: false,
    schedule: false,
    migrate: false,
    createSchema: false,
    max: 2,
  });
  boss.on('error', options.onError);
  await boss.start();
  return {
    async enqueue<N extends JobName>(tenant: Tenant, name: N, data: JobData[N], o?: { startAfter?: Date }) {
      await boss.send(name, data, {
        db: fromPrisma(tenant.tx),
        ...(o?.startAfter === undefined ? {} : { startAfter: o.startAfter }),
      });
    },
    async enqueueAll<N extends JobName>(
      tenant: Tenant,
      name: N,
      jobs: readonly { data: JobData[N]; startAfter?: Date }[],
    ) {
      if (jobs.length > 0) await boss.insert(name, [...jobs], { db: fromPrisma(tenant.tx) });
    },
    close: () => boss.stop({ graceful: false }),
  };
}
