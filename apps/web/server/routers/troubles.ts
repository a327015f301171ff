import 'server-only';
import { countTroubles } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';

export const troublesRouter = router({
  /** How much outside of the clinic was given up after long failure. */
  count: procedureFor('calendars.write')
    .output(z.object({ webhooks: z.int(), calendars: z.int() }))
    .query(({ ctx }) => countTroubles(ctx.clinic)),
});
