import {
  type ClinicContext,
  type ClinicDeps,
  type ClinicProfile,
  endCall,
  isBlocked,
  isDatabaseAway,
  type Language,
  normalisePhone,
  type PatientCandidate,
  patientsByPhone,
  startCall,
} from '@vaani/clinic';
import type { Logger } from '@vaani/observability';
import type { Admission } from './admission.ts';
import type { CallbackPromises } from './callback-promises.ts';
import type { Directory } from './directory.ts';
import { inTime } from './in-time.ts';
import { isForwardingLoop, withoutPhones } from './routing.ts';

/** Twilio waits fifteen seconds, and the directory may have taken its time too. */
const DEADLINE_MS = 5_000;

/** What Twilio says of a call that comes in. */
export interface IncomingCall {
  callSid: string;
  from: string;
  to: string;
  forwardedFrom?: string;
}

/** All that a session needs, made while Twilio is being answered. */
export interface ExpectedCall {
  ctx: ClinicContext;
  callId: string;
  callSid: string;
  profile: ClinicProfile;
  candidates: PatientCandidate[];
  callerPhone: string | null;
  language: Language;
}

export type Reception =
  | { kind: 'unknown-number' }
  /** The clinic takes no calls from this phone. */
  | { kind: 'blocked' }
  | { kind: 'talk'; call: ExpectedCall }
  | { kind: 'dial'; phone: string; callerId: string }
  | { kind: 'call-back' };

/** Decides what becomes of an incoming call: a talk where there is a place, else the clinic's phone, and where that would loop a callback. */
export async function receiveCall(
  deps: ClinicDeps,
  incoming: IncomingCall,
  options: {
    directory: Directory;
    admission: Admission;
    promises: CallbackPromises;
    workerId: string;
    logger: Logger;
    onExpired: (callSid: string) => void;
    onFull: () => void;
    onBlocked: () => void;
  },
): Promise<Reception> {
  const to = normalisePhone(incoming.to);
  const clinic = to === null ? null : await options.directory.byNumber(to);
  if (to === null || clinic === null) return { kind: 'unknown-number' };
  const dialled = to;
  const { clinicId, phoneNumberId, profile } = clinic;
  const system: ClinicContext = { ...deps, clinicId, actor: { kind: 'system' } };
  const from = normalisePhone(incoming.from, profile.country);
  const forwardedFrom = incoming.forwardedFrom ?? null;
  const isLoop = isForwardingLoop({ from, forwardedFrom, to }, profile);
  // A call of ours that came back shows our own number: nobody can be rung back there.
  const callerPhone = from === to ? null : from;
  const dial: Reception | null =
    isLoop || profile.ownPhone === null ? null : { kind: 'dial', phone: profile.ownPhone, callerId: to };
  try {
    return await inTime(deps.clock, DEADLINE_MS, take());
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    options.logger.error('a call could not be taken: the database is away', error instanceof Error ? { error } : {});
    return dial ?? promiseCallback();
  }

  async function take(): Promise<Reception> {
    if (callerPhone !== null && (await isBlocked(system, callerPhone))) {
      options.onBlocked();
      return { kind: 'blocked' };
    }
    const candidates = callerPhone === null ? [] : await patientsByPhone(system, callerPhone);
    const language = candidates.find((one) => one.language !== null)?.language ?? profile.language;
    const { callId, isRepeat } = await startCall(system, {
      callSid: incoming.callSid,
      direction: 'inbound',
      from: callerPhone,
      to: dialled,
      phoneNumberId,
      language,
      workerId: options.workerId,
      ...(forwardedFrom === null ? {} : { forwardedFrom }),
    });

    if (options.admission.reserve(incoming.callSid, () => options.onExpired(incoming.callSid))) {
      const ctx: ClinicContext = { ...deps, clinicId, actor: { kind: 'agent', callId } };
      const known = isLoop ? withoutPhones(profile) : profile;
      return {
        kind: 'talk',
        call: { ctx, callId, callSid: incoming.callSid, profile: known, candidates, callerPhone, language },
      };
    }
    if (!isRepeat) options.onFull();
    if (dial !== null) {
      await endCall(system, callId, { outcome: 'transferred', durationMs: 0, language });
      return dial;
    }
    const answer = await promiseCallback();
    await endCall(system, callId, { outcome: 'message', durationMs: 0, language });
    return answer;
  }

  async function promiseCallback(): Promise<Reception> {
    const { callSid } = incoming;
    await options.promises.make(system, { callSid, phone: callerPhone, reason: 'All lines were busy.' });
    return { kind: 'call-back' };
  }
}
