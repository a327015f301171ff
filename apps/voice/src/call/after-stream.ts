import {
  type CallOutcome,
  type ClinicContext,
  type ClinicDeps,
  type ClinicProfile,
  endCall,
  findCallBySid,
  getCallState,
  isDatabaseAway,
  normalisePhone,
} from '@vaani/clinic';
import type { CallbackPromises } from './callback-promises.ts';
import type { Directory } from './directory.ts';
import { inTime } from './in-time.ts';
import type { ExpectedCall } from './reception.ts';
import { isForwardingLoop, phoneFor } from './routing.ts';
import type { Ending } from './session.ts';

/** Twilio waits fifteen seconds; the way without the database must fit in too. */
const DEADLINE_MS = 5_000;

export type AfterStream =
  | { kind: 'hang-up' }
  | { kind: 'dial'; phone: string }
  | { kind: 'call-back' }
  | { kind: 'unknown-call' };

/** What Twilio says of a call when it asks where to go on. */
export interface GoingOn {
  callSid: string;
  from: string;
  to: string;
  forwardedFrom?: string;
}

/** A call that this worker held, and how it ended. */
export interface EndedCall {
  ending: Ending;
  call: ExpectedCall;
}

export interface AfterStreamOptions {
  deps: ClinicDeps;
  directory: Directory;
  promises: CallbackPromises;
}

const UNPLACED = 'The call could not be put through.';
const system = (deps: ClinicDeps, clinicId: string): ClinicContext => ({
  ...deps,
  clinicId,
  actor: { kind: 'system' },
});

/**
 * What becomes of a caller whose stream has ended. Of a call that this worker held all is known. Without it (the worker is gone) it comes from the
 * database: a call that is not over lost its worker in mid-talk. Where the database is away too, from what Twilio says.
 */
export async function routeAfterStream(
  options: AfterStreamOptions,
  going: GoingOn,
  ended: EndedCall | undefined,
): Promise<AfterStream> {
  const { deps } = options;
  if (ended !== undefined) {
    const { call, ending } = ended;
    if (ending.transferReason === undefined) return { kind: 'hang-up' };
    return dialOr(options, going, {
      ...{ clinicId: call.ctx.clinicId, profile: call.profile, reason: ending.transferReason },
      ...{ isLoop: false, phone: call.callerPhone },
    });
  }
  try {
    return await inTime(deps.clock, DEADLINE_MS, routeByRecord(options, going));
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    deps.logger?.error('a call goes on without the database', error instanceof Error ? { error } : {});
    return routeBlind(options, going);
  }
}

async function routeByRecord(options: AfterStreamOptions, going: GoingOn): Promise<AfterStream> {
  const { deps, directory } = options;
  const found = await findCallBySid(deps, going.callSid);
  if (found === null) return { kind: 'unknown-call' };
  const { clinicId, callId } = found;
  const ctx = system(deps, clinicId);
  const state = await getCallState(ctx, callId);
  if (state === null) return { kind: 'unknown-call' };
  if (!state.isOver) await endLost(ctx, callId, state);
  const reason = reasonOf(state.isOver ? state.outcome : 'failed');
  if (reason === undefined) return { kind: 'hang-up' };
  const profile = await directory.byClinic(clinicId);
  const isLoop = isForwardingLoop({ ...state, to: going.to }, profile);
  return dialOr(options, going, { clinicId, profile, reason, isLoop, phone: state.from });
}

/** Neither this worker nor the database says anything: the clinic's phone, or a promise. */
async function routeBlind(options: AfterStreamOptions, going: GoingOn): Promise<AfterStream> {
  const to = normalisePhone(going.to);
  const clinic = to === null ? null : await options.directory.byNumber(to);
  if (clinic === null) return { kind: 'unknown-call' };
  const { clinicId, profile } = clinic;
  const phone = normalisePhone(going.from, profile.country);
  const isLoop = isForwardingLoop({ from: phone, forwardedFrom: going.forwardedFrom ?? null, to: going.to }, profile);
  return dialOr(options, going, { clinicId, profile, reason: 'trouble', isLoop, phone });
}

async function dialOr(
  { deps, promises }: AfterStreamOptions,
  { callSid }: GoingOn,
  caller: { clinicId: string; profile: ClinicProfile; reason: string; isLoop: boolean; phone: string | null },
): Promise<AfterStream> {
  const phone = phoneFor(caller.reason, caller.profile, deps.clock.now());
  if (phone !== null && !caller.isLoop) return { kind: 'dial', phone };
  await promises.make(system(deps, caller.clinicId), { callSid, phone: caller.phone, reason: UNPLACED });
  return { kind: 'call-back' };
}

/** Closes the record of a call whose worker is gone, and tells the desk. */
async function endLost(
  ctx: ClinicContext,
  callId: string,
  state: { startedAt: string; language: 'en' | 'hi' | 'hi_en' },
): Promise<void> {
  const endedAt = new Date(ctx.clock.now()).toISOString();
  const durationMs = Math.max(0, ctx.clock.now() - Date.parse(state.startedAt));
  const language = state.language === 'hi_en' ? 'hi-en' : state.language;
  await endCall(ctx, callId, { outcome: 'failed', durationMs, language });
  await ctx.live.publish(ctx.clinicId, {
    type: 'call.ended',
    at: endedAt,
    data: { callId, outcome: 'failed', durationMs: Math.round(durationMs), endedAt },
    personal: {},
  });
  await ctx.live.calls.remove(ctx.clinicId, callId);
}

/** Why somebody must still be found for the caller of a call that another worker held; undefined where nothing is left to do. */
function reasonOf(outcome: CallOutcome | null): string | undefined {
  if (outcome === 'emergency') return 'emergency';
  return outcome === 'transferred' || outcome === 'failed' ? 'trouble' : undefined;
}

/** The phone that was dialled: answered, or else somebody rings back. */
export async function routeAfterDial(
  { deps, directory, promises }: AfterStreamOptions,
  going: GoingOn,
  dialStatus: string,
): Promise<AfterStream> {
  if (dialStatus === 'completed' || dialStatus === 'answered') return { kind: 'hang-up' };
  let clinicId: string | undefined;
  try {
    clinicId = (await inTime(deps.clock, DEADLINE_MS, findCallBySid(deps, going.callSid)))?.clinicId;
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    const to = normalisePhone(going.to);
    clinicId = to === null ? undefined : (await directory.byNumber(to))?.clinicId;
  }
  if (clinicId === undefined) return { kind: 'unknown-call' };
  await promises.make(system(deps, clinicId), {
    callSid: going.callSid,
    phone: normalisePhone(going.from),
    reason: UNPLACED,
  });
  return { kind: 'call-back' };
}
