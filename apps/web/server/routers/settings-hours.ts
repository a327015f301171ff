import 'server-only';
import { getWeekHours, previewWeekHours, saveWeekHours, weekChangeSchema, weekPreviewSchema } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { appointmentOutput } from './schedule-schemas.ts';
import { weekOutput, weekPreviewOutput } from './settings-schemas.ts';

const setting = procedureFor('settings.write');

/** When doctors sit, week after week. Single days, holidays and leave: `schedule` and `day`. */
export const hoursRouter = router({
  week: setting
    .input(z.object({ doctorId: z.uuid() }))
    .output(weekOutput)
    .query(({ ctx, input }) => getWeekHours(ctx.clinic, input)),

  /** `outside` are appointments that the new hours do not hold: they stay until somebody moves or cancels them. */
  saveWeek: setting
    .input(weekChangeSchema)
    .output(z.object({ outside: z.array(appointmentOutput) }))
    .mutation(({ ctx, input }) => saveWeekHours(ctx.clinic, input)),

  /** The times that callers would be offered; nothing is saved. */
  previewWeek: setting
    .input(weekPreviewSchema)
    .output(weekPreviewOutput)
    .mutation(({ ctx, input }) => previewWeekHours(ctx.clinic, input)),
});
