import {
  type CallOutcome,
  type ClinicContext,
  type ClinicDeps,
  endCall,
  findCallBySid,
  getCallState,
  leaveCallback,
} from '@vaani/clinic';
import type { Directory } from './directory.ts';
import { isForwardingLoop, phoneFor } from './routing.ts';
import type { Ending } from './session.ts';

export type AfterStream =
  | { kind: 'hang-up' }
  | { kind: 'dial'; phone: string }
  | { kind: 'call-back' }
  | { kind: 'unknown-call' };

/**
 * What becomes of a caller whose stream has ended. `ending` is what this worker knows of it; without one (the worker that held the call is gone) all
 * comes from the database: a call that is not over lost its worker in mid-talk.
 */
export async function routeAfterStream(
  deps: ClinicDeps,
  directory: Directory,
  callSid: string,
  ending: Ending | undefined,
): Promise<AfterStream> {
  const found = await findCallBySid(deps, callSid);
  if (found === null) return { kind: 'unknown-call' };
  const { clinicId, callId } = found;
  const ctx: ClinicContext = { ...deps, clinicId, actor: { kind: 'system' } };
  const state = await getCallState(ctx, callId);
  if (state === null) return { kind: 'unknown-call' };
  const isLost = ending === undefined && !state.isOver;
  const reason = ending === undefined ? reasonOf(isLost ? 'failed' : state.outcome) : ending.transferReason;
  if (isLost) {
    const durationMs = Math.max(0, ctx.clock.now() - Date.parse(state.startedAt));
    await endCall(ctx, callId, {
      outcome: 'failed',
      durationMs,
      language: state.language === 'hi_en' ? 'hi-en' : state.language,
    });
    await ctx.live.publish(clinicId, {
      type: 'call.ended',
      at: new Date(ctx.clock.now()).toISOString(),
      data: {
        callId,
        outcome: 'failed',
        durationMs: Math.round(durationMs),
        endedAt: new Date(ctx.clock.now()).toISOString(),
      },
      personal: {},
    });
    await ctx.live.calls.remove(clinicId, callId);
  }
  if (reason === undefined) return { kind: 'hang-up' };
  const profile = await directory.byClinic(clinicId);
  const phone = phoneFor(reason, profile, ctx.clock.now());
  if (phone !== null && !isForwardingLoop({ from: state.from, forwardedFrom: state.forwardedFrom }, profile))
    return { kind: 'dial', phone };
  return promiseCallback(ctx, callId, state.from);
}

/** Why somebody must still be found for the caller of a call that another worker held; undefined where nothing is left to do. */
function reasonOf(outcome: CallOutcome | null): string | undefined {
  if (outcome === 'emergency') return 'emergency';
  return outcome === 'transferred' || outcome === 'failed' ? 'trouble' : undefined;
}

/** The phone that was dialled: answered, or else somebody rings back. */
export async function routeAfterDial(deps: ClinicDeps, callSid: string, dialStatus: string): Promise<AfterStream> {
  if (dialStatus === 'completed' || dialStatus === 'answered') return { kind: 'hang-up' };
  const found = await findCallBySid(deps, callSid);
  if (found === null) return { kind: 'unknown-call' };
  const ctx: ClinicContext = { ...deps, clinicId: found.clinicId, actor: { kind: 'system' } };
  const state = await getCallState(ctx, found.callId);
  return promiseCallback(ctx, found.callId, state?.from ?? null);
}

async function promiseCallback(ctx: ClinicContext, callId: string, from: string | null): Promise<AfterStream> {
  await leaveCallback(ctx, {
    callId,
    reason: 'The call could not be put through.',
    ...(from === null ? {} : { phone: from }),
  });
  return { kind: 'call-back' };
}
