import 'server-only';
import { router } from '../trpc/base.ts';
import { callsRouter } from './calls.ts';
import { clinicRouter } from './clinic.ts';
import { liveRouter } from './live.ts';
import { scheduleRouter } from './schedule.ts';

export const appRouter = router({
  calls: callsRouter,
  clinic: clinicRouter,
  live: liveRouter,
  schedule: scheduleRouter,
});
export type AppRouter = typeof appRouter;
