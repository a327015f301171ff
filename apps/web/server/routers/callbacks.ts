import 'server-only';
import {
  callbackIdSchema,
  callbackQuerySchema,
  closeCallback,
  closeCallbackSchema,
  countCallbacks,
  getCallback,
  listCallbacks,
  putBackCallback,
  reopenCallback,
  takeCallback,
  takeCallbackSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { callBackActs } from './call-back.ts';
import { callbackOutput, callbackPageOutput } from './callbacks-schemas.ts';

const watching = procedureFor('live.watch');
const writing = procedureFor('calls.write').output(callbackOutput);

/** People who are to be rung back. The call is placed by `callBack` (a person speaks) or `phone.callBack` (the AI does). */
export const callbacksRouter = router({
  ...callBackActs,

  /** A page of those to be rung, the next due first, or of those that are settled, the last first. */
  list: watching
    .input(callbackQuerySchema)
    .output(callbackPageOutput)
    .query(({ ctx, input }) => listCallbacks(ctx.clinic, input)),

  byId: watching
    .input(callbackIdSchema)
    .output(callbackOutput)
    .query(({ ctx, input }) => getCallback(ctx.clinic, input)),

  counts: watching.output(z.object({ open: z.int(), late: z.int() })).query(({ ctx }) => countCallbacks(ctx.clinic)),

  take: writing.input(takeCallbackSchema).mutation(({ ctx, input }) => takeCallback(ctx.clinic, input)),
  putBack: writing.input(callbackIdSchema).mutation(({ ctx, input }) => putBackCallback(ctx.clinic, input)),
  close: writing.input(closeCallbackSchema).mutation(({ ctx, input }) => closeCallback(ctx.clinic, input)),
  reopen: writing.input(callbackIdSchema).mutation(({ ctx, input }) => reopenCallback(ctx.clinic, input)),
});
