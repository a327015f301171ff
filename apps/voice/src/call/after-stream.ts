import {
  type CallOutcome,
  type ClinicContext,
  type ClinicDeps,
  type ClinicProfile,
  claimStep,
  findCallBySid,
  getCallState,
  getTransferStep,
  isDatabaseAway,
  normalisePhone,
} from '@vaani/clinic';
import { ASKED_STEP } from './bring-out.ts';
import type { CallbackPromises } from './callback-promises.ts';
import type { Directory } from './directory.ts';
import { endLost } from './end-lost.ts';
import { endOf, type HandedOver, type HandOver, type Way } from './hand-over.ts';
import { inTime } from './in-time.ts';
import type { ExpectedCall } from './reception.ts';
import { isForwardingLoop, phoneFor } from './routing.ts';
import type { Ending } from './session.ts';

/** Twilio waits fifteen seconds; the way without the database must fit in too. */
const DEADLINE_MS = 5_000;

export type AfterStream =
  | { kind: 'way'; way: Way; caller: CallerOnTheWay }
  /** Without the database: a phone, and whatever comes of it. */
  | { kind: 'dial'; phone: string; callerId: string }
  | { kind: 'call-back' }
  | { kind: 'hang-up' }
  | { kind: 'unknown-call' };

export type CallerOnTheWay = HandedOver & {
  emergencyNumbers: readonly string[];
  /** Dialling would bring the call back to us. */
  isLoop?: boolean;
};

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
  handOver: HandOver;
}

