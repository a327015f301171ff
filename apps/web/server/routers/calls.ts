import 'server-only';
import { callQuerySchema, getCall, listCalls } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { callDetailOutput, callSummaryOutput } from './calls-schemas.ts';

export const callsRouter = router({
  /** Calls, the newest first, a page at a time; `total` counts all that fit the filters. */
  list: procedureFor('calls.read')
    .input(callQuerySchema)
    .output(z.object({ calls: z.array(callSummaryOutput), next: z.string().nullable(), total: z.number() }))
    .query(({ ctx, input }) => listCalls(ctx.clinic, input)),

  /** One call with its conversation. Each look is audited. */
  byId: procedureFor('calls.read')
    .input(z.object({ callId: z.uuid() }))
    .output(callDetailOutput)
    .query(({ ctx, input }) => getCall(ctx.clinic, input.callId)),
});
