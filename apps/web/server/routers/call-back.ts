import 'server-only';
import { callRequestSchema, deskSocketOf, requestCallInPerson, ticketFor } from '@vaani/clinic';
import { procedureFor } from '../trpc/base.ts';
import { deskLineOutput } from './live-schemas.ts';

/** Calls to patients in which a person speaks. */
export const callBackActs = {
  /** Rings the patient of a callback, once the browser of whoever asks has opened its line. */
  callBack: procedureFor('patients.write')
    .input(callRequestSchema)
    .output(deskLineOutput)
    .mutation(async ({ ctx, input }) => {
      const { attemptId } = await requestCallInPerson(ctx.clinic, input);
      const url = deskSocketOf(ctx.deps.settings.voiceUrl);
      return ticketFor(ctx.clinic, url, { attemptId, purpose: 'call-back' });
    }),
};
