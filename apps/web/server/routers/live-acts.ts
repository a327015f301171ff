import 'server-only';
import { actOnCall, type CallAct, ClinicError, listTransferTargets, ticketFor } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor } from '../trpc/base.ts';
import { deskLineOutput, ofCall, transferTargetsOutput, withText } from './live-schemas.ts';

const acting = procedureFor('live.act');

/** An act that is done or refused, with nothing to bring back. */
const act = <S extends z.ZodObject<{ callId: z.ZodUUID }>>(input: S, actOf: (given: z.output<S>) => CallAct) =>
  acting
    .input(input)
    .output(z.void())
    .mutation(async ({ ctx, input: given }) => {
      const { callId } = ofCall.parse(given);
      await actOnCall(ctx.clinic, { callId, name: ctx.session.name, act: actOf(given as z.output<S>) });
    });

/** An act that the browser does by a socket of its own: where to open it, and with which ticket. */
const line = (purpose: 'listen' | 'take-over') =>
  acting
    .input(ofCall)
    .output(deskLineOutput)
    .mutation(async ({ ctx, input: { callId } }) => {
      const { url } = await actOnCall(ctx.clinic, { callId, name: ctx.session.name, act: { kind: purpose } });
      if (url === null) throw new ClinicError('unavailable', 'The worker of this call takes no headsets.');
      return ticketFor(ctx.clinic, url, { callId, purpose });
    });

/** What people at the desk do with a call under way. Each is audited, and acknowledged by the call's worker within 300 ms. */
export const liveActs = {
  /** A note that only the AI gets. */
  whisper: act(withText, ({ text }) => ({ kind: 'whisper', text })),
  /** The AI's voice says exactly this. */
  say: act(withText, ({ text }) => ({ kind: 'say', text })),
  listen: line('listen'),
  takeOver: line('take-over'),
  handBack: act(ofCall, () => ({ kind: 'hand-back' })),
  transfer: act(ofCall.extend({ entryId: z.uuid() }), ({ entryId }) => ({ kind: 'transfer', entryId })),
  hold: act(ofCall.extend({ isOnHold: z.boolean() }), ({ isOnHold }) => ({ kind: 'hold', isOnHold })),
  hangUp: act(ofCall, () => ({ kind: 'hang-up' })),
  own: act(ofCall, () => ({ kind: 'own' })),
  release: act(ofCall, () => ({ kind: 'release' })),

  /** To whom `transfer` can hand a caller. */
  transferTargets: acting.output(transferTargetsOutput).query(({ ctx }) => listTransferTargets(ctx.clinic)),
};
