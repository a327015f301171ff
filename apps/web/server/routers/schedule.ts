import 'server-only';
import {
  addHoliday,
  blockSchema,
  blockTime,
  bookAppointment,
  bookingSchema,
  cancelAppointment,
  cancellationSchema,
  changeStatus,
  dateOverrideSchema,
  daySchedule,
  dayScheduleSchema,
  followUpFor,
  followUpSchema,
  getClinicProfile,
  getVisit,
  holdSchema,
  holdSlot,
  holidayRemovalSchema,
  holidaySchema,
  listSpecialHours,
  monthLoad,
  monthLoadSchema,
  noShowGraceSchema,
  noteVisit,
  overrideRemovalSchema,
  releaseHold,
  releaseSchema,
  removeDateOverride,
  removeHoliday,
  rescheduleAppointment,
  rescheduleSchema,
  restorationSchema,
  restoreAppointment,
  searchSlots,
  setDateOverride,
  setNoShowGrace,
  slotQuerySchema,
  specialHoursSchema,
  statusChangeSchema,
  unblockSchema,
  unblockTime,
  visitNoteSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import {
  blockOutput,
  bookingOutput,
  cancellationOutput,
  dayScheduleOutput,
  followUpOutput,
  holdOutput,
  holidayOutput,
  holidayRemovalOutput,
  hoursChangedOutput,
  monthOutput,
  nothingOutput,
  offerOutput,
  rescheduleOutput,
  restorationOutput,
  slotOutput,
  specialHoursOutput,
  statusOutput,
  unblockOutput,
  visitOutput,
} from './schedule-schemas.ts';

const reading = procedureFor('schedule.read');
const writing = procedureFor('schedule.write');
const setting = procedureFor('settings.write');

export const scheduleRouter = router({
  /** One to seven days of the clinic's doctors; a doctor's own column alone, for a doctor. */
  days: reading
    .input(dayScheduleSchema)
    .output(dayScheduleOutput)
    .query(({ ctx, input }) => daySchedule(ctx.clinic, input)),

  /** A month at a glance: how full each day is. */
  month: reading
    .input(monthLoadSchema)
    .output(monthOutput)
    .query(({ ctx, input }) => monthLoad(ctx.clinic, input)),

  /** Who gives what: for the form that books. */
  offer: reading.output(offerOutput).query(async ({ ctx }) => {
    const { doctors, services } = await getClinicProfile(ctx.clinic);
    return { doctors: doctors.map(({ services: serviceIds, ...doctor }) => ({ ...doctor, serviceIds })), services };
  }),

  /** One appointment with its reason and notes. Each look is audited. */
  visit: reading
    .input(z.object({ appointmentId: z.uuid() }))
    .output(visitOutput)
    .query(({ ctx, input }) => getVisit(ctx.clinic, input)),

  /** Notes of a visit: the desk's of any, a doctor's of their own. */
  note: procedureFor('queue.call')
    .input(visitNoteSchema)
    .output(z.object({ notes: z.string().nullable() }))
    .mutation(({ ctx, input }) => noteVisit(ctx.clinic, input)),

  /** Free slots: a few that are spread, or all in order. */
  slots: reading
    .input(slotQuerySchema)
    .output(z.array(slotOutput))
    .query(({ ctx, input }) => searchSlots(ctx.clinic, input)),

  /** Whether a patient may have a free follow-up with a doctor. Each look is audited. */
  followUp: reading
    .input(followUpSchema)
    .output(followUpOutput)
    .query(({ ctx, input }) => followUpFor(ctx.clinic, input)),

  /** Hours of single dates, days off and blocks. */
  specialHours: reading
    .input(specialHoursSchema)
    .output(specialHoursOutput)
    .query(({ ctx, input }) => listSpecialHours(ctx.clinic, input)),

  hold: writing
    .input(holdSchema)
    .output(holdOutput)
    .mutation(({ ctx, input }) => holdSlot(ctx.clinic, input)),

  release: writing
    .input(releaseSchema)
    .output(nothingOutput)
    .mutation(async ({ ctx, input }) => {
      await releaseHold(ctx.clinic, input);
      return { ok: true as const };
    }),

  book: writing
    .input(bookingSchema)
    .output(bookingOutput)
    .mutation(({ ctx, input }) => bookAppointment(ctx.clinic, input)),

  reschedule: writing
    .input(rescheduleSchema)
    .output(rescheduleOutput)
    .mutation(({ ctx, input }) => rescheduleAppointment(ctx.clinic, input)),

  cancel: writing
    .input(cancellationSchema)
    .output(cancellationOutput)
    .mutation(({ ctx, input }) => cancelAppointment(ctx.clinic, input)),

  /** Undoes a cancellation. */
  restore: writing
    .input(restorationSchema)
    .output(restorationOutput)
    .mutation(({ ctx, input }) => restoreAppointment(ctx.clinic, input)),

  /** Confirms, checks in, starts, completes, marks a no-show or corrects it. */
  changeStatus: writing
    .input(statusChangeSchema)
    .output(statusOutput)
    .mutation(({ ctx, input }) => changeStatus(ctx.clinic, input)),

  block: writing
    .input(blockSchema)
    .output(blockOutput)
    .mutation(({ ctx, input }) => blockTime(ctx.clinic, input)),

  unblock: writing
    .input(unblockSchema)
    .output(unblockOutput)
    .mutation(({ ctx, input }) => unblockTime(ctx.clinic, input)),

  setDateOverride: setting
    .input(dateOverrideSchema)
    .output(hoursChangedOutput)
    .mutation(({ ctx, input }) => setDateOverride(ctx.clinic, input)),

  removeDateOverride: setting
    .input(overrideRemovalSchema)
    .output(hoursChangedOutput)
    .mutation(({ ctx, input }) => removeDateOverride(ctx.clinic, input)),

  addHoliday: setting
    .input(holidaySchema)
    .output(holidayOutput)
    .mutation(({ ctx, input }) => addHoliday(ctx.clinic, input)),

  removeHoliday: setting
    .input(holidayRemovalSchema)
    .output(holidayRemovalOutput)
    .mutation(({ ctx, input }) => removeHoliday(ctx.clinic, input)),

  /** When those who did not come are marked so by themselves. */
  setNoShowGrace: setting
    .input(noShowGraceSchema)
    .output(nothingOutput)
    .mutation(async ({ ctx, input }) => {
      await setNoShowGrace(ctx.clinic, input);
      return { ok: true as const };
    }),
});
