import 'server-only';
import { daySchedule, dayScheduleSchema } from '@vaani/clinic';
import { procedureFor, router } from '../trpc/base.ts';
import { dayScheduleOutput } from './schedule-schemas.ts';

export const scheduleRouter = router({
  /** One to seven days of the clinic's doctors; a doctor's own column alone, for a doctor. */
  days: procedureFor('schedule.read')
    .input(dayScheduleSchema)
    .output(dayScheduleOutput)
    .query(({ ctx, input }) => daySchedule(ctx.clinic, input)),
});
