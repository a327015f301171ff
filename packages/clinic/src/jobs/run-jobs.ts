import { type Job, type JobResult, PgBoss } from 'pg-boss';
import { deadLetter, jobNames, kinds, schema } from './kinds.ts';
import type { JobData, JobName } from './queue.ts';
import { type ScheduleName, scheduleNames, schedules } from './schedules.ts';

export type JobHandlers = { [N in JobName]: (data: JobData[N], signal: AbortSignal) => Promise<void> };

/** One job that failed for good, after all its tries. */
export type DeadJob = { [N in JobName]: { name: N; data: JobData[N] } }[JobName];

/** So many jobs of a kind are worked on at once. */
const AT_ONCE = 5;
const DEAD_POLL_SECONDS = 5;
/** How often it is looked whether a job's worker has died. */
const LOOK_SECONDS = 30;
const SCHEDULE_POLL_SECONDS = 5;

/**
 * Runs jobs until stopped, a few of each kind at a time. A job that fails is tried again, and handed to `onDead` in the end. What is
 * stored of a failure is its kind: an error's message may hold what the queue must not.
 * @param options.url as the app role.
 */
export async function runJobs(options: {
  url: string;
  handlers: JobHandlers;
  /** Called when a schedule's hour has come, by one of all workers. */
  onSchedule: (name: ScheduleName) => Promise<void>;
  onDead: (job: DeadJob) => Promise<void>;
  onError: (error: Error) => void;
  /** How often it is looked whether a job's worker has died, seconds. */
  lookSeconds?: number;
}): Promise<{ stop(): Promise<void> }> {
  const lookSeconds = options.lookSeconds ?? LOOK_SECONDS;
  const boss = new PgBoss({
    connectionString: options.url,
    schema,
    superviseIntervalSeconds: lookSeconds,
    monitorIntervalSeconds: lookSeconds,
    schedule: true,
    migrate: false,
    createSchema: false,
    max: 5,
  });
  boss.on('error', options.onError);
  await boss.start();

  async function work<N extends JobName>(name: N): Promise<void> {
    await boss.work<JobData[N], unknown, typeof manner & { pollingIntervalSeconds: number }>(
      name,
      { ...manner, pollingIntervalSeconds: kinds[name].pollSeconds },
      (jobs) => settle(jobs, (job) => options.handlers[name](job.data, job.signal)),
    );
    await boss.work<JobData[N], unknown, typeof manner & { pollingIntervalSeconds: number }>(
      deadLetter(name),
      { ...manner, pollingIntervalSeconds: DEAD_POLL_SECONDS },
      (jobs) => settle(jobs, (job) => options.onDead({ name, data: job.data } as DeadJob)),
    );
  }
  for (const name of jobNames) await work(name);
  for (const { name, key } of await boss.getSchedules())
    if (!scheduleNames.some((known) => known === name)) await boss.unschedule(name, key);
  for (const name of scheduleNames) {
    await boss.schedule(name, schedules[name]);
    await boss.work(name, { ...manner, pollingIntervalSeconds: SCHEDULE_POLL_SECONDS }, (jobs) =>
      settle(jobs, () => options.onSchedule(name)),
    );
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 4_000 }) };
}

/** Each job of a batch succeeds or fails by itself; while batches come back full the next is fetched at once. */
const manner = { batchSize: AT_ONCE, burstWhenBatchFull: true, perJobResults: true } as const;

async function settle<D>(jobs: Job<D>[], run: (job: Job<D>) => Promise<void>): Promise<JobResult[]> {
  return Promise.all(
    jobs.map(async (job): Promise<JobResult> => {
      try {
        await run(job);
        return { id: job.id, status: 'completed' };
      } catch (error) {
        return { id: job.id, status: 'failed', output: { error: error instanceof Error ? error.name : 'unknown' } };
      }
    }),
  );
}
