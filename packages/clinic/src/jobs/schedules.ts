/** What is done again and again, whoever asks: by the clock of the database, once for all workers together. Cron, in UTC. */
export const schedules = {
  /** Every outside calendar of every clinic is read. */
  'every.calendars': '*/15 * * * *',
  /** The sums of analytics are brought up to now. */
  'every.rollups': '*/2 * * * *',
  /** What no clinic need keep any longer is deleted. */
  'every.tidy': '23 * * * *',
} as const satisfies Record<string, string>;

export type ScheduleName = keyof typeof schedules;

export const scheduleNames = Object.keys(schedules) as ScheduleName[];
