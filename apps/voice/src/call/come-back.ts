import { type ClinicContext, claimStep, listTransferSteps, patientsByPhone, reopenCall } from '@vaani/clinic';
import type { Admission } from './admission.ts';
import type { CallerOnTheWay } from './after-stream.ts';
import type { Directory } from './directory.ts';
import { BACK_STEP, type Way } from './hand-over.ts';
import type { ExpectedCall } from './reception.ts';

/** In these nobody goes back to the agent: it could not help, or is no help. */
const notAgain: ReadonlySet<string> = new Set(['trouble', 'emergency']);

/**
 * A caller whom nobody could take comes back to the agent, which knows what was said and that somebody rings back. Null where the agent is no help, there is no
 * place, or nothing is known of a talk before: then Twilio's voice says so.
 */
export async function comeBack(
  way: Way,
  caller: CallerOnTheWay,
  options: { directory: Directory; admission: Admission; workerId: string; onExpired: (callSid: string) => void },
): Promise<ExpectedCall | null> {
  const { ctx: system, callId, callSid, phone, said, callerId } = caller;
  if (way.kind !== 'call-back' || !way.hasNumber || caller.isPassedOn === true || notAgain.has(said)) return null;
  const steps = await listTransferSteps(system, callId);
  const last = steps.at(-1);
  if (last === undefined || !(await claimStep(system, callSid, `${BACK_STEP}${last.step}`))) return null;
  if (!options.admission.reserve(callSid, () => options.onExpired(callSid))) return null;
  const talk = await reopenCall(system, { callId, workerId: options.workerId });
  if (talk === null) {
    options.admission.release(callSid);
    return null;
  }
  const profile = await options.directory.byClinic(system.clinicId);
  const candidates = phone === null ? [] : await patientsByPhone(system, phone);
  const ctx: ClinicContext = { ...system, actor: { kind: 'agent', callId } };
  return {
    ...{ ctx, callId, callSid, profile, candidates, callerPhone: phone, dialled: callerId, isLoop: false },
    ...{ language: talk.language, direction: talk.direction === 'outbound' ? 'outbound' : 'inbound', resumed: talk },
  };
}
