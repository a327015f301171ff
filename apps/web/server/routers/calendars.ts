import 'server-only';
import {
  addOutsideCalendar,
  clashQuerySchema,
  createFeed,
  listClashes,
  listFeeds,
  listOutsideCalendars,
  newFeedSchema,
  newOutsideCalendarSchema,
  refreshOutsideCalendar,
  removeOutsideCalendar,
  revokeFeed,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { appointmentOutput } from './schedule-schemas.ts';

const feedOutput = z.object({
  id: z.uuid(),
  doctorId: z.uuid(),
  doctorName: z.string(),
  label: z.string(),
  hint: z.string(),
  hasNames: z.boolean(),
  createdAt: z.string(),
  lastReadAt: z.string().nullable(),
});

const outsideOutput = z.object({
  id: z.uuid(),
  doctorId: z.uuid(),
  doctorName: z.string(),
  label: z.string(),
  host: z.string(),
  busyCount: z.int(),
  fetchedAt: z.string().nullable(),
  failure: z.string().nullable(),
  failingSince: z.string().nullable(),
});

const mine = procedureFor('calendars.write');
const byCalendar = z.object({ calendarId: z.uuid() });

export const calendarsRouter = router({
  feeds: mine.output(z.array(feedOutput)).query(({ ctx }) => listFeeds(ctx.clinic)),

  /** The address is in this one answer and nowhere else. */
  createFeed: mine
    .input(newFeedSchema)
    .output(z.object({ feed: feedOutput, url: z.url() }))
    .mutation(async ({ ctx, input }) => {
      const { feed, path } = await createFeed(ctx.clinic, input);
      return { feed, url: `${ctx.deps.settings.webUrl}${path}` };
    }),

  revokeFeed: mine
    .input(z.object({ feedId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => revokeFeed(ctx.clinic, input.feedId)),

  outside: mine.output(z.array(outsideOutput)).query(({ ctx }) => listOutsideCalendars(ctx.clinic)),

  addOutside: mine
    .input(newOutsideCalendarSchema)
    .output(outsideOutput)
    .mutation(({ ctx, input }) => addOutsideCalendar(ctx.clinic, input, { isLocal: !ctx.deps.settings.isProduction })),

  refreshOutside: mine
    .input(byCalendar)
    .output(z.void())
    .mutation(({ ctx, input }) => refreshOutsideCalendar(ctx.clinic, input.calendarId)),

  removeOutside: mine
    .input(byCalendar)
    .output(z.void())
    .mutation(({ ctx, input }) => removeOutsideCalendar(ctx.clinic, input.calendarId)),

  /** Appointments that meet a time of an outside calendar. */
  clashes: procedureFor('schedule.read')
    .input(clashQuerySchema)
    .output(
      z.array(
        z.object({
          appointment: appointmentOutput,
          busy: z.object({ startsAt: z.string(), endsAt: z.string(), calendarId: z.uuid(), label: z.string() }),
        }),
      ),
    )
    .query(({ ctx, input }) => listClashes(ctx.clinic, input)),
});
