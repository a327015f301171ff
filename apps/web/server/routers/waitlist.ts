import 'server-only';
import {
  acceptOffer,
  answerOfferSchema,
  declineOffer,
  joinWaitlist,
  joinWaitlistSchema,
  leaveWaitlist,
  leaveWaitlistSchema,
  listWaitlist,
  waitlistQuerySchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { acceptOutput, declineOutput, entryOutput, joinOutput } from './waitlist-schemas.ts';

/** Who waits for a time that is not free, and what is offered to them. */
export const waitlistRouter = router({
  list: procedureFor('schedule.write')
    .input(waitlistQuerySchema)
    .output(z.array(entryOutput))
    .query(({ ctx, input }) => listWaitlist(ctx.clinic, input)),
  join: procedureFor('schedule.write')
    .input(joinWaitlistSchema)
    .output(joinOutput)
    .mutation(({ ctx, input }) => joinWaitlist(ctx.clinic, input)),
  leave: procedureFor('schedule.write')
    .input(leaveWaitlistSchema)
    .output(entryOutput)
    .mutation(({ ctx, input }) => leaveWaitlist(ctx.clinic, input)),
  accept: procedureFor('schedule.write')
    .input(answerOfferSchema)
    .output(acceptOutput)
    .mutation(({ ctx, input }) => acceptOffer(ctx.clinic, input)),
  decline: procedureFor('schedule.write')
    .input(answerOfferSchema)
    .output(declineOutput)
    .mutation(({ ctx, input }) => declineOffer(ctx.clinic, input)),
});
