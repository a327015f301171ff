import {
  type ClinicContext,
  type ClinicDeps,
  type ClinicProfile,
  type EarlierTalk,
  endCall,
  isBlocked,
  isDatabaseAway,
  type Language,
  normalisePhone,
  type PatientCandidate,
  patientsByPhone,
  RING_MS,
  ringsTooOften,
  startCall,
  wasJustPutThrough,
  whoAnswers,
} from '@vaani/clinic';
import type { Logger } from '@vaani/observability';
import type { Opening } from '@vaani/receptionist';
import type { Admission } from './admission.ts';
import type { CallerOnTheWay } from './after-stream.ts';
import type { CallbackPromises } from './callback-promises.ts';
import type { Directory, PhoneNow } from './directory.ts';
import type { HandOver, Way } from './hand-over.ts';
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
  /** The clinic's own phone rang first, and nobody picked up. */
  hasRung?: boolean;
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
  /** The clinic's number of this call: outgoing legs show it where the clinic says nothing else. */
  dialled: string;
  /** Dialling would bring the call back to us. */
  isLoop: boolean;
  direction: 'inbound' | 'outbound' | 'browser';
  /** What is not saved yet is tried: nothing that its tools do stays. */
  isDraft?: boolean;
  opening?: Opening;
  /** The attempt at a callback that the call is. */
  attemptId?: string;
  /** The call was the agent's before, and comes back from people who could not take it. */
  resumed?: EarlierTalk;
}

export type Reception =
  | { kind: 'unknown-number' }
  /** The clinic takes no calls from this phone, or no more this hour. */
  | { kind: 'blocked' }
  | { kind: 'talk'; call: ExpectedCall }
  /** The clinic's phone rings first, so many seconds; unanswered the call comes back. */
  | { kind: 'ring-first'; phone: string; callerId: string; ringSeconds: number }
  | { kind: 'way'; way: Way; caller: CallerOnTheWay }
  /** The database is away. */
  | { kind: 'dial'; phone: string; callerId: string }
  | { kind: 'call-back' };

export interface ReceptionOptions {
  directory: Directory;
  admission: Admission;
  promises: CallbackPromises;
  handOver: HandOver;
  workerId: string;
  logger: Logger;
  onExpired: (callSid: string) => void;
  onFull: () => void;
  onBlocked: () => void;
  /** The phone rings too often. */
  onLimited: () => void;
  /** The month's money is spent: the call goes to people. */
  onCapped: () => void;
}

/**
 * Decides what becomes of an incoming call: by the clinic's switch a talk, where there is a place, or the clinic's phone; where that would loop, or nobody
 * answers it, a callback.
 */
