import {
  answerAttempt,
  type ClinicContext,
  type ClinicDeps,
  isDatabaseAway,
  normalisePhone,
  patientsByPhone,
  settleAttempt,
} from '@vaani/clinic';
import type { Admission } from './admission.ts';
import { system } from './after-stream.ts';
import type { Directory } from './directory.ts';
import { inTime } from './in-time.ts';
import type { ExpectedCall } from './reception.ts';

const DEADLINE_MS = 5_000;

/** A call that the clinic placed, and that was picked up. */
export interface PickedUp {
  callSid: string;
  clinicId: string;
  attemptId: string;
  /** The number that was shown. */
  from: string;
  /** What Twilio's detection made of it: `human`, `machine_start`, … */
  answeredBy: string | undefined;
}

export type Pickup = { kind: 'talk'; call: ExpectedCall } | { kind: 'hang-up' };

/** A machine's greeting is no person: nothing is said to it, and nothing left. */
export const isMachine = (answeredBy: string | undefined): boolean =>
  answeredBy !== undefined && (answeredBy.startsWith('machine') || answeredBy === 'fax');

/** Decides what becomes of a call that was placed and picked up: a talk with a person, where there is a place for it. */
export async function receivePickup(
  deps: ClinicDeps,
  pickedUp: PickedUp,
  options: { directory: Directory; admission: Admission; workerId: string; onExpired: (callSid: string) => void },
): Promise<Pickup> {
  const { callSid, clinicId, attemptId, from, answeredBy } = pickedUp;
  const ctx = system(deps, clinicId);
  try {
    return await inTime(deps.clock, DEADLINE_MS, take());
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    // Nobody can be told why they are rung.
    deps.logger?.error('a call that was placed has no database', error instanceof Error ? { error } : {});
    options.admission.release(callSid);
    return { kind: 'hang-up' };
  }

  async function take(): Promise<Pickup> {
    if (isMachine(answeredBy)) {
      await settleAttempt(ctx, { attemptId, status: 'voicemail', callSid });
      return { kind: 'hang-up' };
    }
    if (!options.admission.reserve(callSid, () => options.onExpired(callSid))) {
      await settleAttempt(ctx, { attemptId, status: 'failed', callSid });
      return { kind: 'hang-up' };
    }
    const profile = await options.directory.byClinic(clinicId);
    const { workerId } = options;
    const answered = await answerAttempt(ctx, { attemptId, callSid, language: profile.language, workerId, from });
    if (answered === null) {
      options.admission.release(callSid);
      return { kind: 'hang-up' };
    }
    const callerPhone = normalisePhone(answered.phone, profile.country);
    const candidates = callerPhone === null ? [] : await patientsByPhone(ctx, callerPhone);
    const language = candidates.find((one) => one.language !== null)?.language ?? profile.language;
    const { callId } = answered;
    const agent: ClinicContext = { ...deps, clinicId, actor: { kind: 'agent', callId } };
    return {
      kind: 'talk',
      call: {
        ...{ ctx: agent, callId, callSid, profile, candidates, callerPhone, language, dialled: from },
        ...{ isLoop: false, direction: 'outbound', opening: { kind: 'call-back' }, attemptId },
      },
    };
  }
}
