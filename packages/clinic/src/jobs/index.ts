export * from './boss.ts';
export type { JobData, JobName, JobQueue } from './queue.ts';
export * from './run-jobs.ts';
export { type ScheduleName, scheduleNames } from './schedules.ts';
