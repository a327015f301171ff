import 'server-only';
import {
  addCallTask,
  addCallTaskSchema,
  callQuerySchema,
  callReviewSchema,
  closeCallTask,
  closeCallTaskSchema,
  getCall,
  listCalls,
  reviewCall,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { callDetailOutput, callPageOutput, callTaskOutput } from './calls-schemas.ts';

const writing = procedureFor('calls.write');

export const callsRouter = router({
  /** Calls, the newest first, a page at a time, by what was said and what came of it. */
  list: procedureFor('calls.read')
    .input(callQuerySchema)
    .output(callPageOutput)
    .query(({ ctx, input }) => listCalls(ctx.clinic, input)),

  /** One call with its conversation. Each look is audited. */
  byId: procedureFor('calls.read')
    .input(z.object({ callId: z.uuid() }))
    .output(callDetailOutput)
    .query(({ ctx, input }) => getCall(ctx.clinic, input.callId)),

  /** What staff made of a call. */
  review: writing
    .input(callReviewSchema)
    .output(z.object({ at: z.string() }))
    .mutation(({ ctx, input }) => reviewCall(ctx.clinic, input)),

  /** Something to do after a call. Answers all of its tasks. */
  addTask: writing
    .input(addCallTaskSchema)
    .output(z.array(callTaskOutput))
    .mutation(({ ctx, input }) => addCallTask(ctx.clinic, input)),

  /** Done, dropped, or open again. */
  closeTask: writing
    .input(closeCallTaskSchema)
    .output(z.array(callTaskOutput))
    .mutation(({ ctx, input }) => closeCallTask(ctx.clinic, input)),
});
