import 'server-only';
import {
  askCallbackSchema,
  askForCallback,
  callbackIdSchema,
  callbackPeople,
  callbackQuerySchema,
  closeCallback,
  closeCallbackSchema,
  countCallbacks,
  dueCallbackSchema,
  getCallback,
  giveCallback,
  giveCallbackSchema,
  listCallbacks,
  putBackCallback,
  reopenCallback,
  setCallbackDue,
  takeCallback,
  takeCallbackSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { callBackActs } from './call-back.ts';
import { callbackOutput, callbackPageOutput, callbackPeopleOutput } from './callbacks-schemas.ts';

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

  /** A caller or a patient is to be rung back: whoever asks says who rings. Answers the callback that is there already. */
  add: procedureFor('calls.write')
    .input(askCallbackSchema)
    .output(z.object({ callbackId: z.uuid() }))
    .mutation(({ ctx, input }) => askForCallback(ctx.clinic, input)),

  /** Who can be given one. */
  people: procedureFor('calls.write')
    .output(callbackPeopleOutput)
    .query(({ ctx }) => callbackPeople(ctx.clinic)),
  give: writing.input(giveCallbackSchema).mutation(({ ctx, input }) => giveCallback(ctx.clinic, input)),
  setDue: writing.input(dueCallbackSchema).mutation(({ ctx, input }) => setCallbackDue(ctx.clinic, input)),

  take: writing.input(takeCallbackSchema).mutation(({ ctx, input }) => takeCallback(ctx.clinic, input)),
  putBack: writing.input(callbackIdSchema).mutation(({ ctx, input }) => putBackCallback(ctx.clinic, input)),
  close: writing.input(closeCallbackSchema).mutation(({ ctx, input }) => closeCallback(ctx.clinic, input)),
  reopen: writing.input(callbackIdSchema).mutation(({ ctx, input }) => reopenCallback(ctx.clinic, input)),
});
