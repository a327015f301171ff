import 'server-only';
import {
  addLeave,
  addLeaveSchema,
  applyDay,
  applyDaySchema,
  clearLate,
  clearLateSchema,
  closeFollowUp,
  closeFollowUpSchema,
  countFollowUps,
  dayRequestSchema,
  followUpQuerySchema,
  leaveQuerySchema,
  listFollowUps,
  listLate,
  listLeaves,
  previewDay,
  removeLeave,
  removeLeaveSchema,
  takeFollowUp,
  takeFollowUpSchema,
  undoDay,
  undoDaySchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import {
  applyDayOutput,
  dayPlanOutput,
  followUpOutput,
  lateOutput,
  leaveOutput,
  undoneDayOutput,
} from './day-schemas.ts';

/** A day that goes wrong: late, away, and whom to ring. */
export const dayRouter = router({
  /** What would happen; nothing does. */
  preview: procedureFor('schedule.write')
    .input(dayRequestSchema)
    .output(dayPlanOutput)
    .query(({ ctx, input }) => previewDay(ctx.clinic, input)),
  carryOut: procedureFor('schedule.write')
    .input(applyDaySchema)
    .output(applyDayOutput)
    .mutation(({ ctx, input }) => applyDay(ctx.clinic, input)),

  /** Takes it back, as far as the day still allows. */
  undo: procedureFor('schedule.write')
    .input(undoDaySchema)
    .output(undoneDayOutput)
    .mutation(({ ctx, input }) => undoDay(ctx.clinic, input)),

  /** Who runs late now. */
  late: procedureFor('schedule.read')
    .output(lateOutput)
    .query(({ ctx }) => listLate(ctx.clinic)),
  clearLate: procedureFor('schedule.write')
    .input(clearLateSchema)
    .output(z.object({ isChanged: z.boolean() }))
    .mutation(({ ctx, input }) => clearLate(ctx.clinic, input)),

  leaves: procedureFor('schedule.read')
    .input(leaveQuerySchema)
    .output(z.array(leaveOutput))
    .query(({ ctx, input }) => listLeaves(ctx.clinic, input)),
  addLeave: procedureFor('schedule.write')
    .input(addLeaveSchema)
    .output(z.object({ ok: z.literal(true), leave: leaveOutput }))
    .mutation(({ ctx, input }) => addLeave(ctx.clinic, input)),
  removeLeave: procedureFor('schedule.write')
    .input(removeLeaveSchema)
    .output(z.object({ leaveId: z.uuid() }))
    .mutation(({ ctx, input }) => removeLeave(ctx.clinic, input)),

  /** How many people there are to ring. */
  toRing: procedureFor('schedule.write')
    .output(z.object({ open: z.int() }))
    .query(({ ctx }) => countFollowUps(ctx.clinic)),
  /** The people to ring, with their numbers. */
  followUps: procedureFor('patients.write')
    .input(followUpQuerySchema.optional())
    .output(z.array(followUpOutput))
    .query(({ ctx, input }) => listFollowUps(ctx.clinic, input)),
  takeFollowUp: procedureFor('patients.write')
    .input(takeFollowUpSchema)
    .output(followUpOutput)
    .mutation(({ ctx, input }) => takeFollowUp(ctx.clinic, input)),
  closeFollowUp: procedureFor('patients.write')
    .input(closeFollowUpSchema)
    .output(followUpOutput)
    .mutation(({ ctx, input }) => closeFollowUp(ctx.clinic, input)),
});
