import type { Tenant } from '@vaani/db';
import { fromPrisma, PgBoss } from 'pg-boss';
import type { JobData, JobName, JobQueue } from './queue.ts';

const schema = 'pgboss';

/** How each kind of job is tried again. Seconds; the delay doubles. */
const retries: Record<JobName, { retryLimit: number; retryDelay: number }> = {
  'message.send': { retryLimit: 8, retryDelay: 15 },
  'call.summarise': { retryLimit: 5, retryDelay: 10 },
};

const names = Object.keys(retries) as JobName[];
const deadLetter = (name: JobName) => `${name}.dead`;

/** Makes pg-boss' tables and queues as the owner, and lets the app role use them. Safe to repeat. */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, supervise: false, schedule: false, max: 2 });
  boss.on('error', ignoreWhileInstalling);
  await boss.start();
  try {
    for (const name of names) {
      await boss.createQueue(deadLetter(name));
      await boss.createQueue(name, { ...retries[name], retryBackoff: true, deadLetter: deadLetter(name) });
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

export type JobHandlers = { [N in JobName]: (data: JobData[N], signal: AbortSignal) => Promise<void> };

/** Runs jobs until stopped: a few of each kind at a time, polled every second. */
export async function runJobs(options: {
  url: string;
  handlers: JobHandlers;
  onError: (error: Error) => void;
}): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({
    connectionString: options.url,
    schema,
    schedule: false,
    migrate: false,
    createSchema: false,
    max: 5,
  });
  boss.on('error', options.onError);
  await boss.start();
  const work = <N extends JobName>(name: N) =>
    boss.work<JobData[N]>(name, { batchSize: 1, pollingIntervalSeconds: 1 }, async ([job]) => {
      if (job !== undefined) await options.handlers[name](job.data, job.signal);
    });
  for (const name of names) await work(name);
  return { stop: () => boss.stop({ graceful: true, timeout: 4_000 }) };
}
