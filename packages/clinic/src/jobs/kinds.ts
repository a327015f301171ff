import type { JobName } from './queue.ts';

/** The schema that holds the queue's tables. */
export const schema = 'pgboss';

/** How each kind of job is tried again (seconds; the delay doubles), and how often it is looked for. */
export const kinds: Record<JobName, { retryLimit: number; retryDelay: number; pollSeconds: number }> = {
  'message.send': { retryLimit: 8, retryDelay: 15, pollSeconds: 1 },
  'call.summarise': { retryLimit: 5, retryDelay: 10, pollSeconds: 1 },
  'call.reap': { retryLimit: 5, retryDelay: 10, pollSeconds: 5 },
  'hold.sweep': { retryLimit: 5, retryDelay: 5, pollSeconds: 2 },
};

export const jobNames = Object.keys(kinds) as JobName[];

/** Where a job goes that failed for good. */
export const deadLetter = (name: JobName): string => `${name}.dead`;