const UNPLACED = 'The call could not be put through.';
export const system = (deps: ClinicDeps, clinicId: string): ClinicContext => ({
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
  if (ended !== undefined && ended.ending.transferReason === undefined) return { kind: 'hang-up' };
  try {
    const route = ended === undefined ? routeByRecord(options, going) : routeEnded(options, ended);
    return await inTime(deps.clock, DEADLINE_MS, route);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    deps.logger?.error('a call goes on without the database', error instanceof Error ? { error } : {});
    return ended === undefined ? routeBlind(options, going) : routeEndedBlind(options, going, ended);
  }
}

/** The caller of a call that this worker held, on their way to a person. */
export async function callerOf({ deps, directory }: AfterStreamOptions, ended: EndedCall): Promise<CallerOnTheWay> {
  const { call, ending } = ended;
  const { callId, callSid, callerPhone, profile, dialled } = call;
  const { clinicId } = call.ctx;
  const { callerId } = await directory.phoneOf(clinicId);
  return {
    ...{ ctx: system(deps, clinicId), callId, callSid, phone: callerPhone, callerId: callerId ?? dialled },
    ...{ said: ending.transferReason ?? 'trouble', emergencyNumbers: profile.emergencyNumbers },
    ...(ending.entryId === undefined ? {} : { entryId: ending.entryId }),
  };
}

async function routeEnded(options: AfterStreamOptions, ended: EndedCall): Promise<AfterStream> {
  const caller = await callerOf(options, ended);
  return onTheWay(options, caller, ended.call.isLoop);
}

async function onTheWay(options: AfterStreamOptions, caller: CallerOnTheWay, isLoop: boolean): Promise<AfterStream> {
  if (!isLoop) return { kind: 'way', caller, way: await options.handOver.wayFrom(caller, 1) };
  const { ctx, callSid, phone } = caller;
  await options.promises.make(ctx, { callSid, phone, reason: UNPLACED });
  return { kind: 'way', caller: { ...caller, isLoop }, way: { kind: 'call-back', hasNumber: phone !== null } };
}

/** This worker held the call, and the database is away: the phone that it knows, or a promise. */
async function routeEndedBlind(options: AfterStreamOptions, going: GoingOn, ended: EndedCall): Promise<AfterStream> {
  const { call, ending } = ended;
  return dialOr(options, going, {
    ...{ clinicId: call.ctx.clinicId, profile: call.profile, reason: ending.transferReason ?? 'trouble' },
    ...{ isLoop: call.isLoop, phone: call.callerPhone },
  });
}

async function routeByRecord(options: AfterStreamOptions, going: GoingOn): Promise<AfterStream> {
  const known = await onRecord(options, going.callSid);
  if (known === null) return { kind: 'unknown-call' };
  const { state, caller, profile } = known;
  if (!state.isOver) await endLost(caller.ctx, caller.callId, 'failed');
  const said = reasonOf(state.isOver ? state.outcome : 'failed');
  if (said === undefined) return { kind: 'hang-up' };
  return onTheWay(options, { ...caller, said }, isForwardingLoop({ ...state, to: going.to }, profile));
}

type CallState = NonNullable<Awaited<ReturnType<typeof getCallState>>>;

/** What the database knows of a caller. */
export async function onRecord(
  { deps, directory }: Pick<AfterStreamOptions, 'deps' | 'directory'>,
  callSid: string,
): Promise<{ state: CallState; caller: CallerOnTheWay; profile: ClinicProfile } | null> {
  const found = await findCallBySid(deps, callSid);
  if (found === null) return null;
  const { clinicId, callId } = found;
  const ctx = system(deps, clinicId);
  const state = await getCallState(ctx, callId);
  if (state === null) return null;
  const profile = await directory.byClinic(clinicId);
  const { callerId } = await directory.phoneOf(clinicId);
  const isOurs = state.direction === 'outbound';
  const own = (isOurs ? state.from : state.to) ?? '';
  const caller = {
    ...{ ctx, callId, callSid: state.callSid ?? callSid, said: 'trouble', callerId: callerId ?? own },
    phone: isOurs ? state.to : state.from,
    emergencyNumbers: profile.emergencyNumbers,
  };
  return { state, caller, profile };
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
  { deps, directory, promises }: AfterStreamOptions,
  { callSid, to }: GoingOn,
  caller: { clinicId: string; profile: ClinicProfile; reason: string; isLoop: boolean; phone: string | null },
): Promise<AfterStream> {
  const phone = phoneFor(caller.reason, caller.profile, deps.clock.now());
  if (phone !== null && !caller.isLoop) {
    const { callerId } = await directory.phoneOf(caller.clinicId);
    return { kind: 'dial', phone, callerId: callerId ?? to };
  }
  await promises.make(system(deps, caller.clinicId), { callSid, phone: caller.phone, reason: UNPLACED });
  return { kind: 'call-back' };
}

/** Why somebody must still be found for the caller of a call that another worker held; undefined where nothing is left to do. */
function reasonOf(outcome: CallOutcome | null): string | undefined {
  if (outcome === 'emergency') return 'emergency';
  return outcome === 'transferred' || outcome === 'failed' ? 'trouble' : undefined;
}

/** How a `<Dial>` of a caller's leg ended, as Twilio tells it. */
export interface DialEnd {
  /** Which step it was; 0 where the database was away when it was dialled. */
  step: number;
  status: string;
  /** The caller has hung up. */
  isCallOver: boolean;
}

/** People were rung for a caller: one took them, or else the next is rung, or in the end somebody rings back. */
export async function routeAfterDial(options: AfterStreamOptions, going: GoingOn, dial: DialEnd): Promise<AfterStream> {
  const { deps, directory, promises } = options;
  try {
    const route = afterStep(options, going, dial);
    return await inTime(deps.clock, DEADLINE_MS, route);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    if (isTaken(dial.status)) return { kind: 'hang-up' };
    const to = normalisePhone(going.to);
    const clinicId = to === null ? undefined : (await directory.byNumber(to))?.clinicId;
    if (clinicId === undefined) return { kind: 'unknown-call' };
    const phone = normalisePhone(going.from);
    await promises.make(system(deps, clinicId), { callSid: going.callSid, phone, reason: UNPLACED });
    return { kind: 'call-back' };
  }
}

const isTaken = (status: string): boolean => status === 'completed' || status === 'answered';

async function afterStep(options: AfterStreamOptions, going: GoingOn, dial: DialEnd): Promise<AfterStream> {
  const { handOver, promises } = options;
  const known = await onRecord(options, going.callSid);
  if (known === null) return { kind: 'unknown-call' };
  const { callId, ctx } = known.caller;
  const step = await getTransferStep(ctx, { callId, step: dial.step });
  if (step === null) {
    if (isTaken(dial.status)) return { kind: 'hang-up' };
    return onTheWay(options, known.caller, true);
  }
  const caller = { ...known.caller, said: step.reason };
  const isAccepted = step.status === 'accepted' || (!step.isWarm && isTaken(dial.status));
  if (isAccepted) {
    // Whoever is told why first has said by a key that they take the caller.
    if (!step.isWarm) await handOver.settle(caller, dial.step, 'accepted');
    return { kind: 'hang-up' };
  }
  if (dial.isCallOver) {
    if (await handOver.gone(caller)) return { kind: 'hang-up' };
    if (await handOver.settle(caller, dial.step, 'gone'))
      await promises.make(ctx, { callSid: caller.callSid, phone: caller.phone, reason: UNPLACED });
    return { kind: 'hang-up' };
  }
  await handOver.settle(caller, dial.step, isTaken(dial.status) ? 'declined' : endOf(dial.status));
  await claimStep(ctx, caller.callSid, `${ASKED_STEP}${dial.step}`);
  return { kind: 'way', caller, way: await handOver.wayFrom(caller, dial.step + 1) };
}