export async function receiveCall(
  deps: ClinicDeps,
  incoming: IncomingCall,
  options: ReceptionOptions,
): Promise<Reception> {
  const to = normalisePhone(incoming.to);
  const clinic = to === null ? null : await options.directory.byNumber(to);
  if (to === null || clinic === null) return { kind: 'unknown-number' };
  const dialled = to;
  const { clinicId, phoneNumberId, profile } = clinic;
  const system: ClinicContext = { ...deps, clinicId, actor: { kind: 'system' } };
  const from = normalisePhone(incoming.from, profile.country);
  const forwardedFrom = incoming.forwardedFrom ?? null;
  const isForwarded = isForwardingLoop({ from, forwardedFrom, to }, profile);
  // A call of ours that came back shows our own number: nobody can be rung back there.
  const callerPhone = from === to ? null : from;
  let isAnswered = false;
  try {
    return await inTime(deps.clock, DEADLINE_MS, take());
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    options.logger.error('a call could not be taken: the database is away', error instanceof Error ? { error } : {});
    isAnswered = true;
    if (!isForwarded && profile.ownPhone !== null) return { kind: 'dial', phone: profile.ownPhone, callerId: dialled };
    await options.promises.make(system, { callSid: incoming.callSid, phone: callerPhone, reason: BUSY });
    return { kind: 'call-back' };
  }

  async function take(): Promise<Reception> {
    const { callSid, hasRung = false } = incoming;
    const asked = <T>(question: (ctx: ClinicContext, phone: string) => Promise<T>, unknown: T) =>
      callerPhone === null ? Promise.resolve(unknown) : question(system, callerPhone);
    const [phone, isRefused, isTooOften, isComingBack] = await Promise.all([
      options.directory.phoneOf(clinicId),
      asked(isBlocked, false),
      asked(ringsTooOften, false),
      // The phone that was just dialled for this caller may have sent them back to us.
      asked((ctx, from) => wasJustPutThrough(ctx, from, callSid), false),
    ]);
    if (isRefused || isTooOften) {
      if (isRefused) options.onBlocked();
      else options.onLimited();
      return { kind: 'blocked' };
    }
    const isLoop = isForwarded || isComingBack;
    const who = whoAnswers({
      ...{ answers: phone.answers, isOpen: phone.isOpen, isOverCap: phone.isOverCap },
      ...{ hasPhone: profile.ownPhone !== null, isForwarded: isLoop || hasRung },
    });
    const callerId = phone.callerId ?? dialled;
    // Nothing is written yet: whoever looks after lost calls would take one that rings elsewhere for lost.
    if (who === 'phone-then-ai' && profile.ownPhone !== null) {
      const ringSeconds = Math.round((phone.afterRings * RING_MS) / 1_000);
      return { kind: 'ring-first', phone: profile.ownPhone, callerId, ringSeconds };
    }
    const candidates = callerPhone === null ? [] : await patientsByPhone(system, callerPhone);
    const language = candidates.find((one) => one.language !== null)?.language ?? profile.language;
    const { callId, isRepeat } = await startCall(system, {
      ...{ callSid, direction: 'inbound', from: callerPhone, to: dialled, phoneNumberId, language },
      workerId: options.workerId,
      ...(forwardedFrom === null ? {} : { forwardedFrom }),
    });
    if (who === 'phone' && phone.isOverCap && !isRepeat) options.onCapped();
    // Of one who was sent on meanwhile no stream comes: no place is kept for it.
    if (who !== 'phone' && !isAnswered && options.admission.reserve(callSid, () => options.onExpired(callSid))) {
      const ctx: ClinicContext = { ...deps, clinicId, actor: { kind: 'agent', callId } };
      const known = isLoop ? withoutPhones(profile) : profile;
      return {
        kind: 'talk',
        call: {
          ...{ ctx, callId, callSid, profile: known, candidates, callerPhone, language, dialled, isLoop },
          direction: 'inbound',
          ...(phone.isOpen ? {} : { opening: closedOpening(phone) }),
        },
      };
    }
    if (who !== 'phone' && !isRepeat) options.onFull();
    const isPassedOn = profile.ownPhone !== null;
    const caller: CallerOnTheWay = {
      ...{ ctx: system, callId, callSid, phone: callerPhone, callerId, said: 'trouble', isPassedOn },
      emergencyNumbers: profile.emergencyNumbers,
    };
    const way = isLoop ? await promiseCallback() : await options.handOver.wayFrom(caller, 1);
    const outcome = way.kind === 'call-back' ? 'message' : 'transferred';
    await endCall(system, callId, { outcome, durationMs: 0, language });
    return { kind: 'way', way, caller };
  }

  async function promiseCallback(): Promise<Way> {
    const { callSid } = incoming;
    await options.promises.make(system, { callSid, phone: callerPhone, reason: BUSY });
    return { kind: 'call-back', hasNumber: callerPhone !== null };
  }
}

const BUSY = 'All lines were busy.';

function closedOpening({ afterHoursEn, afterHoursHi }: PhoneNow): Opening {
  return { kind: 'after-hours', words: { en: afterHoursEn, hi: afterHoursHi } };
}
