import 'server-only';
import { router } from '../trpc/base.ts';
import { analyticsRouter } from './analytics.ts';
import { apiKeysRouter } from './api-keys.ts';
import { auditRouter } from './audit.ts';
import { calendarsRouter } from './calendars.ts';
import { callbacksRouter } from './callbacks.ts';
import { callsRouter } from './calls.ts';
import { clinicRouter } from './clinic.ts';
import { dayRouter } from './day.ts';
import { dutyRouter } from './duty.ts';
import { exportsRouter } from './exports.ts';
import { importsRouter } from './imports.ts';
import { liveRouter } from './live.ts';
import { messagesRouter } from './messages.ts';
import { patientsRouter } from './patients.ts';
import { phoneRouter } from './phone.ts';
import { queueRouter } from './queue.ts';
import { scheduleRouter } from './schedule.ts';
import { settingsRouter } from './settings.ts';
import { hoursRouter } from './settings-hours.ts';
import { setupRouter } from './setup.ts';
import { troublesRouter } from './troubles.ts';
import { tryCallRouter } from './try-call.ts';
import { usersRouter } from './users.ts';
import { waitlistRouter } from './waitlist.ts';
import { webhooksRouter } from './webhooks.ts';

export const appRouter = router({
  analytics: analyticsRouter,
  apiKeys: apiKeysRouter,
  audit: auditRouter,
  calendars: calendarsRouter,
  callbacks: callbacksRouter,
  calls: callsRouter,
  clinic: clinicRouter,
  day: dayRouter,
  duty: dutyRouter,
  exports: exportsRouter,
  hours: hoursRouter,
  imports: importsRouter,
  live: liveRouter,
  messages: messagesRouter,
  patients: patientsRouter,
  phone: phoneRouter,
  queue: queueRouter,
  schedule: scheduleRouter,
  settings: settingsRouter,
  setup: setupRouter,
  troubles: troublesRouter,
  tryCall: tryCallRouter,
  users: usersRouter,
  waitlist: waitlistRouter,
  webhooks: webhooksRouter,
});
export type AppRouter = typeof appRouter;
