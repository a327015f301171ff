import 'server-only';
import {
  actOnCall,
  type CallAct,
  type ClinicContext,
  ClinicError,
  listTransferTargets,
  ticketFor,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor } from '../trpc/base.ts';
import { deskLineOutput, ofCall, transferTargetsOutput, withText } from './live-schemas.ts';

const acting = procedureFor('live.act');

interface Acting {
  clinic: ClinicContext;
  session: { name: string };
}

/** Does it, or throws the worker's sentence. */
async function act({ clinic, session }: Acting, callId: string, what: CallAct): Promise<void> {
  await actOnCall(clinic, { callId, name: session.name, act: what });
}

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

const plain = (kind: 'hand-back' | 'hang-up' | 'own' | 'release') =>
  acting
    .input(ofCall)
    .output(z.void())
    .mutation(({ ctx, input: { callId } }) => act(ctx, callId, { kind }));

/** What people at the desk do with a call under way. Each is audited, and acknowledged by the call's worker within 300 ms. */
export const liveActs = {
  /** A note that only the AI gets. */
  whisper: acting
    .input(withText)
    .output(z.void())
    .mutation(({ ctx, input: { callId, text } }) => act(ctx, callId, { kind: 'whisper', text })),
  /** The AI's voice says exactly this. */
  say: acting
    .input(withText)
    .output(z.void())
    .mutation(({ ctx, input: { callId, text } }) => act(ctx, callId, { kind: 'say', text })),
  listen: line('listen'),
  takeOver: line('take-over'),
  handBack: plain('hand-back'),
  transfer: acting
    .input(ofCall.extend({ entryId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input: { callId, entryId } }) => act(ctx, callId, { kind: 'transfer', entryId })),
  hold: acting
    .input(ofCall.extend({ isOnHold: z.boolean() }))
    .output(z.void())
    .mutation(({ ctx, input: { callId, isOnHold } }) => act(ctx, callId, { kind: 'hold', isOnHold })),
  hangUp: plain('hang-up'),
  own: plain('own'),
  release: plain('release'),

  /** To whom `transfer` can hand a caller. */
  transferTargets: acting.output(transferTargetsOutput).query(({ ctx }) => listTransferTargets(ctx.clinic)),
};
