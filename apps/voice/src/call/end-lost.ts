import { type CallOutcome, type ClinicContext, endCall, getCallState } from '@vaani/clinic';

/** Closes the record of a call whose worker is gone, and tells the desk: nobody else does. One that is over already stays as it is. */
export async function endLost(ctx: ClinicContext, callId: string, outcome: CallOutcome): Promise<void> {
  const state = await getCallState(ctx, callId);
  if (state === null || state.isOver) return;
  const endedAt = new Date(ctx.clock.now()).toISOString();
  const durationMs = Math.max(0, Math.round(ctx.clock.now() - Date.parse(state.startedAt)));
  const language = state.language === 'hi_en' ? 'hi-en' : state.language;
  const isEnded = await endCall(ctx, callId, { outcome, durationMs, language });
  await ctx.live.calls.remove(ctx.clinicId, callId);
  if (!isEnded) return;
  await ctx.live.publish(ctx.clinicId, {
    ...{ type: 'call.ended', at: endedAt, data: { callId, outcome, durationMs, endedAt }, personal: {} },
  });
}
