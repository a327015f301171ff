import type { JobName } from './queue.ts';

/** The schema that holds the queue's tables. */
export const schema = 'pgboss';

/**
 * How each kind of job is tried again (seconds; the delay doubles), how often it is looked for, and after how long its worker is taken for dead.
 */
export const kinds: Record<
  JobName,
  { retryLimit: number; retryDelay: number; pollSeconds: number; expireSeconds?: number }
> = {
  'message.send': { retryLimit: 8, retryDelay: 15, pollSeconds: 1, expireSeconds: 60 },
  'call.summarise': { retryLimit: 5, retryDelay: 10, pollSeconds: 1 },
  'call.reap': { retryLimit: 5, retryDelay: 10, pollSeconds: 5 },
  // A try of unknown outcome is looked for at Twilio before another is made.
  'callback.place': { retryLimit: 3, retryDelay: 10, pollSeconds: 1, expireSeconds: 60 },
  'hold.sweep': { retryLimit: 5, retryDelay: 5, pollSeconds: 2 },
  // Tries after a refusal are jobs of their own: these are for a worker that died.
  'webhook.deliver': { retryLimit: 5, retryDelay: 15, pollSeconds: 1 },
  'waitlist.offer': { retryLimit: 8, retryDelay: 5, pollSeconds: 1 },
  'waitlist.pass-on': { retryLimit: 8, retryDelay: 5, pollSeconds: 2 },
  'import.run': { retryLimit: 8, retryDelay: 10, pollSeconds: 2 },
  'appointment.no-show': { retryLimit: 5, retryDelay: 30, pollSeconds: 15 },
  'calendar.fetch': { retryLimit: 2, retryDelay: 30, pollSeconds: 2 },
  'analytics.roll-up': { retryLimit: 2, retryDelay: 60, pollSeconds: 5, expireSeconds: 900 },
  'clinic.tidy': { retryLimit: 3, retryDelay: 60, pollSeconds: 10 },
};

export const jobNames = Object.keys(kinds) as JobName[];

/** Where a job goes that failed for good. */
export const deadLetter = (name: JobName): string => `${name}.dead`;
