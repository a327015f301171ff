import type { Tenant } from '@vaani/db';
import { fromPrisma, PgBoss } from 'pg-boss';
import { deadLetter, jobNames, kinds, schema } from './kinds.ts';
import type { JobData, JobName, JobQueue } from './queue.ts';

/** Makes pg-boss' tables and queues as the owner, and lets the app role use them. Safe to repeat. */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, supervise: false, schedule: false, max: 2 });
  boss.on('error', ignoreWhileInstalling);
  await boss.start();
  try {
    for (const name of jobNames) {
      const { retryLimit, retryDelay } = kinds[name];
      await boss.createQueue(deadLetter(name));
      await boss.createQueue(name, { retryLimit, retryDelay, retryBackoff: true, deadLetter: deadLetter(name) });
    }
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
    close: () => boss.stop({ graceful: false }),
  };
}
